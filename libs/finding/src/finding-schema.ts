import type { Sql } from '#projecting/reading-database';
import type { KnownBy } from './known-by.ts';

/** The schema of the search index, and the one that a new filling is made in beside it. */
export const FINDING = 'finding';
export const REFILLED = 'finding_refilled';

/** Raise it when the same events would give another row or another key: the index then fills itself anew. */
export const INDEX_VERSION = 1;

/** Makes what is missing. Asking again is harmless, from several processes too. */
export async function prepareFinding(sql: Sql): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(7233002)');
  await sql.query(`create schema if not exists ${FINDING}`);
  await sql.query(
    `create table if not exists ${FINDING}.checkpoint
       (only_row boolean primary key default true check (only_row), position bigint not null, version integer not null)`,
  );
  await sql.query(
    `insert into ${FINDING}.checkpoint (position, version) values (0, ${INDEX_VERSION}) on conflict do nothing`,
  );
  // Children whose names are never to stand here again, whatever a filling under way has read before.
  await sql.query(`create table if not exists ${FINDING}.forgotten (child_id text collate "C" primary key)`);
  await sql.query(tableSql(FINDING));
  await sql.query(indexSql(FINDING));
}

/**
 * One row a child. Names stand here in plain text, because nothing can be searched that is encrypted: whoever may read this
 * table may read names. It holds what search and lists need and nothing else, and can be made anew from the log at any time.
 */
export const tableSql = (schema: string): string =>
  `create table if not exists ${schema}.child (
     child_id text collate "C" primary key, given_names text[] not null, family_names text[] not null, dob date, expected_dob date,
     postcode text, la_child_id text, upn text, identifiers text[] not null, sex text, died_on date, merged_into text,
     restriction text, allowed text[] not null, not_same text[] not null, siblings text[] not null, merge_asked text[] not null,
     keys tsvector not null)`;

/** GIN answers any mixture of keys; a new row goes into it at once, not onto a list that every search would have to read. */
export const indexSql = (schema: string): string =>
  `create index if not exists child_by_keys on ${schema}.child using gin (keys) with (fastupdate = off);
   create index if not exists child_by_merge_asked on ${schema}.child (child_id) where merge_asked <> '{}'`;

/** What the index has taken in, and what its rows mean; held still until the end of the transaction where asked. */
export async function whereIndexIs(
  sql: Sql,
  lock: '' | 'for update' = '',
): Promise<{ readonly position: number; readonly version: number }> {
  const [row] = await sql.query<{ position: string; version: number }>(
    `select position, version from ${FINDING}.checkpoint ${lock}`,
  );
  return { position: Number(row!.position), version: row!.version };
}

/** The columns of a row as `KnownBy` names them; days as text. */
export const knownBySql = `child_id as "childId", given_names as "givenNames", family_names as "familyNames", dob::text,
  expected_dob::text as "expectedDob", postcode, la_child_id as "laChildId", upn, identifiers, sex, died_on::text as "diedOn",
  merged_into as "mergedInto", restriction, allowed, not_same as "notSame", siblings, merge_asked as "mergeAsked"`;

/** A row with the keys it is found by. */
export interface IndexRow extends KnownBy {
  readonly keys: readonly string[];
}

/** Writes rows over what stood there of the same children: one statement for any number. */
export async function writeRows(sql: Sql, schema: string, rows: readonly IndexRow[]): Promise<void> {
  if (rows.length > 0) await sql.query(writeSql(schema), [JSON.stringify(rows)]);
}

const texts = (name: string): string => `array(select jsonb_array_elements_text(r -> '${name}'))`;

const writeSql = (schema: string): string => `
  insert into ${schema}.child (child_id, given_names, family_names, dob, expected_dob, postcode, la_child_id, upn, identifiers,
    sex, died_on, merged_into, restriction, allowed, not_same, siblings, merge_asked, keys)
  select r ->> 'childId', ${texts('givenNames')}, ${texts('familyNames')}, (r ->> 'dob')::date, (r ->> 'expectedDob')::date,
    r ->> 'postcode', r ->> 'laChildId', r ->> 'upn', ${texts('identifiers')}, r ->> 'sex', (r ->> 'diedOn')::date,
    r ->> 'mergedInto', r ->> 'restriction', ${texts('allowed')}, ${texts('notSame')}, ${texts('siblings')},
    ${texts('mergeAsked')}, array_to_tsvector(${texts('keys')})
  from jsonb_array_elements($1::jsonb) r
  on conflict (child_id) do update set (given_names, family_names, dob, expected_dob, postcode, la_child_id, upn, identifiers, sex,
    died_on, merged_into, restriction, allowed, not_same, siblings, merge_asked, keys) =
    (excluded.given_names, excluded.family_names, excluded.dob, excluded.expected_dob, excluded.postcode, excluded.la_child_id,
    excluded.upn, excluded.identifiers, excluded.sex, excluded.died_on, excluded.merged_into, excluded.restriction,
    excluded.allowed, excluded.not_same, excluded.siblings, excluded.merge_asked, excluded.keys)`;
