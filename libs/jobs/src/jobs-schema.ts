import type { ReadingDatabase } from '#projecting/reading-database';

/** The schema of what ran in the background: the outcome of each job, and what an import would not take. */
export const JOBS = 'jobs';

/** Makes the tables that are not there yet. Asking again is harmless, also from several programs at once. */
export async function prepareJobs(database: ReadingDatabase): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock(hashtext($1))', ['waymark jobs schema']);
    for (const statement of statements) await sql.query(statement);
  });
}

// The queue forgets a job as soon as it is done, so what became of it stands here. Files are bytes in the row: they are
// gone with their day, and a backup of the database is a backup of everything.
const statements: readonly string[] = [
  `create schema if not exists ${JOBS}`,
  `create table if not exists ${JOBS}.runs (
    run_id uuid primary key, kind text not null, asked jsonb not null default '{}', subject text not null,
    purpose text, asked_by text not null, asked_by_name text not null,
    state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    attempt integer not null default 0, done integer not null default 0, of integer, result text, failure text,
    asked_at timestamptz not null default now(), started_at timestamptz, beat_at timestamptz, ended_at timestamptz,
    file_name text, file_type text, file bytea, file_rows integer, expires_at timestamptz)`,
  `create index if not exists runs_by_asker on ${JOBS}.runs (asked_by, asked_at)`,
  `create index if not exists runs_by_state on ${JOBS}.runs (state, asked_at)`,
  // Two rebuilds at once would build the same new tables; whoever asks while one runs is shown that one.
  `create unique index if not exists runs_one_at_a_time on ${JOBS}.runs (kind)
    where kind in ('rebuild', 'verify') and state in ('WAITING', 'RUNNING')`,
  `create table if not exists ${JOBS}.reasons (
    run_id uuid not null references ${JOBS}.runs on delete cascade, n integer not null, what text not null,
    file text not null, line integer, record text not null, rule text not null, sentence text not null,
    primary key (run_id, n))`,
  `create table if not exists ${JOBS}.uploads (
    run_id uuid not null references ${JOBS}.runs on delete cascade, name text not null, content bytea not null,
    primary key (run_id, name))`,
  // Who was reminded of which clock, and when: a clock is one row for each holder.
  `create table if not exists ${JOBS}.reminders (
    reminder_id bigint generated always as identity primary key, row_id text not null, child_id text not null, clock text not null,
    due_on date not null, step text not null check (step in ('SOON', 'TODAY', 'OVERDUE')), worker_id text, team text, area text,
    reminded_at timestamptz not null, unique (row_id, due_on, step))`,
  `create index if not exists reminders_by_worker on ${JOBS}.reminders (worker_id, reminded_at)`,
  `create index if not exists reminders_of_managers on ${JOBS}.reminders (reminded_at) where step = 'OVERDUE' or worker_id is null`,
  `create table if not exists ${JOBS}.reminders_ticked (
    account_id uuid not null, reminder_id bigint not null references ${JOBS}.reminders on delete cascade,
    ticked_at timestamptz not null, primary key (account_id, reminder_id))`,
];
