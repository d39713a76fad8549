import { epochMilliseconds, instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import type { Projection } from '#measures/projection';
import { columnName, tableOf } from '#measures/sql';
import { byMonth, type Movement } from './balances.ts';
import type { DifferenceSince } from './change.ts';
import { believedAt } from './difference.ts';
import type { Sql } from './reading-database.ts';
import type { RowVersion } from './row-versions.ts';

/** Writes row versions: first what is no longer so, then what ended, then what is new. Only the tables touched. */
export async function writeDifferences(
  sql: Sql,
  schema: string,
  differences: readonly DifferenceSince[],
): Promise<void> {
  const removed = grouped(
    differences.flatMap((d) => d.removed.map((version) => ({ version, at: believedAt(version, justBefore(d.since)) }))),
  );
  for (const [projection, versions] of removed) await remove(sql, `${schema}.${tableOf(projection)}`, versions);
  const ended = grouped(
    differences.flatMap((d) => d.ended.map((version) => ({ version, at: believedAt(version, justBefore(d.since)) }))),
  );
  for (const [projection, versions] of ended) await end(sql, `${schema}.${tableOf(projection)}`, versions);
  const added = grouped(differences.flatMap((d) => d.added.map((version) => ({ version, at: d.since }))));
  for (const [projection, versions] of added)
    await add(
      sql,
      schema,
      projection,
      versions.map((one) => one.version),
    );
}

/** The columns of a projection's table, in the order in which row versions are written. */
export const columnsOfVersions = (projection: Projection): readonly string[] => [
  'row_id',
  'child_id',
  'known_from',
  'known_to',
  'from_position',
  'to_position',
  ...Object.keys(projection.columns).map(columnName),
];

/** Adds row versions to a projection's table in one statement. */
export async function add(
  sql: Sql,
  schema: string,
  projection: Projection,
  versions: readonly RowVersion[],
): Promise<void> {
  const columns = Object.entries(projection.columns);
  const types = { day: 'date', text: 'text', flag: 'boolean', number: 'integer' } as const;
  const arrays = [
    'text',
    'text',
    'timestamptz',
    'timestamptz',
    'bigint',
    'bigint',
    ...columns.map(([, kind]) => types[kind]),
  ].map((type, i) => `$${i + 1}::${type}[]`);
  await sql.query(
    `insert into ${schema}.${tableOf(projection)} (${columnsOfVersions(projection).join(', ')}) select * from unnest(${arrays.join(', ')})`,
    [
      versions.map((v) => v.rowId),
      versions.map((v) => v.childId),
      versions.map((v) => v.knownFrom),
      versions.map((v) => v.knownTo),
      versions.map((v) => v.fromPosition),
      versions.map((v) => v.toPosition),
      ...columns.map(([name]) => versions.map((v) => v.cells[name] ?? null)),
    ],
  );
}

/** Moves running sums, by day and by month. */
export async function writeMovements(sql: Sql, schema: string, movements: readonly Movement[]): Promise<void> {
  if (movements.length === 0) return;
  await move(sql, `${schema}.balance_by_day`, movements);
  await move(sql, `${schema}.balance_by_month`, byMonth(movements));
}

const move = (sql: Sql, table: string, movements: readonly Movement[]) =>
  sql.query(
    `insert into ${table} as balance (count, scope, day, amount)
     select * from unnest($1::text[], $2::text[], $3::date[], $4::integer[])
     on conflict (count, scope, day) do update set amount = balance.amount + excluded.amount`,
    [
      movements.map((m) => m.count),
      movements.map((m) => m.scope),
      movements.map((m) => m.on),
      movements.map((m) => m.by),
    ],
  );

interface Placed {
  readonly version: RowVersion;
  readonly at: Instant;
}

const believed = 't.row_id = u.row_id and t.known_from <= u.at and (t.known_to is null or t.known_to > u.at)';

const remove = (sql: Sql, table: string, versions: readonly Placed[]) =>
  sql.query(`delete from ${table} t using unnest($1::text[], $2::timestamptz[]) u(row_id, at) where ${believed}`, [
    versions.map((one) => one.version.rowId),
    versions.map((one) => one.at),
  ]);

const end = (sql: Sql, table: string, versions: readonly Placed[]) =>
  sql.query(
    `update ${table} t set known_to = u.known_to, to_position = u.to_position
     from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::bigint[]) u(row_id, at, known_to, to_position) where ${believed}`,
    [
      versions.map((one) => one.version.rowId),
      versions.map((one) => one.at),
      versions.map((one) => one.version.knownTo),
      versions.map((one) => one.version.toPosition),
    ],
  );

function grouped(placed: readonly Placed[]): ReadonlyMap<Projection, readonly Placed[]> {
  const groups = new Map<Projection, Placed[]>();
  for (const one of placed) {
    const group = groups.get(one.version.projection);
    if (group) group.push(one);
    else groups.set(one.version.projection, [one]);
  }
  return groups;
}

const justBefore = (since: Instant): Instant => instantFromEpochMilliseconds(epochMilliseconds(since) - 1);
