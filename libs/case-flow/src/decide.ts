import { createHash } from 'node:crypto';
import { londonDate, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { notMerged } from './child-identity/merging.ts';
import type { CommandType, Decision, Situation } from './command.ts';
import type { NewEvent, RecordedEvent } from './event.ts';
import { eventType } from './event-catalogue.ts';
import { extend, type Journey } from './journey.ts';
import { commandTypes, orderingRules } from './processes.ts';
import { Refused } from './refused.ts';
import { breaches, type Breach } from './rule.ts';

/** Who asks, when, and under which key. The same key and command always give the same identifiers and event ids. */
export interface Asked {
  readonly commandId: string;
  readonly now: Instant;
  readonly recordedBy?: string;
  readonly actingRole?: string;
  readonly actingTeam?: string;
  readonly correlationId?: string;
}

/**
 * What follows from a command for one child: new events with their envelopes, none if it was already so.
 * `command` has passed its schema. Refuses (throws `Refused`) what the process, an ordering rule or the calendar forbids.
 */
export function decide(
  type: CommandType,
  journey: Journey,
  command: Record<string, unknown>,
  asked: Asked,
  other: (childId: string) => Journey = notNamed,
): readonly NewEvent[] {
  const today = londonDate(asked.now);
  const eventIdOf = (index: number) => uuidOf(`${asked.commandId}/${journey.childId}/${index}`);
  const situation: Situation = { ...asked, today, newId: identifiers(asked.commandId, 'id'), eventIdOf, other };
  if (!acceptedOnMerged.has(type)) notMerged(journey);
  const decisions = type.decide(journey, command, situation);
  const events = decisions.map((decision, i) => envelope(decision, journey.childId, asked, today, eventIdOf(i)));
  for (const event of events) notInTheFuture(event, today, asked.now);
  refuseBreachesOfEach(journey, events, asked.now, other);
  return events;
}

/** What is still accepted for a child whose record was merged into another: the repair of the merge itself. */
const acceptedOnMerged: ReadonlySet<unknown> = new Set([commandTypes.ReverseMerge, commandTypes.VoidEvent]);

/** Fresh identifiers in a row, each a UUID made of the command's id, a purpose and a running number. */
export function identifiers(commandId: string, purpose: string): () => string {
  let count = 0;
  return () => uuidOf(`${commandId}/${purpose}/${count++}`);
}

/** A UUID (version 8) that stands for a text: the same text gives the same UUID. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function envelope(decision: Decision, childId: string, asked: Asked, today: PlainDate, eventId: string): NewEvent {
  const data = stripped(decision.data);
  const field = eventType(decision.type)?.on;
  const value = field === undefined ? undefined : data[field];
  const own =
    typeof value !== 'string' ? undefined : value.length === 10 ? (value as PlainDate) : londonDate(value as Instant);
  const { recordedBy, actingRole, actingTeam, correlationId } = asked;
  return {
    eventId,
    type: decision.type,
    childId: decision.childId ?? childId,
    occurredOn: own ?? decision.occurredOn ?? today,
    ...stripped({ recordedBy, actingRole, actingTeam, correlationId }),
    source: 'MANUAL',
    data,
    ...(decision.personal === undefined ? {} : { personal: decision.personal }),
  };
}

const stripped = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Nothing is recorded before it has happened; an instant of today may not lie ahead of the clock either. */
function notInTheFuture({ type, occurredOn, data }: NewEvent, today: PlainDate, now: Instant): void {
  const field = eventType(type)?.on;
  const at = field === undefined ? undefined : data[field];
  const isAhead = typeof at === 'string' && at.length > 10 && at > now;
  if (occurredOn <= today && !isAhead) return;
  throw new Refused(
    'nothing-happens-after-today',
    isAhead
      ? `${at} is in the future: it is ${now} now. Record it when it has happened.`
      : `${occurredOn} is in the future: today is ${today}. Record it when it has happened.`,
  );
}

/** A pooled journey holds the streams of merged children too; any other child's events are weighed with that child's journey. */
function refuseBreachesOfEach(
  journey: Journey,
  events: readonly NewEvent[],
  now: Instant,
  other: (childId: string) => Journey,
): void {
  if (events.every((event) => event.childId === journey.childId)) return refuseNewBreaches(journey, events, now);
  const streams = new Set([journey.childId]);
  for (const event of journey.events) streams.add(event.childId);
  refuseNewBreaches(
    journey,
    events.filter((event) => streams.has(event.childId)),
    now,
  );
  for (const childId of new Set(events.map((event) => event.childId)))
    if (!streams.has(childId))
      refuseNewBreaches(
        other(childId),
        events.filter((event) => event.childId === childId),
        now,
      );
}

/** Ordering rules hold after the fold (A.14): only what this command newly breaks is its fault. */
function refuseNewBreaches(journey: Journey, events: readonly NewEvent[], now: Instant): void {
  const recorded = events.map((event): RecordedEvent => ({ ...event, recordedAt: event.recordedAt ?? now }));
  const broken = breaches(errorRules, extend(journey, recorded));
  if (broken.length === 0) return;
  const known = new Set(breaches(errorRules, journey).map(key));
  const found = broken.find((breach) => !known.has(key(breach)));
  if (found) throw new Refused(found.rule, found.sentence, found.dfe);
}

/** A query is no reason to refuse, so a command does not ask them. */
const errorRules = orderingRules.filter((rule) => rule.level === 'error');

const key = (breach: Breach) => `${breach.rule} ${breach.eventId}`;

const notNamed = (childId: string): Journey => {
  throw new Error(`The command did not say that it needs the journey of child ${childId}.`);
};
