import type { Kept } from '#measures/kept-sums';
import { keptSql } from '#measures/kept-sums-sql';
import { keptName } from './kept-names.ts';
import type { Sql } from './reading-database.ts';

/** Where `sql` is the database itself, two are made at once. */
const AT_ONCE = 2;

/** Makes the kept sums from all the rows of a schema that has none of them yet. */
export async function fillKeptSums(sql: Sql, schema: string, kept: readonly Kept[]): Promise<void> {
  const waiting = [...kept];
  const work = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
      await sql.query(one.keeping === 'value' ? fillOneDay(one, schema) : fillTwoDays(one, schema));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

const movedSql = (kept: Kept, schema: string): string => `
  select scope, day, second, sum(amount)::integer as amount from (${keptSql(kept, schema)}) k
  group by scope, day, second having sum(amount) <> 0`;

const fillOneDay = (kept: Kept, schema: string): string => `
  with moved as materialized (${movedSql(kept, schema)}),
  days as (insert into ${schema}.balance_by_day (count, scope, day, amount)
    select '${keptName(kept)}', scope, day, amount from moved)
  insert into ${schema}.balance_by_month (count, scope, day, amount)
  select '${keptName(kept)}', scope, date_trunc('month', day)::date, sum(amount) from moved group by 1, 2, 3`;

const fillTwoDays = (kept: Kept, schema: string): string => `
  insert into ${schema}.balance_by_two_days (count, size, scope, day, second, amount)
  ${twoDaysSql(kept, schema)} order by 2, moved.scope collate "C", 4, 5`; // as they are read: what is asked for together stands together

/** The same in every unit it is kept in. */
const twoDaysSql = (kept: Kept, schema: string): string => `
  select '${keptName(kept)}' as count, size, scope, sized.day, sized.second, sum(amount)::integer as amount
  from (${movedSql(kept, schema)}) moved
  cross join lateral (select date_trunc('month', moved.day)::date as day, ${monthNumber('moved.second')} as second) month
  cross join lateral (values ('dd', moved.day, moved.second), ('md', month.day, moved.second),
    ('dm', moved.day, month.second), ('mm', month.day, month.second)) sized(size, day, second)
  group by size, scope, sized.day, sized.second having sum(amount) <> 0`;

const monthNumber = (second: string): string =>
  `(date_trunc('month', date '1970-01-01' + ${second})::date - date '1970-01-01')`;

/** A sum on one day, by its name, scope and day as `verify` writes them, as the rows have it. */
export async function oneDaySums(
  sql: Sql,
  schema: string,
  kept: readonly Kept[],
): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>();
  for (const one of kept.filter(({ keeping }) => keeping === 'value')) {
    const rows = await sql.query<{ scope: string; day: string; amount: number }>(
      `select scope, day::text as day, amount from (${movedSql(one, schema)}) moved`,
    );
    for (const { scope, day, amount } of rows) sums.set(`${keptName(one)} ${scope} ${day}`, amount);
  }
  return sums;
}

/** How many sums by two days are kept, and a sentence for each that is not what the rows say. */
export async function twoDayDisagreements(
  sql: Sql,
  schema: string,
  kept: readonly Kept[],
): Promise<{ readonly sums: number; readonly disagreements: readonly string[] }> {
  const disagreements: string[] = [];
  const byTwo = kept.filter(({ keeping }) => keeping !== 'value');
  for (const one of byTwo) {
    const rows = await sql.query<{ key: string; stored: number | null; wanted: number | null }>(
      `select concat_ws(' ', count, size, scope, day, second) as key, stored.amount as stored, wanted.amount as wanted
       from (select * from ${schema}.balance_by_two_days where count = '${keptName(one)}' and amount <> 0) stored
       full join (${twoDaysSql(one, schema)}) wanted using (count, size, scope, day, second)
       where stored.amount is distinct from wanted.amount order by 1 limit 100`,
    );
    for (const { key, stored, wanted } of rows)
      disagreements.push(`balance_by_two_days ${key}: stored ${stored ?? 0}, from the rows ${wanted ?? 0}.`);
  }
  const [row] = await sql.query<{ sums: string }>(
    `select count(*) as sums from ${schema}.balance_by_two_days where amount <> 0`,
  );
  const known = await sql.query<{ count: string }>(
    `select distinct count from ${schema}.balance_by_two_days where count <> all($1)`,
    [byTwo.map(keptName)],
  );
  for (const { count } of known)
    disagreements.push(`balance_by_two_days ${count}: stored, and no measure asks for it.`);
  return { sums: Number(row!.sums), disagreements };
}
