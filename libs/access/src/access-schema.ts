import type { ReadingDatabase } from '#projecting/reading-database';

/** The schema of who may do what and who did: accounts, sessions, drafts, opened records and the audit. */
export const ACCESS = 'access';

/**
 * Makes the tables that are not there yet. Asking again is harmless. The audit is a chain: each row holds a hash over itself
 * and the row before, made by the database, which also refuses to change or remove one (ASVS 5.0, 16.4.2).
 */
export async function prepareAccess(database: ReadingDatabase): Promise<void> {
  await database.transaction(async (sql) => {
    // Two programs that start at once would make the same table at once.
    await sql.query('select pg_advisory_xact_lock(hashtext($1))', ['waymark access schema']);
    for (const statement of statements) await sql.query(statement);
  });
}

const statements: readonly string[] = [
  `create schema if not exists ${ACCESS}`,
  `create table if not exists ${ACCESS}.accounts (
    account_id uuid primary key, username text not null unique, display_name text not null, role text not null,
    areas text[] not null default '{}', teams text[] not null default '{}', worker_id text, password text,
    is_demo boolean not null default false, closed_at timestamptz, failures integer not null default 0,
    locked_until timestamptz, created_at timestamptz not null default now())`,
  `create table if not exists ${ACCESS}.wrong_passwords (
    account_id uuid not null references ${ACCESS}.accounts, address text not null, failures integer not null,
    locked_until timestamptz, last_at timestamptz not null, primary key (account_id, address))`,
  `create table if not exists ${ACCESS}.tokens (
    token_hash text primary key, account_id uuid not null references ${ACCESS}.accounts, name text not null,
    expires_at timestamptz not null, created_at timestamptz not null default now())`,
  `create table if not exists ${ACCESS}.sessions (sid text primary key, sess json not null, expire timestamptz not null)`,
  `create index if not exists sessions_by_expire on ${ACCESS}.sessions (expire)`,
  `create table if not exists ${ACCESS}.drafts (
    draft_id uuid primary key, account_id uuid not null references ${ACCESS}.accounts, kind text not null,
    sealed bytea not null, changed_at timestamptz not null default now())`,
  `create table if not exists ${ACCESS}.opened (
    opened_id uuid primary key, account_id uuid not null references ${ACCESS}.accounts, child_id text not null,
    reason text not null, opened_at timestamptz not null, ends_at timestamptz not null)`,
  `create index if not exists opened_by_account on ${ACCESS}.opened (account_id, child_id)`,
  `create table if not exists ${ACCESS}.audit (
    id bigint primary key, at timestamptz not null, account_id uuid, username text not null, role text, areas text[], teams text[],
    action text not null, outcome text not null, child_id text, detail text not null, reason text, request_id text not null, hash bytea not null)`,
  `create index if not exists audit_by_child on ${ACCESS}.audit (child_id, at) where child_id is not null`,
  `create index if not exists audit_by_username on ${ACCESS}.audit (username, at)`,
  `create index if not exists audit_by_at on ${ACCESS}.audit (at)`,
  `create or replace function ${ACCESS}.audit_hash(before bytea, line ${ACCESS}.audit) returns bytea language sql stable as $$
    select sha256(before || convert_to(concat_ws(chr(31), line.id, to_char(line.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
      coalesce(line.account_id::text, '-'), line.username, coalesce(line.role, '-'), coalesce(line.areas::text, '-'),
      coalesce(line.teams::text, '-'), line.action, line.outcome, coalesce(line.child_id, '-'), line.detail,
      coalesce(line.reason, '-'), line.request_id), 'UTF8')) $$`,
  `create or replace function ${ACCESS}.audit_append() returns trigger language plpgsql as $$
    declare last record;
    begin
      perform pg_advisory_xact_lock(hashtext('waymark audit'));
      select id, hash into last from ${ACCESS}.audit order by id desc limit 1;
      new.id := coalesce(last.id, 0) + 1;
      new.at := clock_timestamp();
      new.hash := ${ACCESS}.audit_hash(coalesce(last.hash, ''::bytea), new);
      return new;
    end $$`,
  `create or replace function ${ACCESS}.audit_keep() returns trigger language plpgsql as $$
    begin raise exception 'The audit is kept as it was written.'; end $$`,
  `create or replace trigger audit_append before insert on ${ACCESS}.audit for each row execute function ${ACCESS}.audit_append()`,
  `create or replace trigger audit_keep before update or delete on ${ACCESS}.audit for each row execute function ${ACCESS}.audit_keep()`,
  `create or replace trigger audit_keep_all before truncate on ${ACCESS}.audit for each statement execute function ${ACCESS}.audit_keep()`,
];
