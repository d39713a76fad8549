import { fromEpochDay, startOfMonth, toEpochDay, type PlainDate } from '#calendar/plain-date';
import { placeOf } from '#measures/counted';
import { movesAlone, twoDayMovements, type Kept } from '#measures/kept-sums';
import type { Projection } from '#measures/projection';
import { keptName } from './kept-names.ts';
import type { Sql } from './reading-database.ts';
import type { RowVersion } from './row-versions.ts';
import { writeMovements } from './write-difference.ts';

/** How much a kept sum moves on its days. */
export interface Moved {
  readonly name: string;
  readonly scope: string;
  readonly day: PlainDate;
  /** Null where it moves on one day alone. */
  readonly second: number | null;
  readonly amount: number;
}

/** Sums what moves, by name, scope and days, in the units they are kept in. */
export class KeptMovements {
  private readonly sums = new Map<string, Moved>();
  private readonly alone = new Map<Projection, Kept[]>();

  constructor(kept: readonly Kept[]) {
    for (const one of kept.filter(movesAlone))
      this.alone.set(one.count.projection, [...(this.alone.get(one.count.projection) ?? []), one]);
  }

  add(moved: Moved, sign: 1 | -1): void {
    const key = `${moved.name} ${moved.scope} ${moved.day} ${moved.second}`;
    const amount = (this.sums.get(key)?.amount ?? 0) + sign * moved.amount;
    this.sums.set(key, { ...moved, amount });
  }

  addRow({ projection, cells }: RowVersion, sign: 1 | -1): void {
    for (const one of this.alone.get(projection) ?? []) {
      const name = keptName(one);
      for (const { on: day, second, by: amount } of twoDayMovements(one, cells))
        for (const scope of ['total', `area ${placeOf(one.count, cells).area}`])
          this.add({ name, scope, day, second, amount }, sign);
    }
  }

  async write(sql: Sql, schema: string): Promise<void> {
    const all = [...this.sums.values()].filter(({ amount }) => amount !== 0);
    const onOneDay = all.filter(({ second }) => second === null);
    await writeMovements(
      sql,
      schema,
      onOneDay.map(({ name, scope, day, amount }) => ({ count: name, scope, on: day, by: amount })),
    );
    await writeTwoDays(
      sql,
      schema,
      all.filter((one): one is MovedOnTwo => one.second !== null),
    );
  }
}

type MovedOnTwo = Moved & { readonly second: number };

/** Adds to the sums by day and day, month and day, day and month, month and month; in the order of their key. */
async function writeTwoDays(sql: Sql, schema: string, moved: readonly MovedOnTwo[]): Promise<void> {
  if (moved.length === 0) return;
  const rows = new Map<string, readonly [string, string, string, string, number, number]>();
  for (const { name, scope, day, second, amount } of moved)
    for (const [size, on, at] of [
      ['dd', day, second],
      ['md', startOfMonth(day), second],
      ['dm', day, monthOf(second)],
      ['mm', startOfMonth(day), monthOf(second)],
    ] as const) {
      const key = [name, size, scope, on, String(at + 2 ** 31).padStart(10, '0')].join(' ');
      rows.set(key, [name, size, scope, on, at, amount + (rows.get(key)?.[5] ?? 0)]);
    }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await sql.query(
    `insert into ${schema}.balance_by_two_days as balance (count, size, scope, day, second, amount)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::integer[], $6::integer[])
     on conflict (count, size, scope, day, second) do update set amount = balance.amount + excluded.amount`,
    [0, 1, 2, 3, 4, 5].map((column) => sorted.map((row) => row[column as 0])),
  );
}

const monthOf = (day: number): number => toEpochDay(startOfMonth(fromEpochDay(day)));
