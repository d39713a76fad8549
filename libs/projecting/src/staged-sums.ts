import { Movements, type BalancedCounts } from './balances.ts';
import { linesOfSums } from './copied-rows.ts';
import type { Copy } from './copying.ts';
import type { Sql } from './reading-database.ts';
import type { RowVersion } from './row-versions.ts';

/** So many sums are held at once: some thirty megabytes. */
const MOST_HELD = 250_000;

/**
 * The running sums of a rebuild on their way into the database. Each thread adds up what it folds, for as long as that is little,
 * and sets it down in a table beside, where the sums of all threads come together: nobody holds all of them.
 */
export class StagedSums {
  private movements: Movements;

  constructor(
    private readonly copy: Copy,
    private readonly schema: string,
    private readonly counts: BalancedCounts,
  ) {
    this.movements = new Movements(counts);
  }

  add(version: RowVersion): void {
    this.movements.add(version, 1);
  }

  /** Sets down what is held if it is much. To be called now and then; resolves when more may be added. */
  async room(): Promise<void> {
    if (this.movements.size >= MOST_HELD) await this.end();
  }

  /** Sets down what is held. */
  async end(): Promise<void> {
    const lines = linesOfSums(this.movements.all());
    this.movements = new Movements(this.counts);
    if (lines !== '') await this.copy(`${this.schema}.moved (count, scope, day, amount)`, lines);
  }
}

/** The table that sums are set down in. It is dropped before anybody could miss it, so its writes need not be durable. */
export const stagingSql = (schema: string): string =>
  `create unlogged table ${schema}.moved (count text, scope text collate "C", day date, amount integer)`;

/** Adds up all that was set down, by day and by month, and drops the table. What is asked for together stands together. */
export async function addUpStaged(sql: Sql, schema: string): Promise<void> {
  const addUp = (table: string, day: string, from: string) =>
    sql.query(`insert into ${schema}.${table} (count, scope, day, amount)
      select count, scope, ${day}, sum(amount)::integer from ${schema}.${from} group by 1, 2, 3 having sum(amount) <> 0 order by 1, 2, 3`);
  await sql.query(`analyze ${schema}.moved`);
  await addUp('balance_by_day', 'day', 'moved');
  await addUp('balance_by_month', `date_trunc('month', day)::date`, 'balance_by_day');
  await sql.query(`drop table ${schema}.moved`);
}
