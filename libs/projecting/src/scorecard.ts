import { figure, nearestRankOf, type Figure } from '#measures/figure';
import { keepingOf, measuredOf } from '#measures/kept-sums';
import { countKey, countsOf, isCount, type Count, type Measure } from '#measures/measure';
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
import { isAnswered, keptFigures, type KeptAnswer, type KeptAsked } from './kept-sums-query.ts';
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
 * Many measures in several columns at once: every running sum in one query, those by two days in another, and what was known at
 * a past instant, what no sums are kept of, and groups from the rows. Answers by measure id, then column name.
 */
export async function scorecardFigures(
  sql: Sql,
  measures: readonly Measure[],
  columns: readonly ScorecardColumn[],
  population: Population,
): Promise<ReadonlyMap<string, ScorecardCells>> {
  const fromSums: FromSums = { balanced: [], kept: [] };
  const byColumn: Counted[] = [];
  for (const column of columns) byColumn.push(await countsIn(sql, measures, column, fromSums));
  // The sums of every column are one question of each kind.
  const sums = await balancedFigures(sql, fromSums.balanced);
  fromSums.balanced.forEach(({ into, key }, i) => into.set(key, sums[i]!));
  const answers = await keptFigures(sql, fromSums.kept);
  fromSums.kept.forEach(({ put }, i) => put(answers[i]!));
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

/** Questions to the sums, and where their answers go. */
interface FromSums {
  readonly balanced: (BalanceAsked & {
    readonly into: Map<string, ReadonlyMap<string, number>>;
    readonly key: string;
  })[];
  readonly kept: (KeptAsked & { readonly put: (answer: KeptAnswer) => void })[];
}

/** What sums give is only noted in `fromSums`, to be filled into the counts later; the rest is read from the rows. */
async function countsIn(
  sql: Sql,
  measures: readonly Measure[],
  { asked, by }: ScorecardColumn,
  fromSums: FromSums,
): Promise<Counted> {
  const counts = new Map<string, ReadonlyMap<string, number>>();
  const percentiles = new Map<string, ReadonlyMap<string, Figure>>();
  const looks = new Map<string, OfLook[]>();
  for (const [key, { count, measure }] of distinctCounts(measures, by)) {
    const keeping = asked.asKnownAt === null ? keepingOf(count) : undefined;
    const kept = keeping && { keeping, count };
    if ((keeping === 'day' || keeping === 'value') && by !== 'group')
      fromSums.balanced.push({ key, count, asked, by, into: counts });
    else if (kept && (by === 'total' || by === 'area') && isAnswered(kept, asked))
      fromSums.kept.push({ kept, asked, by, put: (answer) => counts.set(key, countedIn(answer)) });
    else {
      const look = `${lookOf(count) ?? key} ${by === 'group' ? JSON.stringify(measure.grouping) : ''}`;
      looks.set(look, [...(looks.get(look) ?? []), { key, count, measure }]);
    }
  }
  for (const together of looks.values()) await readTogether(sql, together, asked, by, counts);
  const ofPercentiles = measures.filter((measure) => measure.percentile !== undefined);
  for (const together of grouped(ofPercentiles, percentileLook)) {
    const kept = asked.asKnownAt === null ? measuredOf(together[0]!) : undefined;
    if (kept && (by === 'total' || by === 'area')) {
      const put = (answer: KeptAnswer) => {
        for (const { id, percentile } of together) percentiles.set(id, percentilesIn(answer, percentile!.rank));
      };
      fromSums.kept.push({ kept, asked, by, put });
      continue;
    }
    const found = await percentilesFromRows(sql, together, asked, by);
    together.forEach(({ id }, i) => percentiles.set(id, found[i]!));
  }
  return { counts, percentiles };
}

/** What a count comes to in each part. */
const countedIn = (answer: KeptAnswer): ReadonlyMap<string, number> =>
  new Map([['total', 0], ...[...answer].map(([part, amounts]) => [part, amounts.get(0)!] as const)]);

/** The percentile of each part, from how often each number was measured. */
function percentilesIn(answer: KeptAnswer, rank: number): ReadonlyMap<string, Figure> {
  const found = [...answer].map(([part, amounts]) => {
    const counted = [...amounts].sort(([a], [b]) => a - b);
    const numerator = counted.reduce((sum, [, amount]) => sum + amount, 0);
    return [part, { numerator, denominator: null, value: nearestRankOf(counted, rank) }] as const;
  });
  return new Map<string, Figure>([['total', { numerator: 0, denominator: null, value: null }], ...found]);
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
