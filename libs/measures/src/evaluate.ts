import { isoWeekName } from '#calendar/period';
import type { PlainDate } from '#calendar/plain-date';
import { amountOf, counting, placeOf, type Asked, type KnownRow } from './counted.ts';
import { figure, nearestRank, type Figure } from './figure.ts';
import { isCount, unitsPerOne, type Count, type Measure } from './measure.ts';

/**
 * Which part of the authority: everything, one team, one area (`CITYWIDE` is the bucket outside the areas), or one group
 * of a measure's own grouping.
 */
export interface Place {
  readonly team?: string;
  readonly area?: string;
  readonly group?: string;
}

/** How a figure is broken down: not at all, by area, by team, or by the measure's own grouping. */
export type By = 'total' | 'area' | 'team' | 'group';

/**
 * One line of a figure's list. The lines with `numerator` true are the numerator, those with `denominator` true what it
 * is of; where something is added up, `adds` and `addsBelow` say how much.
 */
export interface Listed {
  readonly rowId: string;
  readonly childId: string;
  readonly team: string;
  readonly area: string;
  readonly on: PlainDate | null;
  readonly numerator: boolean;
  readonly denominator: boolean;
  readonly adds?: number;
  readonly addsBelow?: number;
  /** Of a percentile, what was measured of the row. */
  readonly measured?: number;
}

/** Rows by projection name, as they were believed at one instant. */
export type Known = (projection: string) => readonly KnownRow[];

/** The rows behind a figure: its list, which adds up to the figure. What is counted once is listed once. */
export function list(measure: Measure, known: Known, asked: Asked, place: Place = {}): readonly Listed[] {
  const { numerator, denominator } = measure;
  return joined(
    measure,
    counted(numerator, known, asked, place, measure),
    isCount(denominator) ? counted(denominator, known, asked, place, measure) : [],
  );
}

/** The list that follows from the rows above and below the line. */
export function joined(
  { numerator, denominator, percentile }: Measure,
  above: readonly KnownRow[],
  below: readonly KnownRow[],
): readonly Listed[] {
  const listed = new Map<string, Listed>();
  const of = denominator as Count;
  for (const row of below)
    listed.set(idOf(of, row), {
      ...line(of, row),
      numerator: false,
      denominator: true,
      ...added('addsBelow', of, row),
    });
  for (const row of above) {
    const id = idOf(numerator, row);
    const isBelow = listed.get(id) ?? line(numerator, row);
    listed.set(id, {
      ...isBelow,
      ...line(numerator, row),
      numerator: true,
      denominator: listed.has(id),
      ...added('adds', numerator, row),
      ...(percentile === undefined ? {} : { measured: row.cells[percentile.of] as number }),
    });
  }
  return [...listed.values()].sort((a, b) => (a.on ?? '').localeCompare(b.on ?? '') || byRowId(a, b));
}

/** A measure's figure in memory, from the rows alone: what SQL and the balances must agree with. */
export function evaluate(
  measure: Measure,
  known: Known,
  asked: Asked,
  place: Place,
  population: number | null,
): Figure {
  const { numerator, denominator, percentile } = measure;
  const rows = counted(numerator, known, asked, place, measure);
  if (percentile !== undefined) {
    const value = nearestRank(
      rows.map(({ cells }) => cells[percentile.of] as number),
      percentile.rank,
    );
    return { numerator: rows.length, denominator: null, value };
  }
  const below = isCount(denominator) ? total(denominator, counted(denominator, known, asked, place, measure)) : null;
  return figure(measure, total(numerator, rows), below, asked, population);
}

/** A measure's parts by its grouping (source, outcome, band, week): how much of the numerator falls in each. */
export function groups(
  measure: Measure,
  known: Known,
  asked: Asked,
  place: Place = {},
): Readonly<Record<string, number>> | undefined {
  if (measure.grouping === undefined) return undefined;
  const parts = new Map<string, number>();
  const count = measure.numerator;
  for (const row of counted(count, known, asked, place, measure)) {
    const part = groupOf(measure, count, row, asked);
    parts.set(part, (parts.get(part) ?? 0) + amountOf(count, row.cells));
  }
  const inOnes = [...parts].map(([name, amount]) => [name, amount / unitsPerOne(count)] as const);
  return Object.fromEntries(inOnes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The names of the parts a measure has rows in. */
export function partNames(measure: Measure, known: Known, asked: Asked, by: Exclude<By, 'total'>): readonly string[] {
  const sides = isCount(measure.denominator) ? [measure.numerator, measure.denominator] : [measure.numerator];
  const names = sides.flatMap((count) =>
    counted(count, known, asked, {}, measure, true).map((row) =>
      by === 'group' ? groupOf(measure, count, row, asked) : placeOf(count, row.cells)[by],
    ),
  );
  return [...new Set(names)].sort();
}

/** The part of a measure's own grouping that a row falls in. */
export function groupOf({ grouping }: Measure, count: Count, row: KnownRow, { asAt }: Asked): string {
  if (grouping === undefined) return 'ALL';
  if ('isoWeek' in grouping) return isoWeekName(dayOf(count, row)!);
  const knownOn = grouping.knownOn === undefined ? asAt : (row.cells[grouping.knownOn] as PlainDate | null);
  if (knownOn === null || knownOn > asAt) return 'UNDECIDED';
  return String(row.cells[grouping.column] ?? 'NOT_KNOWN');
}

/** The rows a count is made of, in one place; `each` gives every row, also of what is counted once. */
function counted(
  count: Count,
  known: Known,
  asked: Asked,
  place: Place,
  measure: Measure,
  each = false,
): readonly KnownRow[] {
  const goesWith = companions(count, known, asked);
  const isCounted = counting(count, asked);
  const rows = known(count.projection.name).filter(
    (row) => isCounted(row) && goesWith(row) && isIn(place, count, row, measure, asked),
  );
  return each ? rows : onceEach(count, rows);
}

/** Of what is counted once, the row shown is the one with the smallest id, wherever the rows come from. */
export function onceEach(count: Count, rows: readonly KnownRow[]): readonly KnownRow[] {
  if (count.once === undefined) return rows;
  const byValue = new Map<string, KnownRow[]>();
  for (const row of rows.toSorted(byRowId)) {
    const value = onceValue(count.once, row);
    if (value !== null) byValue.set(value, [...(byValue.get(value) ?? []), row]);
  }
  const enough = (own: readonly KnownRow[]) => own.length > (count.moreThan ?? 0);
  return [...byValue.values()].filter(enough).map((own) => own[0]!);
}

/** Whether another row that a count asks for goes with a row: made once, asked for every row. */
export function companions(count: Count, known: Known, asked: Asked): (row: KnownRow) => boolean {
  if (count.having === undefined) return () => true;
  const { column, count: other } = count.having;
  const key = ({ childId, cells }: KnownRow) => `${childId} ${String(cells[column])}`;
  const isCounted = counting(other, asked);
  const keys = new Set(
    known(other.projection.name)
      .filter((row) => isCounted(row) && row.cells[column] !== null)
      .map(key),
  );
  return (row) => keys.has(key(row));
}

const total = (count: Count, rows: readonly KnownRow[]): number =>
  rows.reduce((sum, { cells }) => sum + amountOf(count, cells), 0);

export const byRowId = (a: { readonly rowId: string }, b: { readonly rowId: string }): number =>
  a.rowId < b.rowId ? -1 : 1;

function isIn(place: Place, count: Count, row: KnownRow, measure: Measure, asked: Asked): boolean {
  const { team, area } = placeOf(count, row.cells);
  return (
    (place.team ?? team) === team &&
    (place.area ?? area) === area &&
    (place.group === undefined || place.group === groupOf(measure, count, row, asked))
  );
}

/** What of a row is counted once: its child, or what is in a column. */
export const onceValue = (column: string, { childId, cells }: KnownRow): string | null =>
  column === 'childId' ? childId : cells[column] === null ? null : String(cells[column]);

/** Counts of two projections never meet in one line; what is counted once is one line. */
const idOf = (count: Count, row: KnownRow): string =>
  count.once === undefined ? `${count.projection.name} ${row.rowId}` : `${count.once} ${onceValue(count.once, row)}`;

const dayOf = (count: Count, row: KnownRow): PlainDate | null =>
  row.cells[count.kind === 'flow' ? count.on : (count as { from: string }).from] as PlainDate | null;

const line = (count: Count, row: KnownRow) => ({
  rowId: row.rowId,
  childId: row.childId,
  ...placeOf(count, row.cells),
  on: dayOf(count, row),
});

function added(name: 'adds' | 'addsBelow', count: Count, { cells }: KnownRow): Partial<Record<typeof name, number>> {
  return count.sum === undefined ? {} : { [name]: amountOf(count, cells) / count.sum.per };
}

/** What the lines of a list come to above or below the line. */
export const sumOf = (lines: readonly Listed[], side: 'numerator' | 'denominator'): number =>
  lines
    .filter((one) => one[side])
    .reduce((sum, one) => sum + ((side === 'numerator' ? one.adds : one.addsBelow) ?? 1), 0);
