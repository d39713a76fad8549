import type { PlainDate } from '#calendar/plain-date';
import { z } from 'zod';
import { command } from '../command.ts';
import { identifier } from '../event-type.ts';
import { factsOf, type Fact, type Journey } from '../journey.ts';
import { caseOf, heldOn, type Case } from '../referral/case.ts';
import { anOpenCase } from '../referral/referral.rules.ts';
import { Refused } from '../refused.ts';
import { allocationEvents } from './allocation.events.ts';

const child = z.object({ childId: identifier });
const { CaseAllocated, CaseDeallocated, CaseTransferredBetweenTeams } = allocationEvents;

/** One worker's time with a case, in any role; `to` is the first day without. */
export interface Allocation {
  readonly workerId: string;
  readonly role: Fact<'CaseAllocated'>['data']['role'];
  readonly from: PlainDate;
  readonly to?: PlainDate;
}

/**
 * Who was allocated to a case, in the order of the days. A lead social worker is replaced by the next one (A.14); everyone
 * else stays until deallocated. Leads with their ends are also `leads` of the case itself.
 */
export function allocations(journey: Journey, one: Case): readonly Allocation[] {
  const own = <F extends Fact>(facts: readonly F[]) =>
    facts.filter((fact) => caseOf(journey, fact)?.caseId === one.caseId);
  const ended = own(factsOf(journey, 'CaseDeallocated'));
  const others = own(factsOf(journey, 'CaseAllocated'))
    .filter((fact) => fact.data.role !== 'LEAD_SW')
    .map((fact) => {
      const { workerId, role } = fact.data;
      const to = ended.find((end) => end.data.workerId === workerId && end.on >= fact.on)?.on ?? one.closedOn;
      return { workerId, role, from: fact.on, ...(to === undefined ? {} : { to }) };
    });
  const leads = one.leads.map((lead) => ({ ...lead, role: 'LEAD_SW' as const }));
  return [...leads, ...others].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** What may be asked about who works on a case, and what follows (catalogue A.4, A.14). */
export const allocationCommands = {
  AllocateCase: command(child.extend(CaseAllocated.payload.shape), (journey, { childId: _, ...asked }) => {
    const one = anOpenCase(journey, asked.caseId, asked.from);
    const { caseId } = one;
    const same = factsOf(journey, 'CaseAllocated').some(
      (fact) =>
        caseOf(journey, fact) === one &&
        fact.on === asked.from &&
        fact.data.workerId === asked.workerId &&
        fact.data.role === asked.role &&
        fact.data.teamId === asked.teamId,
    );
    // Taken away again on the very day, an allocation may be made again.
    if (same && allocations(journey, one).some((now) => now.workerId === asked.workerId && now.from === asked.from))
      return [];
    return [{ type: 'CaseAllocated', data: { ...asked, caseId } }];
  }),

  DeallocateCase: command(child.extend(CaseDeallocated.payload.shape), (journey, { childId: _, ...asked }) => {
    const one = anOpenCase(journey, asked.caseId, asked.until);
    const { caseId } = one;
    const theirs = allocations(journey, one).filter(
      (now) => now.workerId === asked.workerId && now.from <= asked.until,
    );
    if (theirs.some((now) => now.to === undefined || now.to > asked.until))
      return [{ type: 'CaseDeallocated', data: { ...asked, caseId } }];
    const told = factsOf(journey, 'CaseDeallocated').some(
      (fact) => caseOf(journey, fact) === one && fact.data.workerId === asked.workerId && fact.on === asked.until,
    );
    if (told || theirs.some((now) => now.to === asked.until)) return [];
    throw new Refused(
      'only-an-allocated-worker-is-deallocated',
      `${asked.workerId} is not allocated to this case on ${asked.until}.`,
    );
  }),

  TransferCaseBetweenTeams: command(
    child.extend(CaseTransferredBetweenTeams.payload.shape),
    (journey, { childId: _, ...asked }) => {
      const one = anOpenCase(journey, asked.caseId, asked.effectiveOn);
      const { caseId } = one;
      const holder = heldOn(one, asked.effectiveOn);
      if (holder.team === asked.toTeam && (asked.area === undefined || asked.area === holder.area)) return [];
      if (asked.fromTeam !== undefined && holder.team !== null && asked.fromTeam !== holder.team)
        throw new Refused(
          'only-the-team-that-holds-a-case-hands-it-on',
          `On ${asked.effectiveOn} this case is with team ${holder.team}, not ${asked.fromTeam}.`,
        );
      const fromTeam = asked.fromTeam ?? holder.team ?? undefined;
      return [{ type: 'CaseTransferredBetweenTeams', data: { ...asked, caseId, fromTeam } }];
    },
  ),
};
