import type { Instant } from '#calendar/instant';
import { journeysOf } from '#case-flow/child-identity/merged-children';
import type { RecordedEvent } from '#case-flow/event';
import { childStream, type EventStore } from '#event-store/event-store';
import type { Listed } from '#measures/evaluate';
import { countsOf, type Measure } from '#measures/measure';
import { LinkedChildren, linkingEvents } from './linked-events.ts';
import { rowsOf } from './row-versions.ts';

/** One line of a figure with the events it rests on, in the order they happened. */
export interface Explained extends Listed {
  readonly events: readonly RecordedEvent[];
}

/**
 * Opens a figure's list down to the events behind each line, as known at an instant: the children's journeys are folded
 * again and the very facts each row was made of are named.
 */
export async function explainLines(
  store: EventStore,
  measure: Measure,
  lines: readonly Listed[],
  asKnownAt: Instant | null,
): Promise<readonly Explained[]> {
  const links = new LinkedChildren();
  links.learn(await store.readTypes(linkingEvents));
  const children = new Set(lines.flatMap((line) => links.childrenOf(links.groupOf(line.childId))));
  const events = (await store.readStreams([...children].map(childStream))).filter(
    (event) => asKnownAt === null || event.recordedAt <= asKnownAt,
  );
  const projections = [...new Set(countsOf(measure).map((count) => count.projection))];
  const because = new Map(
    rowsOf(projections, journeysOf(events)).map((row) => [
      `${row.childId} ${row.rowId}`,
      row.because.map((fact) => fact.eventId),
    ]),
  );
  const byId = new Map(events.map((event) => [event.eventId, event]));
  return lines.map((line) => ({
    ...line,
    events: (because.get(`${line.childId} ${line.rowId}`) ?? []).flatMap((eventId) => byId.get(eventId) ?? []),
  }));
}
