import type { PlainDate } from '#calendar/plain-date';
import { monthOf, previousMonths, yearToDate } from '#calendar/period';
import { lookOf } from '#measures/counts-sql';
import { countKey, countsOf, type Count } from '#measures/measure';
import {
  countFromRows,
  countsFromRows,
  percentileLook,
  percentilesFromRows,
  type FigureAsked,
} from '#projecting/figures';
import { grouped } from '#projecting/linked-events';
import type { Sql } from '#projecting/reading-database';
import { measures } from '#projections/index';

/** What the plain way finds: by count, the total and each area in the month, and the totals of the other columns. */
export type PlainFigures = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * The scorecard without any sums: every count over the rows that are believed now, one statement for all counts that one look
 * at a table answers, with the indexes the read model has. A figure that several measures share is counted once.
 */
export async function plainScorecard(sql: Sql, asAt: PlainDate): Promise<PlainFigures> {
  const before = previousMonths(asAt, 6);
  const columns: readonly (readonly [name: string, by: 'area' | 'total', asked: FigureAsked])[] = [
    ['month', 'area', { from: monthOf(asAt).from, to: asAt, asAt, asKnownAt: null }],
    ['before', 'total', { ...before, asAt: before.to, asKnownAt: null }],
    ['year', 'total', { ...yearToDate(asAt), asAt, asKnownAt: null }],
  ];
  const measured = measures.filter((measure) => measure.percentile !== undefined);
  const counts = measures.filter((measure) => measure.percentile === undefined).flatMap(countsOf);
  const distinct = [...new Map(counts.map((count) => [countKey(count), count])).values()];
  const found = new Map<string, ReadonlyMap<string, number>>();
  for (const [name, by, asked] of columns) {
    for (const together of grouped(distinct, (count) => lookOf(count) ?? countKey(count))) {
      const answers = await counted(sql, together, asked, by);
      together.forEach((count, i) => found.set(`${name} ${countKey(count)}`, answers[i]!));
    }
    for (const together of grouped(measured, percentileLook)) await percentilesFromRows(sql, together, asked, by);
  }
  return found;
}

async function counted(
  sql: Sql,
  together: readonly Count[],
  asked: FigureAsked,
  by: 'area' | 'total',
): Promise<readonly ReadonlyMap<string, number>[]> {
  if (lookOf(together[0]!) === undefined) return [await countFromRows(sql, together[0]!, asked, by)];
  return countsFromRows(sql, together, asked, by);
}
