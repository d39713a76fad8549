import { monthOf } from '#calendar/period';
import { addDays, type PlainDate } from '#calendar/plain-date';
import type { KnownRow } from '#measures/counted';
import type { Measure } from '#measures/measure';
import { movedLines, movementOf, type MovedLine } from '#measures/moved-list';
import type { Value } from '#measures/projection';
import type { MovedRow } from '#projecting/moved-rows';
import { placeOfCell, stepsOf, type FrozenCell } from '#reporting/frozen-report';
import type { FrozenReport } from './frozen-reports.ts';
import { projectionsOf, type TwoStates } from './two-states.ts';

/** A row that would come, go, or say something else: its cells before and after, those that differ alone. */
export interface PreviewedRow {
  readonly projection: string;
  readonly rowId: string;
  readonly childId: string;
  readonly change: 'added' | 'removed' | 'changed';
  readonly before: Readonly<Record<string, Value>> | null;
  readonly after: Readonly<Record<string, Value>> | null;
}

/** A day by which something is due that would be another one. */
export interface PreviewedClock {
  readonly projection: string;
  readonly rowId: string;
  readonly childId: string;
  readonly clock: string;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

/** By how much a measure would move, month by month: in all, and in each area that gains or loses. */
export interface PreviewedMeasure {
  readonly measure: string;
  readonly title: string;
  readonly months: readonly (Movement & {
    readonly month: string;
    readonly areas: Readonly<Record<string, Movement>>;
  })[];
}

export interface Movement {
  readonly numerator: number;
  readonly denominator: number;
}

export interface PreviewedReport {
  readonly id: string;
  readonly cells: readonly (Movement & { readonly cell: string; readonly label: string; readonly frozen: string })[];
}

/** A row that would move, with the cells that differ. */
export function rowOf({ projection, rowId, before, after }: MovedRow): PreviewedRow {
  const columns = Object.keys(projection.columns).filter(
    (column) => before === null || after === null || before.cells[column] !== after.cells[column],
  );
  const cellsIn = (row: KnownRow | null) =>
    row === null ? null : Object.fromEntries(columns.map((column) => [column, row.cells[column] ?? null]));
  return {
    projection: projection.name,
    rowId,
    childId: (after ?? before)!.childId,
    change: before === null ? 'added' : after === null ? 'removed' : 'changed',
    before: cellsIn(before),
    after: cellsIn(after),
  };
}

/** The due days of a row that would be others: columns named `dueOn` or `...DueOn`. */
export function clocksIn({ projection, rowId, before, after }: MovedRow): readonly PreviewedClock[] {
  return Object.keys(projection.columns)
    .filter((column) => /(^d|D)ueOn$/.test(column))
    .flatMap((column) => {
      const [from, to] = [before, after].map((row) => (row?.cells[column] ?? null) as PlainDate | null);
      if (from === to) return [];
      const { childId } = (after ?? before)!;
      return [{ projection: projection.name, rowId, childId, clock: column, from: from!, to: to! }];
    });
}

/** Each month up to this one in which something a measure counts would move. */
export function measureIn(states: TwoStates, measure: Measure, today: PlainDate): readonly PreviewedMeasure[] {
  const names = new Set(projectionsOf(measure).map(({ name }) => name));
  const rows = states.rows.filter((row) => names.has(row.projection.name));
  const months = monthsFrom(earliestDay(rows), today).flatMap(({ from, to }) => {
    const asked = { from, to, asAt: to < today ? to : today };
    const before = { measure, known: states.before };
    const after = { measure, known: states.after };
    const areas = new Set(movableAreas(rows));
    const byArea = [...areas].sort().flatMap((area) => {
      const moved = movementIn(movedLines(before, after, asked, { area }));
      return moved === undefined ? [] : [[area, moved] as const];
    });
    const total = movementIn(movedLines(before, after, asked));
    if (total === undefined && byArea.length === 0) return [];
    const none = { numerator: 0, denominator: 0 };
    return [{ month: from.slice(0, 7), ...(total ?? none), areas: Object.fromEntries(byArea) }];
  });
  return months.length === 0 ? [] : [{ measure: measure.id, title: measure.title, months }];
}

/** Undefined where no line moved; nought where what moved comes to nothing. */
const movementIn = (lines: readonly MovedLine[]): Movement | undefined =>
  lines.length === 0
    ? undefined
    : { numerator: movementOf(lines, 'numerator'), denominator: movementOf(lines, 'denominator') };

/** Every area the rows name, whichever column says so, and the bucket outside the areas. */
const movableAreas = (rows: readonly MovedRow[]): readonly string[] => [
  'CITYWIDE',
  ...rows.flatMap(({ projection, before, after }) =>
    Object.keys(projection.columns)
      .filter((column) => /(^a|A)rea$/.test(column))
      .flatMap((column) => [before, after].flatMap((row) => (row?.cells[column] as string | null) ?? [])),
  ),
];

function earliestDay(rows: readonly MovedRow[]): PlainDate | undefined {
  const days = rows.flatMap(({ projection, before, after }) =>
    Object.entries(projection.columns).flatMap(([column, kind]) =>
      kind === 'day' ? [before, after].flatMap((row) => (row?.cells[column] as PlainDate | null) ?? []) : [],
    ),
  );
  return days.sort()[0];
}

function monthsFrom(first: PlainDate | undefined, today: PlainDate) {
  const months = [];
  for (let on = first; on !== undefined && monthOf(on).from <= today; on = addDays(monthOf(on).to, 1))
    months.push(monthOf(on));
  return months;
}

/** The figures of a frozen report that would be others than they are now. */
export function reportIn(
  states: TwoStates,
  { id, cells }: FrozenReport,
  find: (id: string) => Measure | undefined,
): PreviewedReport {
  const found = new Map<string, Movement | undefined>();
  const movementOfCell = (cell: FrozenCell): Movement | undefined => {
    const measure = find(cell.measure);
    if (measure === undefined) return undefined;
    const lines = stepsOf(cell).flatMap(({ from, to, asAt }) =>
      movedLines(
        { measure, known: states.before },
        { measure, known: states.after },
        { from, to, asAt },
        placeOfCell(cell),
      ),
    );
    return movementIn(lines);
  };
  return {
    id,
    cells: cells.flatMap((cell) => {
      const { measure, from, to, asAt, team, area, group, months } = cell;
      const key = JSON.stringify([measure, from, to, asAt, team, area, group, months?.length]);
      if (!found.has(key)) found.set(key, movementOfCell(cell));
      const moved = found.get(key);
      const label = [cell.card, cell.line, cell.column].filter((text) => text !== '').join(', ');
      return moved === undefined ? [] : [{ cell: cell.cell, label, frozen: cell.text, ...moved }];
    }),
  };
}
