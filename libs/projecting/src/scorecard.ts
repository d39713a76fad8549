import { figure, type Figure } from '#measures/figure';
import { countKey, countsOf, isBalanced, isCount, type Count, type Measure } from '#measures/measure';
import { balancedFigures, type BalanceAsked } from './balance-query.ts';
import { countFromRows, type By, type FigureAsked, type Population } from './figures.ts';
import type { Sql } from './reading-database.ts';

/** One column of a scorecard: a name, and the period and dates its figures are asked for. */
export interface ScorecardColumn {
  readonly name: string;
  readonly asked: FigureAsked;
  readonly by: By;
}

/** A measure's figures in one column: `total` and each part. */
export type ScorecardCells = ReadonlyMap<string, ReadonlyMap<string, Figure>>;

/**
 * Many measures in several columns at once: every running sum in one query, and the counts that look at two dates (or
 * at what was known at a past instant) from the rows. Answers by measure id, then column name.
 */
export async function scorecardFigures(
  sql: Sql,
  measures: readonly Measure[],
  columns: readonly ScorecardColumn[],
  population: Population,
): Promise<ReadonlyMap<string, ScorecardCells>> {
  const byColumn = await Promise.all(columns.map((column) => countsIn(sql, measures, column)));
  return new Map(
    measures.map((measure) => [
      measure.id,
      new Map(columns.map((column, i) => [column.name, figuresOf(measure, column, byColumn[i]!, population)])),
    ]),
  );
}

type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

async function countsIn(sql: Sql, measures: readonly Measure[], { asked, by }: ScorecardColumn): Promise<Counts> {
  const distinct = new Map<string, Count>(measures.flatMap(countsOf).map((count) => [countKey(count), count]));
  const balanced: (BalanceAsked & { key: string })[] = [];
  const counts = new Map<string, ReadonlyMap<string, number>>();
  for (const [key, count] of distinct)
    if (asked.asKnownAt === null && isBalanced(count)) balanced.push({ key, count, asked });
    else counts.set(key, await countFromRows(sql, count, asked, by));
  const sums = await balancedFigures(sql, balanced, by);
  balanced.forEach(({ key }, i) => counts.set(key, sums[i]!));
  return counts;
}

function figuresOf(
  measure: Measure,
  { asked }: ScorecardColumn,
  counts: Counts,
  population: Population,
): ReadonlyMap<string, Figure> {
  const above = counts.get(countKey(measure.numerator))!;
  const below = isCount(measure.denominator) ? counts.get(countKey(measure.denominator))! : undefined;
  const names = new Set(['total', ...above.keys(), ...(below?.keys() ?? [])]);
  return new Map(
    [...names].sort().map((name) => {
      const people = population(name === 'total' ? 'TOTAL' : name);
      return [name, figure(measure, above.get(name) ?? 0, below ? (below.get(name) ?? 0) : null, asked, people)];
    }),
  );
}
