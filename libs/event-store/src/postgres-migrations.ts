import type { Pool } from 'pg';
import type { PersonalDetails } from './personal-details.ts';

/**
 * The schema of the log, in steps that are never edited once released. Names are plain so that anybody can look into
 * the log with psql. Streams sort by bytes, whatever the server's locale.
 */
export const eventStoreMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: '001-event-log',
    sql: `
      create table log.event (
        position    bigint      not null primary key,
        event_id    uuid        not null unique,
        stream      text        not null collate "C",
        version     integer     not null,
        type        text        not null,
        child_id    text        not null,
        occurred_on date        not null,
        recorded_at timestamptz not null,
        meta        jsonb       not null,
        data        jsonb       not null,
        personal    bytea,
        unique (stream, version)
      );
      create index event_type on log.event (type, position);
      create function log.refuse_change() returns trigger language plpgsql as
        $$ begin raise exception 'Events are never changed or deleted. Append a correction or a void.'; end $$;
      create trigger events_never_change before update or delete on log.event
        for each statement execute function log.refuse_change();

      -- One row: where the log ends. Whoever appends holds its lock until commit, so positions follow the commits.
      create table log.head (
        only_row     boolean     not null primary key default true check (only_row),
        position     bigint      not null,
        recorded_at  timestamptz not null,
        master_proof bytea
      ) with (fillfactor = 10);
      insert into log.head (position, recorded_at) values (0, 'epoch');

      -- Erasing a child empties wrapped_key; the row stays, so that no new key is ever made for the child.
      create table log.child_key (
        child_id   text        not null primary key collate "C",
        wrapped_key bytea,
        created_at timestamptz not null,
        erased_at  timestamptz,
        check ((wrapped_key is null) = (erased_at is not null))
      );`,
  },
  {
    name: '002-moved-logs',
    sql: `
      -- The log was copied from one store to another, where its events have other positions. A log is told by the position
      -- of its first event: 1 in PostgreSQL, somewhere in its files in KurrentDB.
      create table log.move (
        move_id        uuid        not null primary key,
        began_at       timestamptz not null default clock_timestamp(),
        from_log       text        not null,
        to_log         text        not null,
        from_first     bigint      not null,
        to_first       bigint      not null,
        verified_at    timestamptz,
        events         bigint,
        sha256         text
      );
      create table log.moved_position (
        move_id       uuid   not null references log.move,
        from_position bigint not null,
        to_position   bigint not null,
        primary key (move_id, from_position),
        unique (move_id, to_position)
      );
      -- Which log each reader's checkpoint counts in, by its first event.
      create table log.reader (
        name           text   not null primary key,
        first_position bigint not null
      );`,
  },
  {
    name: '003-append-intents',
    sql: `
      -- Appends to several streams of a KurrentDB log that are not finished yet: see kurrentdb/intents.ts.
      create table log.append_intent (
        intent_id uuid        not null primary key,
        begun_at  timestamptz not null default now(),
        parts     json        not null
      );`,
  },
  {
    name: '004-first-event-of-a-log',
    sql: `
      -- A log in KurrentDB may begin at the same position as another: it is told by its first event as well.
      alter table log.reader add column first_event_id uuid;`,
  },
];

/** An arbitrary number that only this migration locks. */
const MIGRATION_LOCK = 7_305_110_321;

/** Brings the schema up to date; harmless when it is, and when several processes start at once. */
export async function migrateEventStore(pool: Pool): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // While it is lent the pool does not listen; the statement under way says what is wrong.
  const note = (error: Error) => (broken = error);
  client.on('error', note);
  try {
    await client.query('begin isolation level read committed');
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await client.query(`create schema if not exists log`);
    await client.query(
      'create table if not exists log.migration (name text primary key, run_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ name: string }>('select name from log.migration');
    const done = new Set(rows.map((row) => row.name));
    for (const { name, sql } of eventStoreMigrations) {
      if (done.has(name)) continue;
      await client.query(sql);
      await client.query('insert into log.migration (name) values ($1)', [name]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // the connection may be gone; the error below says why
    throw error;
  } finally {
    client.off('error', note);
    client.release(broken);
  }
}

/** Refuses a master key other than the one the log's details were written under. The first key ever given is kept to. */
export async function proveMasterKey(pool: Pool, details: PersonalDetails): Promise<void> {
  const proof = details.proof().toString('base64');
  await pool.query(`update log.head set master_proof = decode($1, 'base64') where master_proof is null`, [proof]);
  const { rows } = await pool.query<{ proof: string }>(`select encode(master_proof, 'base64') as proof from log.head`);
  details.checkProof(Buffer.from(rows[0]!.proof, 'base64'));
}
