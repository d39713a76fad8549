import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import type { EventStore, StoredEvent } from '#event-store/event-store';
import type { Known } from '#measures/evaluate';
import type { Measure } from '#measures/measure';
import { replay } from '#projecting/replay';
import type { ReadingModel } from '#projecting/reading';
import { definitionFor, type Definition } from '#reference/definitions';
import { referenceFrom } from '#reference/reference-from';
import { authorityEventNames } from '#reference/reference.events';
import type { Reference } from '#reference/reference';

/** What a report rests on: everything up to a position of the log that had been recorded by an instant. */
export interface Knowledge {
  readonly position: number;
  readonly asKnownAt: Instant | null;
}

/** Whether an event is part of what was known. */
export const isKnownIn = ({ position, asKnownAt }: Knowledge, event: StoredEvent): boolean =>
  event.position <= position && (asKnownAt === null || event.recordedAt <= asKnownAt);

/** The reference data that was known: targets, comparators, populations, policies, overrides, commentary. */
export async function referenceKnown(store: EventStore, knowledge: Knowledge): Promise<Reference> {
  const events = (await store.readTypes(authorityEventNames)).filter((event) => isKnownIn(knowledge, event));
  return referenceFrom(events, knowledge.asKnownAt);
}

/** Every row that followed from what was known: the log is read again up to the position, and folded in memory. */
export async function rowsKnown(store: EventStore, model: ReadingModel, knowledge: Knowledge): Promise<Known> {
  const events: RecordedEvent[] = [];
  const until = Math.min(knowledge.position, await store.lastPosition());
  for (let at = 0; at < until;) {
    const batch = await store.readAll(at, 5000, { upToPosition: until });
    events.push(...batch.filter((event) => isKnownIn(knowledge, event)));
    at = batch.at(-1)!.position;
  }
  return replay(model.projections, events, knowledge.asKnownAt);
}

/** The definition that answers for a measure's id in a report of a day, by the policies known. */
export const definitionsOn =
  (measures: readonly Measure[], { policies }: Reference, asAt: PlainDate) =>
  (id: string): Definition | undefined => {
    const found = measures.find((one) => one.id === id);
    return found === undefined ? undefined : definitionFor(found, measures, asAt, policies);
  };
