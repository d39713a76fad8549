import type { Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';

/**
 * Compares the running sums of days, by `<count> <scope> <day>`, with those stored of days and of months. Answers how many are
 * stored, and adds a sentence to `disagreements` for each that differs.
 */
export async function compareSums(sql: Sql, byDay: Map<string, number>, disagreements: string[]): Promise<number> {
  const byMonth = new Map<string, number>();
  for (const [key, amount] of byDay) {
    const month = `${key.slice(0, -3)}-01`;
    byMonth.set(month, (byMonth.get(month) ?? 0) + amount);
  }
  return (
    (await compareTable(sql, 'balance_by_day', byDay, disagreements)) +
    (await compareTable(sql, 'balance_by_month', byMonth, disagreements))
  );
}

async function compareTable(
  sql: Sql,
  table: string,
  sums: Map<string, number>,
  disagreements: string[],
): Promise<number> {
  const stored = await sql.query<{ key: string; amount: number }>(
    `select count || ' ' || scope || ' ' || day::text as key, amount from ${READING}.${table} where amount <> 0`,
  );
  const expected = new Map([...sums].filter(([, amount]) => amount !== 0));
  for (const { key, amount } of stored) {
    if (expected.get(key) !== amount)
      disagreements.push(`${table} ${key}: stored ${amount}, replayed ${expected.get(key) ?? 0}.`);
    expected.delete(key);
  }
  for (const [key, amount] of expected) disagreements.push(`${table} ${key}: stored nothing, replayed ${amount}.`);
  return stored.length;
}
