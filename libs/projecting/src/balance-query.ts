import { endOfMonth, addDays, startOfMonth, type PlainDate } from '#calendar/plain-date';
import { askedOf, type Asked } from '#measures/counted';
import type { Count } from '#measures/measure';
import { balanceName } from './balances.ts';
import type { Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';

/** A count, what is asked of it, and the breakdown. */
export interface BalanceAsked {
  readonly count: Count;
  readonly asked: Asked;
  readonly by: 'total' | 'area' | 'team';
}

/**
 * Many counts from the running sums in one query: whole months by month, what is left by day. Its cost grows with the
 * months asked for and the areas, never with the events. Answers in the order asked, each by `total` and part.
 */
export async function balancedFigures(
  sql: Sql,
  questions: readonly BalanceAsked[],
): Promise<readonly ReadonlyMap<string, number>[]> {
  const spans = questions.flatMap(({ count, asked, by }, question) =>
    spansOf(count, askedOf(count, asked)).map((span) => ({
      ...span,
      question,
      name: balanceName(count),
      // Every scope that begins with the word and a blank: `!` is what follows the blank.
      parts: by === 'total' ? [null, null] : [`${by} `, `${by}!`],
    })),
  );
  const answers = questions.map(() => new Map<string, number>([['total', 0]]));
  const rows = await sql.query<{ question: number; scope: string; amount: string }>(sumsSql, [
    spans.map((span) => span.question),
    spans.map((span) => span.name),
    spans.map((span) => span.table),
    spans.map((span) => span.from),
    spans.map((span) => span.to),
    spans.map((span) => span.parts[0]),
    spans.map((span) => span.parts[1]),
  ]);
  for (const { question, scope, amount } of rows) {
    const part = scope === 'total' ? scope : scope.slice(questions[question]!.by.length + 1);
    if (part === 'total' || Number(amount) !== 0) answers[question]!.set(part, Number(amount));
  }
  return answers;
}

/** Each branch is one walk along the key (count, scope, day): the total is one scope, the parts are a stretch of them. */
const branchSql = (size: 'month' | 'day', scope: string): string => `
    select span.question, sums.* from span cross join lateral (
      select b.scope, sum(b.amount) as amount from ${READING}.balance_by_${size} b
      where b.count = span.count and ${scope} and b.day between span.day_from and span.day_to group by b.scope) sums
    where span.size = '${size}'`;

const total = `b.scope = 'total'`;
const parts = `b.scope >= span.first_part collate "C" and b.scope < span.after_parts collate "C"`;

const sumsSql = `
  with span as (select * from unnest($1::int[], $2::text[], $3::text[], $4::date[], $5::date[], $6::text[], $7::text[])
    s(question, count, size, day_from, day_to, first_part, after_parts))
  select question, scope, sum(amount) as amount from (
    ${[branchSql('month', total), branchSql('month', parts), branchSql('day', total), branchSql('day', parts)].join(' union all ')}
  ) sums group by question, scope`;

/** Whole months, or days. */
export interface Span {
  readonly table: 'month' | 'day';
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A day before all others, and the first of its month and year. */
export const beginning = '1000-01-01' as PlainDate;

/** The months and days whose sums make up a count: a stock is everything up to `asAt`, a flow what lies in the period. */
function spansOf(count: Count, { from, to, asAt }: Asked): readonly Span[] {
  return count.kind === 'stock' ? wholeMonths(beginning, asAt) : wholeMonths(from, to < asAt ? to : asAt);
}

/** The days from one to another, both included, as whole months and the days left before and after them. */
export function wholeMonths(start: PlainDate, end: PlainDate): readonly Span[] {
  if (start > end) return [];
  const firstWhole = start === startOfMonth(start) ? start : addDays(endOfMonth(start), 1);
  const lastWhole = end === endOfMonth(end) ? end : addDays(startOfMonth(end), -1);
  if (firstWhole > lastWhole) return [{ table: 'day', from: start, to: end }];
  const spans: Span[] = [{ table: 'month', from: firstWhole, to: lastWhole }];
  if (start < firstWhole) spans.push({ table: 'day', from: start, to: addDays(firstWhole, -1) });
  if (lastWhole < end) spans.push({ table: 'day', from: addDays(lastWhole, 1), to: end });
  return spans;
}
