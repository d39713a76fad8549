import { figure, type Figure } from '#measures/figure';
import { countKey, countsOf, isBalanced, isCount, type Count, type Measure } from '#measures/measure';
import { balancedFigures, type BalanceAsked } from './balance-query.ts';
import { lookOf } from '#measures/counts-sql';
import type { By } from '#measures/evaluate';
import {
  countFromRows,
  countsFromRows,
  percentileLook,
  percentilesFromRows,
  type FigureAsked,
  type Population,
} from './figures.ts';
import { grouped } from './linked-events.ts';
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
  const balanced: Balanced[] = [];
  const byColumn: Counted[] = [];
  for (const column of columns) byColumn.push(await countsIn(sql, measures, column, balanced));
  // The running sums of every column are one question.
  const sums = await balancedFigures(sql, balanced);
  balanced.forEach(({ into, key }, i) => into.set(key, sums[i]!));
  return new Map(
    measures.map((measure) => [
      measure.id,
      new Map(columns.map((column, i) => [column.name, figuresOf(measure, column, byColumn[i]!, population)])),
    ]),
  );
}

type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;
type Percentiles = ReadonlyMap<string, ReadonlyMap<string, Figure>>;
interface Counted {
  readonly counts: Counts;
  readonly percentiles: Percentiles;
}

type Balanced = BalanceAsked & { readonly into: Map<string, ReadonlyMap<string, number>>; readonly key: string };

/** What running sums give is only noted in `balanced`, to be filled into the counts later; the rest is read from the rows. */
async function countsIn(
  sql: Sql,
  measures: readonly Measure[],
  { asked, by }: ScorecardColumn,
  balanced: Balanced[],
): Promise<Counted> {
  const counts = new Map<string, ReadonlyMap<string, number>>();
  const percentiles = new Map<string, ReadonlyMap<string, Figure>>();
  const looks = new Map<string, OfLook[]>();
  for (const [key, { count, measure }] of distinctCounts(measures, by))
    if (asked.asKnownAt === null && isBalanced(count) && by !== 'group')
      balanced.push({ key, count, asked, by, into: counts });
    else {
      const look = `${lookOf(count) ?? key} ${by === 'group' ? JSON.stringify(measure.grouping) : ''}`;
      looks.set(look, [...(looks.get(look) ?? []), { key, count, measure }]);
    }
  for (const together of looks.values()) await readTogether(sql, together, asked, by, counts);
  const ofPercentiles = grouped(
    measures.filter((measure) => measure.percentile !== undefined),
    percentileLook,
  );
  for (const together of ofPercentiles) {
    const found = await percentilesFromRows(sql, together, asked, by);
    together.forEach(({ id }, i) => percentiles.set(id, found[i]!));
  }
  return { counts, percentiles };
}

interface OfLook {
  readonly key: string;
  readonly count: Count;
  readonly measure: Measure;
}

/** Counts that one look at the rows answers. */
async function readTogether(
  sql: Sql,
  together: readonly OfLook[],
  asked: ScorecardColumn['asked'],
  by: By,
  into: Map<string, ReadonlyMap<string, number>>,
): Promise<void> {
  const { count, key, measure } = together[0]!;
  if (lookOf(count) === undefined) {
    into.set(key, await countFromRows(sql, count, asked, by, measure.grouping));
    return;
  }
  const found = await countsFromRows(
    sql,
    together.map((one) => one.count),
    asked,
    by,
    measure.grouping,
  );
  together.forEach((one, i) => into.set(one.key, found[i]!));
}

/** Each count once, though several measures share it; by a grouping, only if they share that too. */
function distinctCounts(measures: readonly Measure[], by: By) {
  return new Map(
    measures
      .filter((measure) => measure.percentile === undefined)
      .flatMap((measure) => countsOf(measure).map((count) => [keyOf(measure, count, by), { count, measure }] as const)),
  );
}

const keyOf = ({ grouping }: Measure, count: Count, by: By): string =>
  by === 'group' ? `${countKey(count)} ${JSON.stringify(grouping)}` : countKey(count);

function figuresOf(
  measure: Measure,
  { asked, by }: ScorecardColumn,
  { counts, percentiles }: Counted,
  population: Population,
): ReadonlyMap<string, Figure> {
  if (measure.percentile) return percentiles.get(measure.id)!;
  const above = counts.get(keyOf(measure, measure.numerator, by))!;
  const below = isCount(measure.denominator) ? counts.get(keyOf(measure, measure.denominator, by))! : undefined;
  const names = new Set(['total', ...above.keys(), ...(below?.keys() ?? [])]);
  return new Map(
    [...names].sort().map((name) => {
      const people = population(name === 'total' ? 'TOTAL' : name, asked);
      return [name, figure(measure, above.get(name) ?? 0, below ? (below.get(name) ?? 0) : null, asked, people)];
    }),
  );
}
