import { londonDate, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { eventType, type DataOf, type EventName } from './event-catalogue.ts';
import type { RecordedEvent } from './event.ts';
import { NameSet } from './name-set.ts';
import { Derivations, noteEverything, noteName } from './per-journey.ts';

export { perJourney } from './per-journey.ts';

/** One event as it is believed now: corrected where a correction is known, absent where it was voided. */
export interface Fact<Name extends EventName = EventName> {
  readonly eventId: string;
  readonly type: Name;
  /** The child whose stream holds it: after a merge not always the journey's child. */
  readonly childId: string;
  /** The day in the world, Europe/London. */
  readonly on: PlainDate;
  readonly recordedAt: Instant;
  readonly recordedBy?: string;
  readonly actingTeam?: string;
  readonly correlationId?: string;
  readonly data: DataOf<Name>;
}

/**
 * Everything known about one child. It collects by id and interprets nothing, so that neither the order in which events
 * arrive nor their repetition matters: facts stand in the order of the world (day, then recording, then id).
 */
export interface Journey {
  readonly childId: string;
  /** Every event told of, each once, in the order of telling. */
  readonly events: readonly RecordedEvent[];
  readonly facts: readonly Fact[];
  /** What was derived from this journey so far: filled by `perJourney` alone, never part of what the journey says. */
  readonly derived: Derivations;
}

export const emptyJourney = (childId: string): Journey => new FoldedJourney(childId, [], []);

/** The facts by name, each list in the order of the world. */
type Index = ReadonlyMap<string, readonly Fact[]>;

/** `derived` and the index are no fields of its own, so that two journeys that say the same also compare the same. */
class FoldedJourney implements Journey {
  readonly #derived: Derivations;
  #index: Index | undefined;

  constructor(
    readonly childId: string,
    readonly events: readonly RecordedEvent[],
    readonly facts: readonly Fact[],
    derived = new Derivations(),
    index?: Index,
  ) {
    this.#derived = derived;
    this.#index = index;
  }

  get derived(): Derivations {
    return this.#derived;
  }

  get index(): Index {
    return (this.#index ??= indexOf(this.facts));
  }

  /** The journey that has grown by events which change none of those before. */
  grown(added: readonly RecordedEvent[]): FoldedJourney {
    const facts = insert(this.facts, added);
    const derived = this.#derived.after(NameSet.of(added.map((event) => event.type)));
    const index = this.#index && indexAfter(this.#index, added);
    return new FoldedJourney(this.childId, this.events.concat(added), facts, derived, index);
  }
}

/** The journey that follows from `events` in whatever order they come. Unknown event names are kept and mean nothing. */
export function journeyOf(childId: string, events: Iterable<RecordedEvent>): Journey {
  return extend(emptyJourney(childId), events);
}

/** The journey after more events. A repeated event id changes nothing. The journey given is left as it was. */
export function extend(journey: Journey, more: Iterable<RecordedEvent>): Journey {
  const added = unknownTo(journey, more);
  if (added.length === 0) return journey;
  const simple = !added.some(changesOthers) && !isChanged(journey, added);
  if (simple && journey instanceof FoldedJourney) return journey.grown(added);
  const events = journey.events.concat(added);
  return new FoldedJourney(journey.childId, events, simple ? insert(journey.facts, added) : believedFacts(events));
}

/** Those of the events that the journey has not been told of, each once. One alone, the usual case, needs no set. */
function unknownTo(journey: Journey, more: Iterable<RecordedEvent>): readonly RecordedEvent[] {
  const events = [...more];
  if (events.length === 1) {
    const { eventId } = events[0]!;
    return journey.events.some((event) => event.eventId === eventId) ? [] : events;
  }
  const known = new Set(journey.events.map((event) => event.eventId));
  return events.filter(({ eventId }) => !known.has(eventId) && known.add(eventId));
}

/** The facts of these event names, in the order of the world. */
export function factsOf<Name extends EventName>(journey: Journey, ...names: readonly Name[]): readonly Fact<Name>[] {
  const index = journey instanceof FoldedJourney ? journey.index : indexOf(journey.facts);
  let found: readonly Fact[] | undefined;
  let isMixed = false;
  for (const name of names) {
    noteName(name);
    const own = index.get(name);
    if (own === undefined) continue;
    isMixed ||= found !== undefined;
    found = found === undefined ? own : found.concat(own);
  }
  if (isMixed) (found as Fact[]).sort(inOrderOfTheWorld);
  return (found ?? []) as readonly Fact<Name>[];
}

/** Every event a journey was told of: for what is derived of all of them. */
export function allEvents(journey: Journey): readonly RecordedEvent[] {
  noteEverything();
  return journey.events;
}

function indexOf(facts: readonly Fact[]): Index {
  const index = new Map<string, Fact[]>();
  for (const fact of facts) {
    const list = index.get(fact.type);
    if (list) list.push(fact);
    else index.set(fact.type, [fact]);
  }
  return index;
}

function indexAfter(index: Index, added: readonly RecordedEvent[]): Index {
  const next = new Map(index);
  for (const event of added) {
    const list = insert(next.get(event.type) ?? [], [event]);
    if (list.length > 0) next.set(event.type, list);
  }
  return next;
}

const changesOthers = (event: RecordedEvent) =>
  event.type === 'EventDateCorrected' || event.type === 'EventVoided' || event.type === 'EventReattributed';

/** A correction or void may have arrived before the event it speaks of. */
function isChanged(journey: Journey, added: readonly RecordedEvent[]): boolean {
  for (const event of journey.events)
    if (changesOthers(event) && added.some((one) => one.eventId === event.data['targetEventId'])) return true;
  return false;
}

function insert(facts: readonly Fact[], added: readonly RecordedEvent[]): readonly Fact[] {
  const result = facts.slice();
  for (const event of added) {
    const fact = factFrom(event);
    if (!fact) continue;
    let at = result.length;
    while (at > 0 && inOrderOfTheWorld(result[at - 1]!, fact) > 0) at--;
    result.splice(at, 0, fact);
  }
  return result;
}

/** All facts after voids, and the latest known correction of each field (design: "the latest correction known counts"). */
function believedFacts(events: readonly RecordedEvent[]): readonly Fact[] {
  const all = events.toSorted(inOrderOfRecording);
  const voided = voidedIds(all);
  const believed = new Map<string, RecordedEvent>();
  for (const event of all) if (!voided.has(event.eventId)) believed.set(event.eventId, event);
  for (const correction of believed.values()) {
    if (correction.type !== 'EventDateCorrected') continue;
    const { targetEventId, field, to } = correction.data as DataOf<'EventDateCorrected'>;
    const target = believed.get(targetEventId);
    if (target) believed.set(targetEventId, corrected(target, field, to));
  }
  return [...believed.values()].flatMap((event) => factFrom(event) ?? []).sort(inOrderOfTheWorld);
}

/** The ids of voided events. A void counts unless it was itself voided later; so the latest are settled first. */
export function voidedIds(inRecordingOrder: readonly RecordedEvent[]): ReadonlySet<string> {
  const voided = new Set<string>();
  for (const event of inRecordingOrder.toReversed()) {
    if (voided.has(event.eventId)) continue;
    if (event.type === 'EventVoided' || event.type === 'EventReattributed')
      voided.add((event.data as DataOf<'EventVoided'>).targetEventId);
  }
  return voided;
}

function corrected(event: RecordedEvent, field: string, to: string): RecordedEvent {
  if (field === 'occurredOn') {
    const on = eventType(event.type)?.on;
    const data = on !== undefined && on in event.data ? { ...event.data, [on]: to } : event.data;
    return { ...event, occurredOn: to as PlainDate, data };
  }
  return { ...event, data: { ...event.data, [field]: to } };
}

function factFrom(event: RecordedEvent): Fact | undefined {
  const type = eventType(event.type);
  if (!type) return undefined;
  const { eventId, childId, recordedAt, recordedBy, actingTeam, correlationId } = event;
  const on = dayOf(event, type.on);
  return {
    eventId,
    type: event.type as EventName,
    childId,
    on,
    recordedAt,
    ...(recordedBy === undefined ? {} : { recordedBy }),
    ...(actingTeam === undefined ? {} : { actingTeam }),
    ...(correlationId === undefined ? {} : { correlationId }),
    data: event.data as Fact['data'],
  };
}

/** The payload's own date is the fact; the envelope's `occurredOn` stands in where the payload has none. */
function dayOf(event: RecordedEvent, field: string | undefined): PlainDate {
  const value = field === undefined ? undefined : event.data[field];
  if (typeof value !== 'string') return event.occurredOn;
  return value.length === 10 ? (value as PlainDate) : londonDate(value as Instant);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
export const inOrderOfTheWorld = (a: Fact, b: Fact) =>
  compare(a.on, b.on) || compare(a.recordedAt, b.recordedAt) || compare(a.eventId, b.eventId);
export const inOrderOfRecording = (a: RecordedEvent, b: RecordedEvent) =>
  compare(a.recordedAt, b.recordedAt) || compare(a.eventId, b.eventId);
