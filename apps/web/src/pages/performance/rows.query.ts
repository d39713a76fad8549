import type { Figure } from '#measures/figure';
import type { RecordedEvent } from '#case-flow/event';
import { explainRows, type CountedLine, type NotCounted } from '#measures/explain-rows';
import type { Measure } from '#measures/measure';
import { sumOf } from '#measures/evaluate';
import { candidatesFromRows } from '#projecting/candidates';
import { explainLines } from '#projecting/explain';
import { measures } from '#projections/index';
import { definitionFor } from '#reference/definitions';
import { readBasis } from '#waymark/reference-data';
import { marked, restrictedChildren, type Marked } from '#waymark/restricted';
import { askMeasures } from '#waymark/questions';
import { inOneSnapshot, type AtPosition } from '#waymark/snapshot';
import type { Waymark } from '../../waymark.ts';
import type { FigureWindow } from './figure-asked.ts';

/** A row that is counted, with the events it rests on. */
export type OpenedRow = CountedLine & { readonly events: readonly RecordedEvent[] };

/** A page of the rows behind a figure. */
export interface RowsShown<Row> {
  readonly used: Measure;
  readonly figure: Figure;
  readonly rows: readonly Marked<Row>[];
  readonly inAll: number;
}

/** Which rows: all, those above the line, or those that are below it alone. */
export type Side = 'all' | 'numerator' | 'denominator-only';

/** Which stretch of a list: the first row, counted from 0, and how many. */
export interface Stretch {
  readonly first: number;
  readonly length: number;
}

const ofSide: Readonly<Record<Side, (row: CountedLine) => boolean>> = {
  all: () => true,
  numerator: ({ numerator }) => numerator,
  'denominator-only': ({ numerator }) => !numerator,
};

/** The rows that a figure counts, a stretch of them opened down to their events. Their length is the figure. */
export const countedRows = (
  waymark: Waymark,
  measure: Measure,
  asked: FigureWindow['asked'],
  side: Side,
  stretch: Stretch,
): Promise<AtPosition<RowsShown<OpenedRow>>> =>
  reading(waymark, measure, asked, async ({ explained, used, restricted }) => {
    const rows = explained.counted.filter(ofSide[side]);
    const opened = await explainLines(waymark.store, used, stretchOf(rows, stretch), asked.asKnownAt);
    return { inAll: rows.length, rows: (opened as readonly OpenedRow[]).map((row) => marked(row, restricted)) };
  });

/** The rows that came into question and are not counted, with the reasons: a stretch of them, the nearest misses first. */
export const rowsNotCounted = (
  waymark: Waymark,
  measure: Measure,
  asked: FigureWindow['asked'],
  stretch: Stretch,
): Promise<AtPosition<RowsShown<NotCounted>>> =>
  reading(waymark, measure, asked, async ({ explained: { notCounted }, restricted }) => ({
    inAll: notCounted.length,
    rows: stretchOf(notCounted, stretch).map((row) => marked(row, restricted)),
  }));

const stretchOf = <Row>(rows: readonly Row[], { first, length }: Stretch): readonly Row[] =>
  rows.slice(first, first + length);

async function reading<Row>(
  { store, database }: Waymark,
  measure: Measure,
  asked: FigureWindow['asked'],
  take: (found: {
    explained: ReturnType<typeof explainRows>;
    used: Measure;
    restricted: ReadonlySet<string>;
  }) => Promise<Pick<RowsShown<Row>, 'rows' | 'inAll'>>,
): Promise<AtPosition<RowsShown<Row>>> {
  const basis = await readBasis(store, measures, asked.asKnownAt);
  const { measure: used } = definitionFor(measure, measures, asked.asAt, basis.reference.policies);
  return inOneSnapshot(database, async (sql) => {
    const [answer] = await askMeasures(sql, [measure], asked, basis);
    const { numerator, denominator, value } = answer!;
    const explained = explainRows(used, await candidatesFromRows(sql, used, asked), asked, asked.place);
    agrees(used, explained.counted, numerator);
    const found = await take({ explained, used, restricted: await restrictedChildren(sql) });
    return { used, figure: { numerator, denominator, value }, ...found };
  });
}

/** A list that does not add up to its figure is a fault of ours, and is not shown. */
function agrees({ id }: Measure, counted: readonly CountedLine[], numerator: number): void {
  const sum = sumOf(counted, 'numerator');
  if (Math.abs(sum - numerator) > 1e-9)
    throw new Error(`The list of ${id} comes to ${sum}, and its figure is ${numerator}.`);
}
