import { amountOf, counting, placeOf, type Asked, type KnownRow } from '#measures/counted';
import { byRowId, companions, groupOf, onceValue, type By, type Known } from '#measures/evaluate';
import { figure, nearestRank, type Figure } from '#measures/figure';
import { countKey, isCount, type Count, type Measure } from '#measures/measure';
import { scorecardFigures } from '#projecting/scorecard';
import type { Sql } from '#projecting/reading-database';
import { populationIn } from '#reference/in-force';
import type { Reference } from '#reference/reference';
import type { FigureColumn, FigureSource } from '#reporting/report';

/** Figures from the read model: ask in one snapshot, so that all of a report is of one position. */
export function readModelSource(sql: Sql, reference: Reference): FigureSource {
  return (measures, columns) =>
    scorecardFigures(sql, measures, columns, (area, asked) => populationOf(reference, asked)(area));
}

/**
 * Figures from rows in memory: each count of each column in one pass over its rows, whole and parts together. Measures
 * that share a count share the pass.
 */
export function memorySource(known: Known, reference: Reference): FigureSource {
  return (measures, columns) => {
    const answers = new Map<string, Map<string, ReadonlyMap<string, Figure>>>(
      measures.map(({ id }) => [id, new Map()]),
    );
    for (const column of columns) {
      const tallies = new Map<string, ReadonlyMap<string, number>>();
      for (const measure of measures)
        answers.get(measure.id)!.set(column.name, partsIn(measure, column, known, reference, tallies));
    }
    return Promise.resolve(answers);
  };
}

function partsIn(
  measure: Measure,
  { asked, by }: FigureColumn,
  known: Known,
  reference: Reference,
  tallies: Map<string, ReadonlyMap<string, number>>,
): ReadonlyMap<string, Figure> {
  if (measure.percentile !== undefined) return percentilesIn(measure, measure.percentile, known, asked, by);
  const tallied = (count: Count): ReadonlyMap<string, number> => {
    const key = by === 'group' ? `${countKey(count)} ${JSON.stringify(measure.grouping)}` : countKey(count);
    const tally = tallies.get(key) ?? tallyOf(measure, count, known, asked, by);
    tallies.set(key, tally);
    return tally;
  };
  const above = tallied(measure.numerator);
  const below = isCount(measure.denominator) ? tallied(measure.denominator) : null;
  const people = populationOf(reference, asked);
  const names = [
    'total',
    ...[...new Set([...above.keys(), ...(below?.keys() ?? [])])].filter((n) => n !== 'total').sort(),
  ];
  return new Map(
    names.map((name) => {
      const population = people(name === 'total' ? 'TOTAL' : name);
      return [name, figure(measure, above.get(name) ?? 0, below && (below.get(name) ?? 0), asked, population)];
    }),
  );
}

const populationOf =
  (reference: Reference, { asAt }: Asked) =>
  (area: string): number | null =>
    populationIn(reference, area, asAt)?.age0to17 ?? null;

/** One pass over the rows: how much of a count there is in all and in each part. Parts that come to nothing are left out. */
function tallyOf(measure: Measure, count: Count, known: Known, asked: Asked, by: By): ReadonlyMap<string, number> {
  const sums = new Map<string, number>([['total', 0]]);
  const add = (part: string, amount: number) => sums.set(part, (sums.get(part) ?? 0) + amount);
  if (count.once === undefined) {
    for (const row of rowsOf(count, known, asked)) {
      const amount = amountOf(count, row.cells);
      add('total', amount);
      if (by !== 'total') add(partOf(measure, count, row, asked, by), amount);
    }
  } else for (const [part, rows] of onceIn(measure, count, known, asked, by)) add(part, amountOnce(count, rows));
  return new Map([...sums].filter(([part, amount]) => part === 'total' || amount !== 0));
}

/** What is counted once, by part: the rows of each value, since a value may stand in several parts and once in the whole. */
function onceIn(measure: Measure, count: Count, known: Known, asked: Asked, by: By) {
  const parts = new Map<string, Map<string, KnownRow[]>>();
  const put = (part: string, value: string, row: KnownRow) => {
    const values = parts.get(part) ?? new Map<string, KnownRow[]>();
    const own = values.get(value);
    if (own) own.push(row);
    else values.set(value, [row]);
    parts.set(part, values);
  };
  for (const row of rowsOf(count, known, asked)) {
    const value = onceValue(count.once!, row);
    if (value === null) continue;
    put('total', value, row);
    if (by !== 'total') put(partOf(measure, count, row, asked, by), value, row);
  }
  return parts;
}

/** Each value once, by its first row; only those with more rows than `moreThan`. */
function amountOnce(count: Count, values: ReadonlyMap<string, readonly KnownRow[]>): number {
  let amount = 0;
  for (const rows of values.values())
    if (rows.length > (count.moreThan ?? 0)) amount += amountOf(count, first(rows).cells);
  return amount;
}

const first = (rows: readonly KnownRow[]): KnownRow => rows.reduce((a, b) => (byRowId(a, b) < 0 ? a : b));

function* rowsOf(count: Count, known: Known, asked: Asked): Generator<KnownRow> {
  const goesWith = companions(count, known, asked);
  const isCounted = counting(count, asked);
  for (const row of known(count.projection.name)) if (isCounted(row) && goesWith(row)) yield row;
}

const partOf = (measure: Measure, count: Count, row: KnownRow, asked: Asked, by: Exclude<By, 'total'>): string =>
  by === 'group' ? groupOf(measure, count, row, asked) : placeOf(count, row.cells)[by];

function percentilesIn(
  measure: Measure,
  { of, rank }: NonNullable<Measure['percentile']>,
  known: Known,
  asked: Asked,
  by: By,
): ReadonlyMap<string, Figure> {
  const values = new Map<string, number[]>([['total', []]]);
  const count = measure.numerator;
  for (const row of rowsOf(count, known, asked))
    for (const part of by === 'total' ? ['total'] : ['total', partOf(measure, count, row, asked, by)]) {
      const own = values.get(part);
      if (own) own.push(row.cells[of] as number);
      else values.set(part, [row.cells[of] as number]);
    }
  return new Map(
    [...values].map(([part, own]) => [
      part,
      { numerator: own.length, denominator: null, value: nearestRank(own, rank) },
    ]),
  );
}
