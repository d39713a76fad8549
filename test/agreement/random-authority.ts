import fc from 'fast-check';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import type { RecordedEvent } from '#case-flow/event';
import { childStream, type Stream } from '#event-store/event-store';
import type { PostgresEventStore } from '#event-store/postgres-event-store';
import { grouped } from '#projecting/linked-events';
import { randomEvents } from '#testing/random-journeys';
import { randomTeams, randomWorkers } from '#testing/random-register';

/**
 * Random journeys of at least so many children, each family (one to three children, sometimes merged) with workers of its
 * own; the teams, areas and services are the authority's. The same seed gives the same events.
 */
export function randomAuthority(journeys: number, seed: number): readonly RecordedEvent[] {
  const one = fc.tuple(randomEvents, fc.option(randomWorkers, { nil: [] }));
  const families = fc.sample(one, { numRuns: Math.ceil(journeys / 2), seed });
  const [teams] = fc.sample(randomTeams, { numRuns: 1, seed });
  const events = [...teams!];
  let children = 0;
  for (const [i, [ofChildren, ofWorkers]] of families.entries()) {
    if (children >= journeys) break;
    children += new Set(ofChildren.map((event) => event.childId)).size;
    events.push(...apart([...ofChildren, ...ofWorkers], i));
  }
  return events;
}

/** A family's events under ids that no other family has: of children, workers and events. */
function apart(events: readonly RecordedEvent[], family: number): readonly RecordedEvent[] {
  const ids = new Map(events.map(({ eventId }) => [eventId, uuidOf(`${family} ${eventId}`)]));
  const text = (value: string) => ids.get(value) ?? value.replace(/^(child-|worker-)?([CW]\d)$/, `$1$2-${family}`);
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(renamed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner)]));
  };
  const own = (event: RecordedEvent): RecordedEvent => ({
    ...event,
    eventId: text(event.eventId),
    childId: text(event.childId),
    ...(event.stream === undefined ? {} : { stream: text(event.stream) }),
    data: renamed(event.data) as RecordedEvent['data'],
  });
  // The same thing told twice of one child is one event, as the store would have it.
  return [...new Map(events.map((event) => [event.eventId, own(event)])).values()];
}

/** Events in another order. */
export const shuffled = <T>(all: readonly T[], seed: number): readonly T[] =>
  fc.sample(fc.shuffledSubarray([...all], { minLength: all.length }), { numRuns: 1, seed })[0]!;

/** Days from 2015 to 2017, when the random journeys happen. */
export const randomDays = (howMany: number, seed: number): readonly PlainDate[] =>
  fc.sample(
    fc.integer({ min: 30, max: 1050 }).map((n) => addDays('2015-01-01' as PlainDate, n)),
    { numRuns: howMany, seed },
  );

const streamOf = ({ childId, stream }: RecordedEvent) => (childId === '' ? (stream as Stream) : childStream(childId));

/** Puts events into the log in the order they stand in. */
export async function append(store: PostgresEventStore, events: readonly RecordedEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += 2000) {
    const writes = grouped(events.slice(at, at + 2000), streamOf).map((own) => ({
      stream: streamOf(own[0]!),
      expectedVersion: 'any' as const,
      events: own,
    }));
    await store.append(writes, { trustRecordedAt: true });
  }
}
