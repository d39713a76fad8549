import type { PlainDate } from '#calendar/plain-date';
import { z } from 'zod';
import { command } from '../command.ts';
import { day, identifier, text } from '../event-type.ts';
import { factsOf, type Fact, type Journey } from '../journey.ts';
import { caseById, caseOf, cases, type Case } from '../referral/case.ts';
import { aCaseOfThisChild, anAcceptedCase } from '../referral/referral.rules.ts';
import { Refused } from '../refused.ts';
import { closureEvents } from './closure.events.ts';

const child = z.object({ childId: identifier });
const { CaseClosed, CaseTransferredOut } = closureEvents;

/** What may be asked at the end of a case, and what follows (catalogue A.4, A.14). That nothing is left open is in the rules. */
export const closureCommands = {
  CloseCase: command(
    child.extend({ ...CaseClosed.payload.shape, summary: text.optional() }),
    (journey, { childId: _, summary, ...asked }) => {
      const known = theCase(journey, asked.caseId, asked.closedOn);
      if (known?.closedOn === asked.closedOn && known.closed?.data.reason === asked.reason) return [];
      const { caseId } = anAcceptedCase(journey, asked.caseId, asked.closedOn);
      stillOpen(known);
      const personal = summary === undefined ? {} : { personal: { summary } };
      return [{ type: 'CaseClosed', data: { ...asked, caseId }, ...personal }];
    },
  ),

  TransferCaseOut: command(child.extend(CaseTransferredOut.payload.shape), (journey, { childId: _, ...asked }) => {
    const known = theCase(journey, asked.caseId, asked.effectiveOn);
    const told =
      known &&
      factsOf(journey, 'CaseTransferredOut').some(
        (fact) => caseOf(journey, fact) === known && fact.on === asked.effectiveOn,
      );
    if (told && known.closedOn === asked.effectiveOn) return [];
    const { caseId } = anAcceptedCase(journey, asked.caseId, asked.effectiveOn);
    stillOpen(known);
    return [
      ...(told ? [] : [{ type: 'CaseTransferredOut' as const, data: { ...asked, caseId } }]),
      { type: 'CaseClosed', data: { caseId, closedOn: asked.effectiveOn, reason: 'RC5' } },
    ];
  }),

  ReopenCaseClosedInError: command(
    child.extend({ caseId: identifier.optional(), reopenedOn: day.optional(), reason: text }),
    (journey, { caseId: asked, reopenedOn, reason }, { today }) => {
      const on = reopenedOn ?? today;
      const one =
        asked === undefined
          ? cases(journey).findLast((other) => other.referredOn <= on)
          : aCaseOfThisChild(journey, asked, on);
      const facts = <F extends Fact>(of: readonly F[]) => of.filter((fact) => one && caseOf(journey, fact) === one);
      if (one?.closed === undefined) {
        if (facts(factsOf(journey, 'CaseReopenedInError')).length > 0) return [];
        throw new Refused(
          'only-a-closed-case-is-reopened',
          'This case was not closed. A referral with no further action stays as it was decided.',
        );
      }
      return [{ type: 'CaseReopenedInError', data: { caseId: one.caseId }, personal: { reason }, occurredOn: on }];
    },
  ),
};

/** The case that is spoken of, open or not: the one named, else the latest referred by that day. */
const theCase = (journey: Journey, caseId: string | undefined, on: PlainDate): Case | undefined =>
  caseId === undefined ? cases(journey).findLast((one) => one.referredOn <= on) : caseById(journey, caseId);

/** A closure that is dated later than the one asked for is corrected, not repeated. */
function stillOpen(one: Case | undefined): void {
  if (one?.closedOn !== undefined)
    throw new Refused('a-case-closes-once', `This case closed on ${one.closedOn}. Correct that date if it is wrong.`);
}
