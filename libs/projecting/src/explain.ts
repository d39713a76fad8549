import type { Instant } from '#calendar/instant';
import type { RecordedEvent } from '#case-flow/event';
import { childStream, type EventStore } from '#event-store/event-store';
import { sumOf, type Listed, type Place } from '#measures/evaluate';
import { explainRows, type CountedLine, type NotCounted } from '#measures/explain-rows';
import { countsOf, isCount, type Measure } from '#measures/measure';
import { candidatesFromRows } from './candidates.ts';
import type { FigureAsked } from './figures.ts';
import { journeysIn } from './linked-events.ts';
import { linksNow } from './links-now.ts';
import type { Sql } from './reading-database.ts';
import { groupsOf } from './replay.ts';
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
  const links = await linksNow(store);
  const { register } = links;
  const subjects = new Set(lines.map((line) => line.childId));
  const children = [...subjects].filter((id) => register.of(id).length === 0);
  const linked = new Set(children.flatMap((childId) => links.childrenOf(links.groupOf(childId))));
  const ofChildren = await store.readStreams([...linked].map(childStream));
  const ofRegister = [...subjects].flatMap((id) => register.of(id));
  const known = (event: RecordedEvent) => asKnownAt === null || event.recordedAt <= asKnownAt;
  const named = register.namedBy([...ofChildren, ...ofRegister]);
  const events = [...new Set([...ofChildren, ...ofRegister, ...named])].filter(known);
  const projections = [...new Set(countsOf(measure).map((count) => count.projection))];
  const because = new Map(
    rowsOf(
      projections,
      groupsOf(events).flatMap((group) => journeysIn(group)),
    ).map((row) => [`${row.childId} ${row.rowId}`, row.because.map((fact) => fact.eventId)]),
  );
  const byId = new Map(events.map((event) => [event.eventId, event]));
  return lines.map((line) => ({
    ...line,
    events: (because.get(`${line.childId} ${line.rowId}`) ?? []).flatMap((eventId) => byId.get(eventId) ?? []),
  }));
}

/** A figure opened: its rows, those that come into question and are not counted with the reasons, and how many there are. */
export interface Explanation {
  readonly counted: readonly (CountedLine & Explained)[];
  readonly notCounted: readonly NotCounted[];
  readonly countedInAll: number;
  readonly notCountedInAll: number;
  /** What the counted lines add up to: the figure's own numerator and denominator. */
  readonly sums: { readonly numerator: number; readonly denominator: number | null };
}

/**
 * Opens any figure of the read model, of any place: the first `limit` rows counted, down to their events, and the first
 * `limit` not counted, nearest misses first. The sums are of all rows.
 */
export async function explainFigure(
  store: EventStore,
  sql: Sql,
  measure: Measure,
  asked: FigureAsked,
  place: Place,
  limit: number,
): Promise<Explanation> {
  const known = await candidatesFromRows(sql, measure, asked);
  const { counted, notCounted } = explainRows(measure, known, asked, place);
  const opened = await explainLines(store, measure, counted.slice(0, limit), asked.asKnownAt);
  return {
    counted: opened,
    notCounted: notCounted.slice(0, limit),
    countedInAll: counted.length,
    notCountedInAll: notCounted.length,
    sums: {
      numerator: sumOf(counted, 'numerator'),
      denominator: isCount(measure.denominator) ? sumOf(counted, 'denominator') : null,
    },
  };
}
