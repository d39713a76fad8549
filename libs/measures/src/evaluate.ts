import { isoWeekName } from '#calendar/period';
import type { PlainDate } from '#calendar/plain-date';
import { counts, placeOf, type Asked, type KnownRow } from './counted.ts';
import { figure, type Figure } from './figure.ts';
import { isCount, type Count, type Measure } from './measure.ts';

/** Which part of the authority: everything, one team, or one area (`CITYWIDE` is the bucket outside the areas). */
export interface Place {
  readonly team?: string;
  readonly area?: string;
}

/** One line of a figure's list. The lines with `numerator` true are the numerator, those with `denominator` true what it is of. */
export interface Listed {
  readonly rowId: string;
  readonly childId: string;
  readonly team: string;
  readonly area: string;
  readonly on: PlainDate | null;
  readonly numerator: boolean;
  readonly denominator: boolean;
}

/** Rows by projection name, as they were believed at one instant. */
export type Known = (projection: string) => readonly KnownRow[];

/** The rows behind a figure: its list, whose length is the figure. A child counted once is listed once. */
export function list(measure: Measure, known: Known, asked: Asked, place: Place = {}): readonly Listed[] {
  const above = counted(measure.numerator, known, asked, place);
  const below = isCount(measure.denominator) ? counted(measure.denominator, known, asked, place) : [];
  const listed = new Map<string, Listed>();
  for (const row of below)
    listed.set(idOf(measure.denominator as Count, row), line(measure.denominator as Count, row, false, true));
  for (const row of above) {
    const id = idOf(measure.numerator, row);
    listed.set(id, line(measure.numerator, row, true, listed.has(id)));
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
  const above = counted(measure.numerator, known, asked, place).length;
  const below = isCount(measure.denominator) ? counted(measure.denominator, known, asked, place).length : null;
  return figure(measure, above, below, asked, population);
}

/** A measure's parts by its grouping (source, outcome, band, week): how many rows of the numerator fall in each. */
export function groups(
  measure: Measure,
  known: Known,
  asked: Asked,
  place: Place = {},
): Readonly<Record<string, number>> | undefined {
  const { grouping } = measure;
  if (grouping === undefined) return undefined;
  const parts = new Map<string, number>();
  for (const row of counted(measure.numerator, known, asked, place)) {
    const part = 'isoWeek' in grouping ? isoWeekName(dayOf(measure.numerator, row)!) : groupOf(grouping, row, asked);
    parts.set(part, (parts.get(part) ?? 0) + 1);
  }
  return Object.fromEntries([...parts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function groupOf(
  grouping: { readonly column: string; readonly knownOn?: string },
  { cells }: KnownRow,
  { asAt }: Asked,
): string {
  const knownOn = grouping.knownOn === undefined ? asAt : (cells[grouping.knownOn] as PlainDate | null);
  if (knownOn === null || knownOn > asAt) return 'UNDECIDED';
  return String(cells[grouping.column] ?? 'NOT_KNOWN');
}

function counted(count: Count, known: Known, asked: Asked, place: Place): readonly KnownRow[] {
  const rows = known(count.projection.name).filter((row) => counts(count, row, asked) && isIn(place, count, row));
  if (count.kind === 'stock' || count.children === undefined) return rows;
  return [...new Map(rows.toSorted(byRowId).map((row) => [row.childId, row])).values()];
}

/** Of a child counted once, the row shown is the same wherever the rows come from. */
export const byRowId = (a: { readonly rowId: string }, b: { readonly rowId: string }): number =>
  a.rowId < b.rowId ? -1 : 1;

function isIn(place: Place, count: Count, row: KnownRow): boolean {
  if (place.team === undefined && place.area === undefined) return true;
  const { team, area } = placeOf(count, row.cells);
  return (place.team ?? team) === team && (place.area ?? area) === area;
}

/** Counts of two projections never meet in one line; a child counted once is one line. */
const idOf = (count: Count, row: KnownRow): string =>
  count.kind === 'flow' && count.children ? `child ${row.childId}` : `${count.projection.name} ${row.rowId}`;

const dayOf = (count: Count, row: KnownRow): PlainDate | null =>
  row.cells[count.kind === 'flow' ? count.on : (count as { from: string }).from] as PlainDate | null;

function line(count: Count, row: KnownRow, numerator: boolean, denominator: boolean): Listed {
  return {
    rowId: row.rowId,
    childId: row.childId,
    ...placeOf(count, row.cells),
    on: dayOf(count, row),
    numerator,
    denominator,
  };
}
