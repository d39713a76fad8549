import { contains, monthsBefore, type Period } from '#calendar/period';
import type { PlainDate } from '#calendar/plain-date';
import type { Condition, Count, Flow, Stock } from './measure.ts';
import type { Cells, Columns, Value } from './projection.ts';

/** The two dates and the period a figure is asked for. `asAt` is the end of that day, Europe/London. */
export interface Asked extends Period {
  readonly asAt: PlainDate;
}

/** A row as it was believed at the instant asked for, with the child it belonged to then. */
export interface KnownRow {
  readonly rowId: string;
  readonly childId: string;
  readonly cells: Cells<Columns>;
}

/** Where the sum of a row stands: the bucket outside the areas takes teams that serve the whole authority (C.0.6). */
export const CITYWIDE = 'CITYWIDE';
export const NO_TEAM = 'NO_TEAM';

/** What is asked of a count: with a window of its own, the period that ends by `asAt`. */
export const askedOf = <A extends Asked>({ window }: Count, asked: A): A =>
  window === undefined ? asked : { ...asked, ...monthsBefore(asked.asAt, window.months, window.endingMonthsBefore) };

/** Whether a row counts for what is asked, other rows (`having`, `once`) left aside. */
export const counts = (count: Count, row: KnownRow, asked: Asked): boolean => counting(count, asked)(row);

/** The same for many rows: the window of the count is worked out once. */
export function counting(count: Count, given: Asked): (row: KnownRow) => boolean {
  const asked = askedOf(count, given);
  return ({ cells }) =>
    meets(count.where, cells) && (count.kind === 'flow' ? flows(count, cells, asked) : stands(count, cells, asked));
}

/** What a row adds to a count, in the count's own units: 1, or what is in the column that is added up. */
export const amountOf = ({ sum }: Count, cells: Cells<Columns>): number =>
  sum === undefined ? 1 : ((cells[sum.column] as number | null) ?? 0);

/** The team and area a row is counted under. */
export function placeOf(count: Count, cells: Cells<Columns>): { readonly team: string; readonly area: string } {
  const [team, area] = count.kind === 'flow' ? [count.team ?? 'team', count.area ?? 'area'] : ['team', 'area'];
  return { team: (cells[team] as string | null) ?? NO_TEAM, area: (cells[area] as string | null) ?? CITYWIDE };
}

/** The days on which a row moves a running sum, and by how much: once for a flow, up and down again for a stock. */
export function movements(
  count: Count,
  cells: Cells<Columns>,
): readonly { readonly on: PlainDate; readonly by: number }[] {
  const amount = amountOf(count, cells);
  if (amount === 0 || !meets(count.where, cells)) return [];
  if (count.kind === 'flow') {
    const on = cells[count.on] as PlainDate | null;
    return on === null ? [] : [{ on, by: amount }];
  }
  const { from, to } = boundsOf(count, cells);
  if (from === null || (to !== null && to <= from)) return [];
  return to === null
    ? [{ on: from, by: amount }]
    : [
        { on: from, by: amount },
        { on: to, by: -amount },
      ];
}

function flows(count: Flow, cells: Cells<Columns>, asked: Asked): boolean {
  const on = cells[count.on] as PlainDate | null;
  if (on === null || on > asked.asAt || !contains(asked, on)) return false;
  if (count.by === undefined) return true;
  const by = cells[count.by] as PlainDate | null;
  return by !== null && by <= asked.asAt;
}

function stands(count: Stock, cells: Cells<Columns>, asked: Asked): boolean {
  const { from, to } = boundsOf(count, cells);
  if (from === null || from > lastDayOf(count, asked)) return false;
  if (to !== null && to <= (count.during ? asked.from : asked.asAt)) return false;
  if (count.begunBefore === undefined) return true;
  const begunOn = cells[count.begunBefore] as PlainDate | null;
  return begunOn !== null && begunOn < asked.from;
}

/** The last day on which a stock may be open to count. */
export const lastDayOf = ({ during }: Stock, { to, asAt }: Asked): PlainDate => (during && to < asAt ? to : asAt);

/** The days between which a stock's row counts: from the first, until the day before the second. */
export function boundsOf(count: Stock, cells: Cells<Columns>): { from: PlainDate | null; to: PlainDate | null } {
  const day = (column: string) => cells[column] as PlainDate | null;
  const since = count.since === undefined ? undefined : day(count.since);
  const until = count.until === undefined ? null : day(count.until);
  const from = day(count.from);
  const to = day(count.to);
  if (since === null || from === null) return { from: null, to };
  return {
    from: since !== undefined && since > from ? since : from,
    to: until !== null && (to === null || until < to) ? until : to,
  };
}

function meets(where: Count['where'], cells: Cells<Columns>): boolean {
  for (const column in where) if (!holds(where[column]!, cells[column] ?? null)) return false;
  return true;
}

/** Whether a column's value is what a condition asks. */
export function holds(condition: Condition, value: Value): boolean {
  if (condition === 'KNOWN') return value !== null;
  if (condition === 'UNKNOWN') return value === null;
  return Array.isArray(condition) ? condition.includes(value) : value === condition;
}
