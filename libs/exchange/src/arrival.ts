import type { Instant } from '#calendar/instant';
import { periodsOfCare } from '#case-flow/care/periods-of-care';
import type { NewEvent, RecordedEvent } from '#case-flow/event';
import { extend, journeyOf, type Journey } from '#case-flow/journey';
import { orderingRules } from '#case-flow/processes';
import { breaches, type Breach } from '#case-flow/rule';
import { childOf, type Stream } from '#event-store/event-store';
import { canonical, type Read, type Reason, type Where } from './imported.ts';

/** A record of the input for one stream: its events that the store does not have yet. */
export interface ArrivingRecord {
  readonly where: Where;
  readonly events: readonly NewEvent[];
  /** Ordering rules that its events break. */
  readonly breaches: readonly Reason[];
  readonly refusal?: Reason;
}

/** All records of the input for one stream. */
export interface Arrival {
  readonly stream: Stream;
  readonly records: readonly ArrivingRecord[];
}

/** What is new to a stream in the records read for it. A new event that breaks an ordering rule carries the rule's name. */
export function newEventsOf(stream: Stream, stored: readonly RecordedEvent[], readings: readonly Read[]): Arrival {
  const childId = childOf(stream);
  const before = journeyOf(childId ?? '', stored);
  const known = new Map<string, NewEvent>(before.events.map((event) => [event.eventId, event]));
  const records = readings.map((reading): ArrivingRecord => {
    const { where } = reading;
    const events = meant(before, reading);
    const other = reading.idsGiven ? events.find((event) => isOther(event, known.get(event.eventId))) : undefined;
    if (other) return { where, events: [], breaches: [], refusal: idTaken(other) };
    const fresh = events.filter((event) => !known.has(event.eventId));
    for (const event of fresh) known.set(event.eventId, event);
    return { where, events: fresh, breaches: [] };
  });
  return { stream, records: childId === undefined ? records : flagged(before, records) };
}

/** A later return goes on with the period of care an earlier one began. */
function meant(before: Journey, { events, continuing }: Read): readonly NewEvent[] {
  const on = events[0]?.occurredOn;
  const isInCare =
    continuing !== undefined &&
    on !== undefined &&
    periodsOfCare(before).some((one) => one.startedOn < on && (one.ceasedOn === undefined || one.ceasedOn >= on));
  return isInCare ? continuing : events;
}

const isOther = (event: NewEvent, known: NewEvent | undefined): boolean =>
  known !== undefined &&
  (known.type !== event.type ||
    known.occurredOn !== event.occurredOn ||
    canonical(known.data) !== canonical(event.data));

const idTaken = ({ eventId, type }: NewEvent): Reason => ({
  rule: 'an-event-id-is-one-event-for-ever',
  sentence: `Another event is stored under the id ${eventId}, and it is not this ${type}. Give this one an id of its own, or record a correction.`,
});

/** Let in, and flagged: rules that were kept before these events came, or that these events themselves break. */
function flagged(before: Journey, records: readonly ArrivingRecord[]): readonly ArrivingRecord[] {
  const fresh = records.flatMap((record) => record.events);
  if (fresh.length === 0) return records;
  const now = '9999-12-31T23:59:59.999Z' as Instant;
  const after = extend(
    before,
    fresh.map((event): RecordedEvent => ({ ...event, recordedAt: event.recordedAt ?? now })),
  );
  const found = newBreaches(before, after);
  if (found.size === 0) return records;
  const ids = new Set(fresh.map((event) => event.eventId));
  // A rule that an event stored earlier breaks only now is told of the first record that came: it cannot be put on that event.
  const ofOthers = [...found].filter(([eventId]) => !ids.has(eventId)).flatMap(([, broken]) => broken);
  return records.map((record, i) => ({
    ...record,
    events: record.events.map((event) => marked(event, found.get(event.eventId) ?? [])),
    breaches: [
      ...record.events.flatMap((event) => found.get(event.eventId) ?? []),
      ...(i === firstWithEvents(records) ? ofOthers : []),
    ].map(({ rule, dfe, sentence }) => ({ rule, ...(dfe === undefined ? {} : { dfe }), sentence })),
  }));
}

const firstWithEvents = (records: readonly ArrivingRecord[]): number =>
  records.findIndex((record) => record.events.length > 0);

function newBreaches(before: Journey, after: Journey): ReadonlyMap<string, readonly Breach[]> {
  const key = ({ rule, eventId }: Breach) => `${rule} ${eventId}`;
  const old = new Set(before.events.length === 0 ? [] : breaches(orderingRules, before).map(key));
  const found = new Map<string, Breach[]>();
  for (const breach of breaches(orderingRules, after))
    if (!old.has(key(breach))) found.set(breach.eventId, [...(found.get(breach.eventId) ?? []), breach]);
  return found;
}

function marked(event: NewEvent, broken: readonly Breach[]): NewEvent {
  if (broken.length === 0) return event;
  return {
    ...event,
    importedAnomaly: [...new Set([...(event.importedAnomaly ?? []), ...broken.map(({ rule }) => rule)])],
  };
}
