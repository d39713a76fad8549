import type { StoredEvent } from '#event-store/event-store';
import { onceValue, type Known } from '#measures/evaluate';
import type { KnownRow } from '#measures/counted';
import { countsOf, type Count, type Measure } from '#measures/measure';
import type { Projection } from '#measures/projection';
import { rowsWhere } from '#projecting/candidates';
import { subjectOf } from '#projecting/linked-events';
import { allTogether, movedRows, type MovedRow } from '#projecting/moved-rows';
import type { Sql } from '#projecting/reading-database';

/**
 * What was and what is, of the children (workers, teams) that some new events concern. Rows of everybody else are the same
 * in both and left out, but for projections in which something is counted once for several children.
 */
export interface TwoStates {
  readonly before: Known;
  readonly after: Known;
  readonly rows: readonly MovedRow<StoredEvent>[];
}

/** The two states of some groups of linked events, before and after those that are new. */
export function twoStates(
  projections: readonly Projection[],
  groups: readonly (readonly StoredEvent[])[],
  isNew: (event: StoredEvent) => boolean,
): TwoStates & { readonly subjects: readonly string[] } {
  const moved = groups.map((events) => movedRows(projections, events, isNew));
  return {
    before: allTogether(moved.map((one) => one.before)),
    after: allTogether(moved.map((one) => one.after)),
    rows: moved.flatMap((one) => one.rows),
    subjects: [...new Set(groups.flatMap(subjectsOf))],
  };
}

const subjectsOf = (events: readonly StoredEvent[]): readonly string[] => {
  const subject = subjectOf(events);
  return subject === undefined ? events.flatMap(({ childId }) => (childId === '' ? [] : [childId])) : [subject];
};

/** Adds the rows of everybody else, as believed now, where a measure cannot be told without them. */
export async function withEverybody(
  sql: Sql,
  states: ReturnType<typeof twoStates>,
  projections: Iterable<Projection>,
): Promise<TwoStates> {
  const others = new Map<string, readonly KnownRow[]>();
  for (const projection of new Set(projections))
    others.set(
      projection.name,
      await rowsWhere(sql, projection, 't.known_to is null and not (t.child_id = any($1::text[]))', [states.subjects]),
    );
  const rest: Known = (projection) => others.get(projection) ?? [];
  return { ...states, before: allTogether([states.before, rest]), after: allTogether([states.after, rest]) };
}

/** The projections whose rows a measure counts, or looks at to count. */
export const projectionsOf = (measure: Measure): readonly Projection[] =>
  countsOf(measure).flatMap(({ projection, having }) =>
    having === undefined ? [projection] : [projection, having.count.projection],
  );

/** The projections in which a measure counts once what several children share: a worker, a team. */
export const sharedIn = (measure: Measure): readonly Projection[] =>
  countsOf(measure)
    .filter((count) => count.once !== undefined && count.once !== 'childId')
    .map((count) => count.projection);

/**
 * The events behind a row that entered or left a count: those at which the row itself changed; for a row that did not, those
 * at which rows changed that it is counted with (the same worker, the companion of a `having`).
 */
export function eventsBehind(states: TwoStates, count: Count, rowId: string): readonly StoredEvent[] {
  const own = states.rows.filter((row) => row.projection.name === count.projection.name && row.rowId === rowId);
  const found = own.length > 0 ? own : relatedRows(states, count, rowId);
  const events = new Map(found.flatMap(({ because }) => because).map((event) => [event.eventId, event]));
  return [...events.values()].sort((a, b) => a.position - b.position);
}

function relatedRows(states: TwoStates, count: Count, rowId: string): readonly MovedRow<StoredEvent>[] {
  const { once, having, projection } = count;
  const find = (known: Known) => known(projection.name).find((one) => one.rowId === rowId);
  const row = find(states.after) ?? find(states.before);
  if (row === undefined) return [];
  const sharesValue = (one: MovedRow): boolean =>
    once !== undefined &&
    one.projection.name === projection.name &&
    [one.before, one.after].some((each) => each !== null && onceValue(once, each) === onceValue(once, row));
  const isCompanion = (one: MovedRow): boolean =>
    having !== undefined &&
    one.projection.name === having.count.projection.name &&
    [one.before, one.after].some(
      (each) => each?.childId === row.childId && each.cells[having.column] === row.cells[having.column],
    );
  return states.rows.filter((one) => sharesValue(one) || isCompanion(one));
}
