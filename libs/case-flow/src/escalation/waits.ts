import { startOfLondonDay, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { z } from 'zod';
import { contacts, type Contact } from '../contact/contacts.ts';
import { factsOf, perJourney, type Journey } from '../journey.ts';
import { cases, endOf, type Case } from '../referral/case.ts';
import type { escalatedQueue } from './escalation.events.ts';

/** One stretch of waiting. `to` is the first day on which it waited no more. */
export interface Wait {
  readonly queue: z.output<typeof escalatedQueue>;
  readonly subjectId: string;
  readonly since: PlainDate;
  /** The instant it began: of a contact the minute it came in, else the start of the day. */
  readonly sinceAt: Instant;
  readonly to?: PlainDate;
}

/**
 * Everything about a child that waited for somebody to take it up: each stretch in which an open case had no qualified lead
 * social worker, and each contact until the decision on it, again from the day it was reopened.
 */
export const waits = perJourney((journey): readonly Wait[] => [
  ...cases(journey).flatMap(waitsOfCase),
  ...contacts(journey).flatMap((one) => waitsOfContact(journey, one)),
]);

/** The wait of a case or contact that is not over on a day. */
export const waitOn = (journey: Journey, queue: Wait['queue'], subjectId: string, on: PlainDate): Wait | undefined =>
  waits(journey).find(
    (one) =>
      one.queue === queue && one.subjectId === subjectId && one.since <= on && (one.to === undefined || one.to > on),
  );

function waitsOfCase(one: Case): readonly Wait[] {
  const endedOn = endOf(one);
  const gaps: Wait[] = [];
  let free: PlainDate | undefined = one.referredOn;
  const close = (since: PlainDate, to: PlainDate | undefined) => {
    if (to !== undefined && to <= since) return;
    const { caseId: subjectId } = one;
    gaps.push({
      queue: 'UNALLOCATED',
      subjectId,
      since,
      sinceAt: startOfLondonDay(since),
      ...(to === undefined ? {} : { to }),
    });
  };
  for (const lead of one.qualifiedLeads.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (free !== undefined) close(free, lead.from);
    free = lead.to;
    if (free === undefined) return gaps;
  }
  if (free !== undefined && (endedOn === undefined || free < endedOn)) close(free, endedOn);
  return gaps;
}

function waitsOfContact(journey: Journey, { contactId, received, receivedOn, decidedOn }: Contact): readonly Wait[] {
  if (received === undefined) return [];
  const turns = factsOf(journey, 'ContactDecided', 'ContactReopened').filter(
    (fact) => fact.data.contactId === contactId,
  );
  // A decision that does not name its contact is found by the contact's own fold.
  if (turns.length === 0 && decidedOn !== undefined)
    return [
      { queue: 'CONTACT', subjectId: contactId, since: receivedOn, sinceAt: received.data.receivedAt, to: decidedOn },
    ];
  const found: Wait[] = [];
  let open: Pick<Wait, 'since' | 'sinceAt'> | undefined = { since: receivedOn, sinceAt: received.data.receivedAt };
  for (const turn of turns) {
    if (turn.type === 'ContactReopened') open ??= { since: turn.on, sinceAt: startOfLondonDay(turn.on) };
    else if (open) {
      found.push({ queue: 'CONTACT', subjectId: contactId, ...open, to: turn.on < open.since ? open.since : turn.on });
      open = undefined;
    }
  }
  return open ? [...found, { queue: 'CONTACT', subjectId: contactId, ...open }] : found;
}
