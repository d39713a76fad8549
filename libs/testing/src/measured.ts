import { plainDate } from '#calendar/plain-date';
import { journeysOf } from '#case-flow/child-identity/merged-children';
import type { RecordedEvent } from '#case-flow/event';
import type { Asked, KnownRow } from '#measures/counted';
import { evaluate, groups, list, type Known, type Listed, type Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import { countsOf, type Measure } from '#measures/measure';
import type { Cells, Columns, Projection } from '#measures/projection';

/** What a spec asks of a measure: a day, or a period with the day it is looked at from, if that is not its last. */
export type When = { readonly on: string } | { readonly from: string; readonly to: string; readonly asAt?: string };

/** Beside the days: the instant of knowing, the part of the authority, and the population of a rate. */
export interface Terms extends Place {
  readonly asKnownAt?: string;
  readonly population?: number;
}

/** A measure's figure from the events alone. */
export function figureOf(measure: Measure, events: readonly RecordedEvent[], when: When, terms: Terms = {}): Figure {
  return evaluate(measure, known(measure, events, terms), askedFor(when), terms, terms.population ?? null);
}

/** The parts of a measure by its grouping. */
export const partsOf = (measure: Measure, events: readonly RecordedEvent[], when: When, terms: Terms = {}) =>
  groups(measure, known(measure, events, terms), askedFor(when), terms);

/** A measure's list. */
export const listOf = (
  measure: Measure,
  events: readonly RecordedEvent[],
  when: When,
  terms: Terms = {},
): readonly Listed[] => list(measure, known(measure, events, terms), askedFor(when), terms);

/** The rows of a projection, as they follow from events in whatever order. */
export const rowsFrom = (projection: Projection, events: readonly RecordedEvent[]): readonly KnownRow[] =>
  journeysOf(events).flatMap((journey) =>
    projection.rows(journey).map(({ rowId, cells }) => ({ rowId, childId: journey.childId, cells })),
  );

/** The cells of the rows, typed by the projection's columns: what a worked example compares. */
export const cellsFrom = <C extends Columns>(
  projection: Projection<C>,
  events: readonly RecordedEvent[],
): readonly Cells<C>[] => journeysOf(events).flatMap((journey) => projection.rows(journey).map((row) => row.cells));

function known(measure: Measure, events: readonly RecordedEvent[], { asKnownAt }: Terms): Known {
  const believed = events.filter((event) => asKnownAt === undefined || event.recordedAt <= asKnownAt);
  const counts = countsOf(measure).flatMap((count) => (count.having ? [count, count.having.count] : [count]));
  const projections = counts.map((count) => count.projection);
  const rows = new Map(projections.map((projection) => [projection.name, rowsFrom(projection, believed)]));
  return (name) => rows.get(name)!;
}

function askedFor(when: When): Asked {
  if ('on' in when) return { from: plainDate(when.on), to: plainDate(when.on), asAt: plainDate(when.on) };
  return { from: plainDate(when.from), to: plainDate(when.to), asAt: plainDate(when.asAt ?? when.to) };
}
