import type { KnownRow } from '#measures/counted';
import type { Known } from '#measures/evaluate';
import type { Projection } from '#measures/projection';
import { childGroupsOf } from './replay.ts';
import { journeysIn, subjectOf } from './linked-events.ts';
import { isTouchedBy, rowsOf, sameCells, type Positioned } from './row-versions.ts';

/** A row that says something else than before, is new, or is gone; with the events that did it, in the order of the log. */
export interface MovedRow<E extends Positioned = Positioned> {
  readonly projection: Projection;
  readonly rowId: string;
  readonly before: KnownRow | null;
  readonly after: KnownRow | null;
  readonly because: readonly E[];
}

/** The rows of some linked children (or of one subject of the register) before and after some events. */
export interface Moved<E extends Positioned = Positioned> {
  readonly before: Known;
  readonly after: Known;
  readonly rows: readonly MovedRow<E>[];
}

/**
 * What new events change in the rows of one group of linked events; what changed and came back again has not moved. Which
 * event changed which row is found out when first asked (`because`): the new events are then taken in one at a time.
 */
export function movedRows<E extends Positioned>(
  projections: readonly Projection[],
  events: readonly E[],
  isNew: (event: E) => boolean,
): Moved<E> {
  const subject = subjectOf(events);
  const old = events.filter((event) => !isNew(event));
  const fresh = events.filter(isNew).sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const before = tablesOf(projections, old, subject);
  const after = tablesOf(projections, events, subject);
  const moved = projections
    .map((projection) => [projection, changed(before.get(projection)!, after.get(projection)!)] as const)
    .filter(([, rowIds]) => rowIds.length > 0);
  let steps: ReadonlyMap<string, readonly E[]> | undefined;
  const because = (key: string): readonly E[] => {
    const touched = moved.map(([projection]) => projection);
    steps ??= fresh.length === 1 ? new Map() : changesByEvent(touched, before, old, fresh, subject);
    return fresh.length === 1 ? fresh : (steps.get(key) ?? []);
  };
  const rows = moved.flatMap(([projection, rowIds]) =>
    rowIds.map((rowId) => ({
      projection,
      rowId,
      before: before.get(projection)!.get(rowId) ?? null,
      after: after.get(projection)!.get(rowId) ?? null,
      get because() {
        return because(keyOf(projection, rowId));
      },
    })),
  );
  return { before: knownIn(before), after: knownIn(after), rows };
}

/** For each row, the events at which it changed, taken in one after the other. */
function changesByEvent<E extends Positioned>(
  projections: readonly Projection[],
  before: Tables,
  old: readonly E[],
  fresh: readonly E[],
  subject: string | undefined,
): ReadonlyMap<string, readonly E[]> {
  const found = new Map<string, E[]>();
  let last: Tables = before;
  fresh.forEach((event, i) => {
    const touched = projections.filter((projection) => isTouchedBy(projection, event.type));
    const next = tablesOf(touched, [...old, ...fresh.slice(0, i + 1)], subject);
    for (const projection of touched)
      for (const rowId of changed(last.get(projection)!, next.get(projection)!)) {
        const key = keyOf(projection, rowId);
        found.set(key, [...(found.get(key) ?? []), event]);
      }
    last = new Map([...last, ...next]);
  });
  return found;
}

/** Several groups as one. */
export function allTogether(parts: readonly Known[]): Known {
  const gathered = new Map<string, readonly KnownRow[]>();
  return (projection) => {
    const found = gathered.get(projection) ?? parts.flatMap((part) => part(projection));
    gathered.set(projection, found);
    return found;
  };
}

type Tables = ReadonlyMap<Projection, ReadonlyMap<string, KnownRow>>;

/** Rows by projection and id; of two with one id the first counts, as in the read model. */
function tablesOf(projections: readonly Projection[], events: readonly Positioned[], subject?: string): Tables {
  const groups = subject === undefined ? childGroupsOf(events) : [events];
  const journeys = groups.flatMap((group) => journeysIn(group, subject));
  const tables = new Map(projections.map((projection) => [projection, new Map<string, KnownRow>()]));
  for (const { projection, rowId, childId, cells } of rowsOf(projections, journeys)) {
    const table = tables.get(projection)!;
    if (!table.has(rowId)) table.set(rowId, { rowId, childId, cells });
  }
  return tables;
}

function changed(before: ReadonlyMap<string, KnownRow>, after: ReadonlyMap<string, KnownRow>): readonly string[] {
  const isOther = (rowId: string, row: KnownRow): boolean => {
    const now = after.get(rowId);
    return now === undefined || now.childId !== row.childId || !sameCells(now.cells, row.cells);
  };
  const gone = [...before].filter(([rowId, row]) => isOther(rowId, row)).map(([rowId]) => rowId);
  return [...gone, ...[...after.keys()].filter((rowId) => !before.has(rowId))];
}

function knownIn(tables: Tables): Known {
  const byName = new Map([...tables].map(([projection, rows]) => [projection.name, [...rows.values()]]));
  return (projection) => byName.get(projection) ?? [];
}

const keyOf = (projection: Projection, rowId: string): string => `${projection.name} ${rowId}`;
