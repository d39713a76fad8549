import { isInstant, londonDate, type Instant } from '#calendar/instant';
import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { z } from 'zod';
import { command, type Decision } from '../command.ts';
import { eventType } from '../event-catalogue.ts';
import { identifier, text } from '../event-type.ts';
import { voidedIds, inOrderOfRecording, type Fact, type Journey } from '../journey.ts';
import { cases } from '../referral/case.ts';
import { Refused } from '../refused.ts';
import { childIdentityEvents } from './child-identity.events.ts';
import { datesOf } from './dates-of-event.ts';
import { notMerged } from './merging.ts';

const child = z.object({ childId: identifier });
const reversible = new Set(['DuplicateRecordsMerged', 'MergedInto', 'MergeReversed']);

/**
 * Repair of what was recorded (catalogue A.1, A.14 "Any"). The original stays; whoever asks what was known before the
 * repair still sees it. That a repair breaks no ordering rule is checked by `decide`, as for every command.
 */
export const correctionCommands = {
  CorrectEventDate: command(
    child.extend({ targetEventId: identifier, field: z.string().max(40), to: z.string().max(30), reason: text }),
    (journey, { targetEventId, field, to, reason }, { today }) => {
      const target = aKnownFact(journey, targetEventId, 'only-a-known-event-is-corrected');
      const allowed = datesOf(target);
      const kind = allowed.get(field);
      if (kind === undefined)
        throw new Refused(
          'a-correction-names-a-date-of-the-event',
          `This event has no date "${field}". It has: ${[...allowed.keys()].join(', ')}.`,
        );
      if (kind === 'day' ? !isPlainDate(to) : !isInstant(to))
        throw new Refused(
          'a-correction-gives-a-real-day',
          kind === 'day'
            ? `"${to}" is not a day. Write a real day as YYYY-MM-DD.`
            : `"${to}" is not a day and time. Write it as YYYY-MM-DDTHH:mm:ss.sssZ.`,
        );
      const from = valueOf(target, field);
      if (from === to) return [];
      // A day that only plans (an expected birth, a planned conference) may lie ahead; the day of a fact may not.
      const isTheFact = ['occurredOn', 'dob', eventType(target.type)?.on].includes(field);
      if (isTheFact) happenedBy(kind === 'day' ? (to as PlainDate) : londonDate(to as Instant), today);
      const data = { targetEventId, field, ...(from === undefined ? {} : { from }), to };
      return [{ type: 'EventDateCorrected', data, personal: { reason }, childId: target.childId }];
    },
  ),

  VoidEvent: command(
    child.extend({ targetEventId: identifier, reason: childIdentityEvents.EventVoided.payload.shape.reason.unwrap() }),
    (journey, { targetEventId, reason }) => {
      const before = journey.facts.find(
        (fact): fact is Fact<'EventVoided'> => fact.type === 'EventVoided' && isVoidOf(fact, targetEventId),
      );
      if (before?.data.reason === reason) return [];
      const target = aKnownFact(journey, targetEventId, 'only-a-known-event-is-voided');
      notAMerge(target);
      return [{ type: 'EventVoided', data: { targetEventId, reason }, childId: target.childId }];
    },
  ),

  ReattributeEvent: command(
    child.extend({ targetEventId: identifier, toChildId: identifier }),
    (journey, { childId, targetEventId, toChildId }, { other }) => {
      if (toChildId === childId)
        throw new Refused(
          'an-event-moves-to-another-child',
          'This event already stands on this record. Choose the child it belongs to.',
        );
      const target = aKnownFact(journey, targetEventId, 'only-a-known-event-is-moved');
      notAMerge(target);
      if (target.type === 'ChildRegistered')
        throw new Refused(
          'a-registration-is-not-moved',
          'Who a child is cannot be moved to another record. Correct it, or merge the two records if they are one child.',
        );
      const receiver = other(toChildId);
      if (receiver.events.length === 0)
        throw new Refused(
          'an-event-moves-to-a-known-child',
          `There is no record of a child ${toChildId}. Register the child first.`,
        );
      notMerged(receiver);
      const { caseId } = target.data as { readonly caseId?: string };
      if (caseId !== undefined && target.type !== 'ReferralReceived' && cases(receiver).length === 0)
        throw new Refused(
          'a-moved-event-has-a-case-to-go-to',
          `Child ${toChildId} has no case. Record or move the referral first, then what followed from it.`,
        );
      return [
        { type: 'EventReattributed', data: { targetEventId, toStream: `child-${toChildId}` }, childId: target.childId },
        again(journey, target, receiver),
      ];
    },
    { others: ({ toChildId }) => [toChildId], withPersonal: true },
  ),
};

const isVoidOf = (fact: Fact, targetEventId: string) =>
  (fact as Fact<'EventVoided'>).data.targetEventId === targetEventId;

/** The event as it is believed now. Refuses one that is not on this child's record, or was voided. */
function aKnownFact(journey: Journey, eventId: string, rule: string): Fact {
  const found = journey.facts.find((fact) => fact.eventId === eventId);
  if (found) return found;
  const voided = voidedIds(journey.events.toSorted(inOrderOfRecording)).has(eventId);
  throw new Refused(
    voided ? 'a-voided-event-is-not-changed' : rule,
    voided
      ? 'This event was voided already. Void that void first if the event did happen.'
      : `No event ${eventId} is recorded for this child.`,
  );
}

function happenedBy(on: PlainDate, today: PlainDate): void {
  if (on > today)
    throw new Refused('nothing-happens-after-today', `The day ${on} is in the future: today is ${today}.`);
}

function notAMerge(target: Fact): void {
  if (reversible.has(target.type))
    throw new Refused(
      'a-merge-is-reversed-not-voided',
      'A merge is undone by reversing it, and a reversal by merging again.',
    );
}

function valueOf(fact: Fact, field: string): string | undefined {
  if (field === 'occurredOn') return fact.on;
  return (fact.data as Readonly<Record<string, string | undefined>>)[field];
}

/** Ids of people and places, which mean the same on any child's record. */
const ofTheAuthority = new Set(['workerId', 'teamId', 'areaId', 'carerId', 'groupId']);

/** The same fact for the child it belongs to. A case or plan that child does not have is not named: its own of that day is meant. */
function again(journey: Journey, target: Fact, receiver: Journey): Decision {
  const shape: Readonly<Record<string, unknown>> = eventType(target.type)?.payload.shape ?? {};
  const has = (field: string, value: unknown) =>
    receiver.facts.some((fact) => (fact.data as Readonly<Record<string, unknown>>)[field] === value);
  const data = Object.entries(target.data).filter(
    ([field, value]) =>
      !field.endsWith('Id') ||
      ofTheAuthority.has(field) ||
      !(shape[field] instanceof z.ZodOptional) ||
      has(field, value),
  );
  const personal = journey.events.find((event) => event.eventId === target.eventId)?.personal;
  const fact = {
    type: target.type,
    data: Object.fromEntries(data),
    occurredOn: target.on,
    childId: receiver.childId,
    ...(personal == null ? {} : { personal }),
  };
  return fact as unknown as Decision;
}
