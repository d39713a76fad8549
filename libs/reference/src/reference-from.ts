import type { Instant } from '#calendar/instant';
import type { RecordedEvent } from '#case-flow/event';
import type { PopulationEstimate } from '#measures/population';
import { authorityEvents } from './reference.events.ts';
import {
  noReference,
  type Authority,
  type Commentary,
  type Comparator,
  type Neighbours,
  type Override,
  type Policy,
  type Reference,
  type Target,
} from './reference.ts';

/** What is read of every event: its payload, and when and by whom it was recorded. */
type Read<T> = (data: Record<string, unknown>, event: RecordedEvent) => T;

/** `missing` says what a field left out means. */
const as =
  <T>(missing: Readonly<Record<string, null>> = {}): Read<T> =>
  (data, { recordedAt }) => {
    const read: Record<string, unknown> = { ...data, recordedAt };
    for (const field in missing) read[field] ??= missing[field];
    return read as T;
  };
const signed: <T>() => Read<T> =
  () =>
  (data, { recordedAt, recordedBy }) =>
    ({ ...data, by: recordedBy ?? null, recordedAt }) as never;

/** The events that are listed, and the list each goes to. `AuthorityDescribed` is no list: the last one counts. */
const listed: Readonly<Record<string, readonly [keyof Omit<Reference, 'authority'>, Read<unknown>]>> = {
  PopulationEstimateLoaded: ['populations', as<PopulationEstimate>()],
  ComparatorLoaded: ['comparators', as<Comparator>({ publishedOn: null })],
  NeighboursSet: ['neighbours', as<Neighbours>()],
  TargetSet: ['targets', as<Target>({ tolerance: null, until: null })],
  PolicySet: ['policies', as<Policy>()],
  RatingOverridden: ['overrides', signed<Override>()],
  CommentaryAdded: ['commentaries', signed<Commentary>()],
};

/**
 * Reference data as known at an instant (all that is known if null), from events in the order they were recorded. Each
 * list keeps that order, so of two facts about the same thing the later one stands later. Events of children are
 * passed over; an event voided on its own stream is as if it had not been recorded.
 */
export function referenceFrom(events: Iterable<RecordedEvent>, asKnownAt: Instant | null): Reference {
  const known = [...events].filter(
    ({ type, childId, recordedAt }) =>
      childId === '' && Object.hasOwn(authorityEvents, type) && (asKnownAt === null || recordedAt <= asKnownAt),
  );
  const voids = known.filter(({ type }) => type === 'EventVoided');
  const voided = new Set(voids.map(({ stream, data }) => `${stream} ${String(data['targetEventId'])}`));
  const lists: Record<string, unknown[]> = {};
  let authority: Authority | null = null;
  for (const event of inOrder(known)) {
    if (voided.has(`${event.stream} ${event.eventId}`)) continue;
    if (event.type === 'AuthorityDescribed') authority = as<Authority>({ region: null })(event.data, event);
    const [list, read] = listed[event.type] ?? [];
    if (list && read) (lists[list] ??= []).push(read(event.data, event));
  }
  return { ...noReference, ...lists, authority };
}

/** By the instant of recording: a trusted import brings earlier ones. The sort is stable, so a tie keeps its order. */
function inOrder(events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const isInOrder = events.every((event, i) => i === 0 || events[i - 1]!.recordedAt <= event.recordedAt);
  if (isInOrder) return events;
  return events.toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0));
}
