import { addDays, addMonths, type PlainDate } from '#calendar/plain-date';
import type { Teller } from './teller.ts';
import { weekdayIn } from './months.ts';

/** Where a case is held; without a team it belongs to nobody yet, without an area it is city-wide. */
export interface Held {
  readonly area?: string;
  readonly team?: string;
}

/** A worker who leads cases, and the team of it. */
export interface Lead {
  readonly workerId: string;
  readonly teamId: string;
}

/** Referrals of a month, each of a child of its own, decided the next day to need no further action; some are re-referrals. */
export function referrals(t: Teller, { month, count, reReferrals, earlier = 11, held = {} }: ReferralsOfMonth): void {
  for (let i = 0; i < count; i++) {
    const child = t.child();
    const referredOn = weekdayIn(month, i);
    if (i < reReferrals) refer(t, child, 'R0', addMonths(referredOn, -earlier), held);
    refer(t, child, 'R1', referredOn, held);
  }
}

interface ReferralsOfMonth {
  readonly month: PlainDate;
  readonly count: number;
  readonly reReferrals: number;
  /** How many months before it the earlier referral came. */
  readonly earlier?: number;
  readonly held?: Held;
}

function refer(t: Teller, child: string, caseId: string, referredOn: PlainDate, held: Held): void {
  received(t, child, caseId, referredOn, held);
  t.tell(child, 'ReferralDecided', { caseId, decision: 'NFA', decidedOn: addDays(referredOn, 1) });
}

export function received(t: Teller, child: string, caseId: string, referredOn: PlainDate, { area, team }: Held): void {
  t.tell(child, 'ReferralReceived', {
    caseId,
    referredOn,
    source: '6',
    ...(team === undefined ? {} : { teamId: team }),
    ...(area === undefined ? {} : { areaId: area }),
  });
}

/** Opens a case that was accepted at once; with a lead it is allocated a day later. Answers with the child. */
export function openCase(t: Teller, since: PlainDate, held: Held, lead?: Lead, child = t.child()): string {
  received(t, child, 'K', since, held);
  t.tell(child, 'ReferralDecided', { caseId: 'K', decision: 'ACCEPT_ASSESS', decidedOn: since });
  if (lead !== undefined)
    t.tell(child, 'CaseAllocated', {
      caseId: 'K',
      ...lead,
      ...(held.area === undefined ? {} : { areaId: held.area }),
      role: 'LEAD_SW',
      from: addDays(since, 1),
    });
  return child;
}

/** The first assessment of a case, long done: those that follow count from their own start. */
export function firstAssessmentDone(t: Teller, child: string, startedOn: PlainDate): void {
  assess(t, child, { id: 'A0', startedOn, authorisedOn: addDays(startedOn, 20) });
}

export interface Assessed {
  readonly id: string;
  readonly startedOn: PlainDate;
  readonly authorisedOn?: PlainDate;
  readonly kind?: 'SINGLE' | 'INITIAL' | 'CORE';
  readonly basis?: 'S17' | 'S47';
  readonly seen?: boolean;
  readonly outcome?: 'NFA' | 'CIN_PLAN';
}

export function assess(
  t: Teller,
  child: string,
  { id, startedOn, authorisedOn, kind = 'SINGLE', basis, seen, outcome = 'CIN_PLAN' }: Assessed,
): void {
  t.tell(child, 'AssessmentStarted', {
    assessmentId: id,
    kind,
    startedOn,
    ...(basis === undefined ? {} : { basis }),
  });
  if (authorisedOn !== undefined)
    t.tell(child, 'AssessmentAuthorised', {
      assessmentId: id,
      authorisedOn,
      outcome,
      factors: ['21'],
      ...(seen === undefined ? {} : { childSeen: seen }),
    });
}

/** A team of a kind with workers of whole posts who take cases in turn. */
export function team(
  t: Teller,
  { id, type, area, posts, since }: { id: string; type: string; area?: string; posts: number; since: PlainDate },
): () => Lead {
  t.note(`team-${id}`, 'TeamCreated', since, {
    teamId: id,
    type,
    ...(area === undefined ? { citywide: true } : { area }),
    from: since,
  });
  for (let i = 1; i <= posts; i++)
    t.note(`worker-${id}-${i}`, 'WorkerRegistered', since, {
      workerId: `${id}-${i}`,
      teamId: id,
      qualified: true,
      fte: 1,
      employment: 'PERMANENT',
      role: 'SOCIAL_WORKER',
      from: since,
    });
  let next = 0;
  return () => ({ workerId: `${id}-${(next++ % posts) + 1}`, teamId: id });
}

/** A contact that a qualified worker screened so many days later. */
export function contact(t: Teller, on: PlainDate, days: number, hub: 'MASH' | 'EARLY_HELP_HUB' = 'MASH'): void {
  const child = t.child();
  t.tell(child, 'ContactReceived', {
    contactId: `${child}-1`,
    children: [child],
    source: '6',
    method: 'PHONE',
    hub,
    receivedAt: `${on}T09:30:00.000Z`,
  });
  t.tell(child, 'ContactScreened', {
    contactId: `${child}-1`,
    screenedAt: `${addDays(on, days)}T14:00:00.000Z`,
    screenedBy: 'QP-1',
    qualified: true,
  });
}

/** A section 47 enquiry and, so many days after it began, its initial conference. */
export function conference(
  t: Teller,
  child: string,
  { heldOn, days, late }: { heldOn: PlainDate; days: number; late?: 'LATE_NOTIFICATION' },
): void {
  t.tell(child, 'Section47Started', { s47Id: 'E1', startedOn: addDays(heldOn, -days) });
  t.tell(child, 'InitialConferenceHeld', {
    conferenceId: 'C1',
    heldOn,
    s47Id: 'E1',
    outcome: 'CP_PLAN',
    ...(late === undefined || days <= 21 ? {} : { lateReason: late }),
  });
}
