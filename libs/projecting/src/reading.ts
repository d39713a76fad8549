import { keptCounts, type Kept } from '#measures/kept-sums';
import type { Measure } from '#measures/measure';
import type { Projection } from '#measures/projection';
import { balancedCounts, type BalancedCounts } from './balances.ts';
import { keptName, projectionsOf } from './kept-names.ts';
import { tableOf } from '#measures/sql';
import { REBUILD_LOCK } from './one-rebuild.ts';
import {
  READING,
  REBUILT,
  dividedCheckpointSql,
  fewIndexes,
  fingerprint,
  indexSql,
  processesSql,
  schemaSql,
  tableSql,
} from './reading-schema.ts';
import type { ReadingDatabase, Sql } from './reading-database.ts';

/** What a read model is made of: which projections, and the measures whose running sums it keeps. */
export interface ReadingModel {
  readonly projections: readonly Projection[];
  readonly measures: readonly Measure[];
  readonly counts: BalancedCounts;
  /** The other sums that are kept: those that look at two days, or at several rows at once. */
  readonly kept: readonly Kept[];
  /** The module that has these `projections` and `measures`, so that other threads can have them too. */
  readonly definedIn?: string;
}

export const readingModel = (
  projections: readonly Projection[],
  measures: readonly Measure[],
  definedIn?: string,
): ReadingModel => ({
  projections,
  measures,
  counts: balancedCounts(measures),
  kept: keptCounts(measures),
  ...(definedIn === undefined ? {} : { definedIn }),
});

/** Some projections, with those whose rows are counted together with theirs: their sums are made of both. */
export function withCompanions(model: ReadingModel, some: readonly Projection[]): readonly Projection[] {
  const together = model.kept.map(projectionsOf).filter((both) => both.some((one) => some.includes(one)));
  const all = [...new Set([...some, ...together.flat()])];
  return all.length === some.length ? all : withCompanions(model, all);
}

/** The same of some of its projections. */
export function partOf(model: ReadingModel, projections: readonly Projection[]): ReadingModel {
  const counts = new Map([...model.counts].filter(([projection]) => projections.includes(projection)));
  const kept = model.kept.filter((one) => projectionsOf(one).every((projection) => projections.includes(projection)));
  return { ...model, projections, counts, kept };
}

/**
 * Makes the tables that are missing, and says which projections mean something else than the stored ones (a new column,
 * a raised version, another measure): those are due for a rebuild. Safe to run from several processes at once.
 */
export async function prepareReading(database: ReadingDatabase, model: ReadingModel): Promise<readonly Projection[]> {
  return database.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock(7233001)');
    await sql.query(dividedCheckpointSql);
    await sql.query(schemaSql(READING));
    await sql.query(processesSql);
    await sql.query(leftBehindSql);
    const stored = new Map(
      (await sql.query<{ name: string; fingerprint: string }>(`select * from ${READING}.projection`)).map((one) => [
        one.name,
        one.fingerprint,
      ]),
    );
    const fresh = stored.size === 0 && (await checkpoint(sql, READING)) === 0;
    if (fresh) for (const projection of model.projections) await createProjection(sql, READING, model, projection);
    if (fresh) return [];
    const due = model.projections.filter((one) => stored.get(one.name) !== fingerprintIn(model, one));
    for (const projection of model.projections) if (!due.includes(projection)) await addIndexes(sql, model, projection);
    return due;
  });
}

/** What a rebuild that was killed has left behind, which takes up room: gone, unless one is under way. */
const leftBehindSql = `do $$ begin
  if pg_try_advisory_xact_lock(${REBUILD_LOCK}) then drop schema if exists ${REBUILT} cascade; end if; end $$`;

/** Makes the indexes that an earlier version did not have yet, and lets the database look at what they hold. */
async function addIndexes(sql: Sql, model: ReadingModel, projection: Projection): Promise<void> {
  const table = tableOf(projection);
  const rows = await sql.query<{ name: string }>(
    `select indexname as name from pg_indexes where schemaname = $1 and tablename = $2`,
    [READING, table],
  );
  const there = new Set(rows.map(({ name }) => name));
  const missing = fewIndexes(projection, model.measures).filter(([name]) => !there.has(name));
  for (const [name, on] of missing) await sql.query(`create index ${name} on ${READING}.${table} ${on}`);
  if (missing.length > 0) await sql.query(`analyze ${READING}.${table}`);
}

/** Creates one projection's table with its indexes, and notes what it means. */
export async function createProjection(
  sql: Sql,
  schema: string,
  model: ReadingModel,
  projection: Projection,
): Promise<void> {
  await sql.query(tableSql(schema, projection));
  await sql.query(indexSql(schema, projection, model.measures));
  await noteProjection(sql, schema, model, projection);
}

export async function noteProjection(
  sql: Sql,
  schema: string,
  model: ReadingModel,
  projection: Projection,
): Promise<void> {
  await sql.query(
    `insert into ${schema}.projection (name, fingerprint) values ($1, $2) on conflict (name) do update set fingerprint = excluded.fingerprint`,
    [projection.name, fingerprintIn(model, projection)],
  );
}

/** The position up to which the read model has taken in everything: that of the shard furthest behind. */
export async function checkpoint(sql: Sql, schema: string = READING): Promise<number> {
  const [row] = await sql.query<{ position: string }>(`select min(position) as position from ${schema}.checkpoint`);
  return Number(row!.position);
}

const fingerprintIn = (model: ReadingModel, projection: Projection): string =>
  fingerprint(projection, [
    ...(model.counts.get(projection)?.keys() ?? []),
    ...model.kept.filter((one) => projectionsOf(one).includes(projection)).map(keptName),
  ]);
