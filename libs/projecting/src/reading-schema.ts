import { countsOf, type Measure } from '#measures/measure';
import type { ColumnKind, Projection } from '#measures/projection';
import { columnName, drivingColumns, endSql, tableOf } from '#measures/sql';
import { SHARDS } from './shards.ts';

/** The schema that answers questions, and the one a rebuild fills beside it. */
export const READING = 'reading';
export const REBUILT = 'reading_rebuilt';

/** The channel on which a projector says that the read model has taken something in. */
export const READING_CHANNEL = 'waymark_reading';

/**
 * Keeps a rebuild from switching tables under a snapshot that is about to be taken: it would find the new tables and, its
 * snapshot being older, none of their rows. Must come before the transaction's first SELECT. A switch takes it `access exclusive`.
 */
export const holdStill = (mode: 'access share' | 'access exclusive' = 'access share'): string =>
  `lock table ${READING}.projection in ${mode} mode`;

const sqlType: Readonly<Record<ColumnKind, string>> = { day: 'date', text: 'text', flag: 'boolean', number: 'integer' };

/**
 * The tables of a read model: running sums by day and month, those by two days, and the checkpoints, one a shard, that one transaction moves with
 * them. `owner` is the process that projects a shard.
 */
export const schemaSql = (schema: string): string => `
  create schema if not exists ${schema};
  create table if not exists ${schema}.checkpoint (shard integer primary key, position bigint not null, owner text);
  create table if not exists ${schema}.projection (name text primary key, fingerprint text not null);
  create table if not exists ${schema}.balance_by_day (count text, scope text collate "C", day date, amount integer not null, primary key (count, scope, day));
  create table if not exists ${schema}.balance_by_month (count text, scope text collate "C", day date, amount integer not null, primary key (count, scope, day));
  create table if not exists ${schema}.balance_by_two_days (count text, size text, scope text collate "C", day date, second integer, amount integer not null, primary key (count, size, scope, day, second));
  insert into ${schema}.checkpoint (shard, position) select shard, 0 from generate_series(0, ${SHARDS - 1}) shard on conflict do nothing;`;

/** The processes that project, the name their connections go by, and until when each counts as alive unless it says so again. */
export const processesSql = `
  create table if not exists ${READING}.projecting_process (
    name text primary key, connections text not null, until timestamptz not null);`;

/** Divides the one checkpoint of version 0.3.0 and before: every shard stands where it stood. */
export const dividedCheckpointSql = `
  do $$ begin
    if exists (select from information_schema.columns
        where table_schema = '${READING}' and table_name = 'checkpoint' and column_name = 'only_row') then
      alter table ${READING}.checkpoint drop column only_row, add column shard integer not null default 0, add column owner text;
      insert into ${READING}.checkpoint (shard, position)
        select other, position from ${READING}.checkpoint, generate_series(1, ${SHARDS - 1}) other;
      alter table ${READING}.checkpoint alter column shard drop default, add primary key (shard);
    end if;
  end $$;`;

/** The table of a projection's row versions. */
export function tableSql(schema: string, projection: Projection): string {
  const columns = Object.entries(projection.columns).map(([name, kind]) => `${columnName(name)} ${sqlType[kind]}`);
  return `create table if not exists ${schema}.${tableOf(projection)} (
    row_id text not null, child_id text not null, known_from timestamptz not null, known_to timestamptz,
    from_position bigint not null, to_position bigint, ${columns.join(', ')});`;
}

/** Indexes: the key, the child, and for what is believed now each day that a measure finds its rows by, and what it counts once. */
export function indexSql(schema: string, projection: Projection, measures: readonly Measure[]): string {
  const table = tableOf(projection);
  const counts = measures.flatMap(countsOf).filter((count) => count.projection === projection);
  const once = counts.flatMap((count) =>
    count.once === undefined || count.once === 'childId' ? [] : [columnName(count.once)],
  );
  const driving = [...new Set([...counts.flatMap(drivingColumns), ...once])];
  return `
    alter table ${schema}.${table} add primary key (row_id, known_from);
    create index ${table}_by_child on ${schema}.${table} (child_id);
    ${driving.map((column) => `create index ${table}_by_${column.replaceAll('"', '')} on ${schema}.${table} (${column}) where known_to is null;`).join('\n')}
    ${fewIndexes(projection, measures)
      .map(([name, on]) => `create index ${name} on ${schema}.${table} ${on};`)
      .join('\n')}`;
}

/** An index over the few rows that are open now, or restricted now, by name: looked for on every page, among all there ever were. */
export function fewIndexes(
  projection: Projection,
  measures: readonly Measure[],
): readonly (readonly [name: string, on: string])[] {
  const table = tableOf(projection);
  const ends = measures
    .flatMap(countsOf)
    .flatMap((count) => (count.kind === 'stock' && count.projection === projection ? [count.to] : []));
  if ('from' in projection.columns && 'to' in projection.columns) ends.push('to');
  const open = [...new Set(ends)].map(
    (end) =>
      [
        `${table}_open_until_${columnName(end).replaceAll('"', '')}`,
        `((${endSql(columnName(end))})) where known_to is null`,
      ] as const,
  );
  if (!('isRestricted' in projection.columns)) return open;
  return [...open, [`${table}_restricted`, `(child_id) where known_to is null and is_restricted`]];
}

/** Tells one meaning of a projection's rows and sums from another: where it differs from the stored one, a rebuild is due. */
export function fingerprint(projection: Projection, counts: Iterable<string>): string {
  return JSON.stringify([projection.version, projection.columns, [...counts].sort()]);
}
