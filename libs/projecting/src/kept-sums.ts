import { createHash } from 'node:crypto';
import { movesAlone, type Kept } from '#measures/kept-sums';
import { keyOf, keptSql } from '#measures/kept-sums-sql';
import type { Projection } from '#measures/projection';
import type { Difference } from './difference.ts';
import { KeptMovements, type Moved } from './kept-movements.ts';
import { keptName, projectionsOf } from './kept-names.ts';
import type { Sql } from './reading-database.ts';
import type { RowVersion } from './row-versions.ts';

/**
 * Writes changed rows by `write`, and moves with them the sums that look at two days or at several rows. What moves by itself
 * follows from the rows believed before and after; of the others, what their children or values move is read before the
 * rows are written and again after. Values that several children share are locked meanwhile.
 */
export async function movingKeptSums(
  { asking, writing }: SameTransaction,
  schema: string,
  kept: readonly Kept[],
  differences: readonly Difference[],
  write: () => Promise<void>,
): Promise<void> {
  const sums = new KeptMovements(kept);
  for (const { believedBefore, believedAfter } of differences) {
    for (const version of believedBefore) sums.addRow(version, -1);
    for (const version of believedAfter) sums.addRow(version, 1);
  }
  const touched = touchedBy(kept, differences);
  await lockValues(writing, touched);
  const before = movedBy(asking, schema, touched);
  before.catch(() => undefined); // awaited, and thrown, below: what is written meanwhile need not wait for the answer
  await write();
  for (const one of await movedBy(asking, schema, touched)) sums.add(one, 1);
  for (const one of await before) sums.add(one, -1);
  await sums.write(writing, schema);
}

/** One transaction twice: to ask, and to write where nobody waits for the answers. Both are carried out in the order sent. */
export interface SameTransaction {
  readonly asking: Sql;
  readonly writing: Sql;
}

/** What is kept, and of which children or values its rows have changed. */
interface Touched {
  readonly kept: Kept;
  readonly keys: readonly string[];
}

function touchedBy(kept: readonly Kept[], differences: readonly Difference[]): readonly Touched[] {
  const changed = new Map<Projection, RowVersion[]>();
  for (const { removed, ended, added } of differences)
    for (const version of [...removed, ...ended, ...added]) {
      const own = changed.get(version.projection);
      if (own) own.push(version);
      else changed.set(version.projection, [version]);
    }
  return kept
    .filter((one) => !movesAlone(one))
    .map((one) => {
      const versions = projectionsOf(one).flatMap((projection) => changed.get(projection) ?? []);
      const key = keyOf(one);
      const values = versions.map(({ childId, cells }) => (key === 'childId' ? childId : cells[key]));
      return { kept: one, keys: [...new Set(values)].filter((value) => typeof value === 'string').sort() };
    })
    .filter(({ keys }) => keys.length > 0);
}

/** Locks are taken by stripe: a batch about thousands of contacts does not fill the server's table of locks. */
const STRIPES = 64;

/** Two projectors that change rows of one contact, family or worker would each miss what the other writes. */
async function lockValues(sql: Sql, touched: readonly Touched[]): Promise<void> {
  const shared = touched.filter(({ kept }) => keyOf(kept) !== 'childId');
  const stripes = shared.flatMap(({ kept, keys }) =>
    keys.map((key) => `${kept.count.projection.name} ${createHash('sha1').update(key).digest()[0]! % STRIPES}`),
  );
  if (stripes.length === 0) return;
  await sql.query('select pg_advisory_xact_lock(7233002, hashtext(stripe)) from unnest($1::text[]) stripe', [
    [...new Set(stripes)].sort(), // everybody takes them in the same order
  ]);
}

async function movedBy(sql: Sql, schema: string, touched: readonly Touched[]): Promise<readonly Moved[]> {
  if (touched.length === 0) return [];
  const parts = touched.map(
    ({ kept }, i) =>
      `select '${keptName(kept)}' as name, scope, day::text as day, second, amount::integer as amount from (${keptSql(kept, schema, `$${i + 1}::text[]`)}) k`,
  );
  return sql.query<Moved>(
    parts.join(' union all '),
    touched.map(({ keys }) => keys),
  );
}
