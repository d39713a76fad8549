import { addDays, endOfMonth, startOfMonth, toEpochDay, type PlainDate } from '#calendar/plain-date';
import { askedOf, lastDayOf, type Asked } from '#measures/counted';
import type { Kept } from '#measures/kept-sums';
import type { Stock } from '#measures/measure';
import { beginning, wholeMonths, type Span } from './balance-query.ts';
import { keptName } from './kept-names.ts';
import type { Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';

/** What is kept by two days, what is asked of it, and the breakdown. */
export interface KeptAsked {
  readonly kept: Kept;
  readonly asked: Asked;
  readonly by: 'total' | 'area';
}

/** How much there is of each part, and of a percentile's count of each number that was measured. */
export type KeptAnswer = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** Whether the kept sums answer: of a companion only where the period goes on to `asAt`, for they know the one seen last by then. */
export const isAnswered = ({ keeping, count }: Kept, asked: Asked): boolean => {
  const { to, asAt } = askedOf(count, asked);
  return keeping !== 'companion' || to >= asAt;
};

/**
 * Many sums by two days in one query: whole months of either by month, what is left by day. Its cost grows with the months
 * asked for, never with the events. Answers in the order asked; a part that is not named has nothing.
 */
export async function keptFigures(sql: Sql, questions: readonly KeptAsked[]): Promise<readonly KeptAnswer[]> {
  if (questions.length === 0) return [];
  const spans = questions.flatMap(({ kept, asked, by }, question) =>
    twoDaySpans(kept, askedOf(kept.count, asked)).map((span) => ({ ...span, question, name: keptName(kept), by })),
  );
  const answers = questions.map(() => new Map<string, Map<number, number>>());
  const rows = await sql.query<{ question: number; scope: string; measured: number; amount: string }>(sumsSql, [
    spans.map((span) => span.question),
    spans.map((span) => span.name),
    spans.map((span) => span.size),
    spans.map((span) => span.from),
    spans.map((span) => span.to),
    spans.map((span) => span.least),
    spans.map((span) => span.most),
    spans.map((span) => span.by === 'area'),
    spans.map((span) => span.isMeasured),
  ]);
  for (const { question, scope, measured, amount } of rows) {
    const part = scope === 'total' ? scope : scope.slice('area '.length);
    const answer = answers[question]!;
    answer.set(part, (answer.get(part) ?? new Map<number, number>()).set(measured, Number(amount)));
  }
  return answers;
}

/**
 * One walk along the key (count, size, scope, day, second) for the total, and one for all areas: each span is summed by
 * itself, for the database would rather read the whole table once than walk along its key so many times.
 */
const walkSql = (scope: string) => `
  select scope, case when span.is_measured then second else 0 end as measured, sum(amount) as amount
  from ${READING}.balance_by_two_days b where b.count = span.count and b.size = span.size and ${scope}
    and b.day between span.day_from and span.day_to and b.second between span.least and span.most group by 1, 2`;

const sumsSql = `
  with span as (select * from unnest($1::int[], $2::text[], $3::text[], $4::date[], $5::date[], $6::int[], $7::int[], $8::boolean[], $9::boolean[])
    s(question, count, size, day_from, day_to, least, most, by_area, is_measured))
  select question, scope, measured, sum(amount) as amount from (
    select question, sums.* from span cross join lateral (${walkSql(`b.scope = 'total'`)}) sums
    union all
    select question, sums.* from span cross join lateral (
      ${walkSql(`b.scope >= 'area ' collate "C" and b.scope < 'area!' collate "C"`)}) sums where span.by_area
  ) sums group by question, scope, measured having sum(amount) <> 0`;

interface TwoDaySpan {
  /** The unit of the first day and of the second: `m` a month, `d` a day. */
  readonly size: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly least: number;
  readonly most: number;
  readonly isMeasured: boolean;
}

const LEAST = -(2 ** 31);
const MOST = 2 ** 31 - 1;

/** The months and days whose sums make up what is asked. */
function twoDaySpans(kept: Kept, asked: Asked): readonly TwoDaySpan[] {
  const isMeasured = kept.keeping === 'measured';
  const seconds = isMeasured ? [{ size: 'd', least: LEAST, most: MOST }] : secondsUpTo(lastSecond(kept, asked));
  return firstDays(kept, asked).flatMap(({ table, from, to }) =>
    seconds.map(({ size, least, most }) => ({ size: `${table[0]}${size}`, from, to, least, most, isMeasured })),
  );
}

/** The stretch of first days: those of a flow in the period, or those of a stock from the beginning. */
function firstDays({ keeping, count }: Kept, { from, to, asAt }: Asked): readonly Span[] {
  const end = to < asAt ? to : asAt;
  if (count.kind === 'flow') return wholeMonths(from, end);
  return wholeMonths(beginning, keeping === 'during' ? from : asAt);
}

/** The last second day that counts. */
function lastSecond({ keeping, count }: Kept, asked: Asked): PlainDate {
  if (keeping === 'by') return asked.asAt;
  return keeping === 'during' ? lastDayOf(count as Stock, asked) : addDays(asked.from, -1);
}

/** Every second day up to one: months, and the days of a month that is not over. */
function secondsUpTo(day: PlainDate) {
  const month = startOfMonth(day);
  if (day === endOfMonth(day)) return [{ size: 'm', least: LEAST, most: toEpochDay(month) }];
  return [
    { size: 'm', least: LEAST, most: toEpochDay(month) - 1 },
    { size: 'd', least: toEpochDay(month), most: toEpochDay(day) },
  ];
}
