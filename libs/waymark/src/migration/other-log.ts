import type { EventStore } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { READING } from '#projecting/reading-schema';
import type { ReadingDatabase, Sql } from '#projecting/reading-database';
import { movesLatestFirst } from './moves.ts';

/** The lock that making the read model's tables takes as well. */
const READING_LOCK = 7233001;

/** In place of a first position: the readers began when a log in KurrentDB was still empty. */
const BEGUN_EMPTY = 0;

/**
 * Empties the read models when they count in the positions of another log than the one that is open: the setting was switched
 * to where the log was moved to, or back. They are then to be made anew from this log. Their rows could be translated, but a
 * rebuild is proven by `verify`, and a translation would be one more thing to prove. Answers whether it emptied them.
 *
 * Refuses an empty log, and the log that was left behind when programs were switched to its copy: a setting was forgotten.
 */
export async function leaveOtherLog(store: EventStore, database: ReadingDatabase): Promise<boolean> {
  const [first] = await store.readAll(0, 1);
  const here = first?.position ?? 0;
  // PostgreSQL's log begins at 1 whenever it begins; where another begins is not known while it is empty.
  const mayBeginAnywhere = !(store instanceof PostgresEventStore);
  return database.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [READING_LOCK]);
    const counted = await logCounted(sql);
    const isOther = counted !== undefined && counted !== here && !(mayBeginAnywhere && counted === BEGUN_EMPTY);
    if (isOther) {
      await refuseForgotten(sql, here, counted);
      await emptyReaders(sql);
    }
    if (here > BEGUN_EMPTY || mayBeginAnywhere)
      await sql.query(
        `insert into log.reader (name, first_position) values ('${READING}', $1)
         on conflict (name) do update set first_position = excluded.first_position`,
        [here],
      );
    return isOther;
  });
}

/** The log that the read model counts in; undefined while it has taken in nothing. Before logs could move it was PostgreSQL's. */
async function logCounted(sql: Sql): Promise<number | undefined> {
  if (!(await exists(sql, `${READING}.checkpoint`))) return undefined;
  const [row] = await sql.query<{ first: string | null; position: string | null }>(
    `select max(position) as position, (select first_position from log.reader where name = '${READING}') as first from ${READING}.checkpoint`,
  );
  if (row === undefined || Number(row.position) === 0) return undefined;
  return Number(row.first ?? 1);
}

async function refuseForgotten(sql: Sql, here: number, counted: number): Promise<void> {
  const [latest] = await movesLatestFirst(sql);
  if (here === 0)
    throw new Error(
      'The event store is empty, but the read models in the database were made from a log. Bring that log here first ' +
        '(waymark migrate-store), or set EVENTSTORE_URL and DATABASE_URL to stores that belong together.',
    );
  if (latest?.fromFirst === here && latest.toFirst === counted)
    throw new Error(
      `The log in this event store was moved to ${latest.toLog}, and programs have used it there since. Set EVENTSTORE_URL ` +
        '(or DATABASE_URL) to it for this program too. To come back here, move the log back first: waymark migrate-store.',
    );
}

async function emptyReaders(sql: Sql): Promise<void> {
  await sql.query(`drop schema ${READING} cascade`);
  await sql.query(`delete from log.reader where name = '${READING}'`);
  // The search index fills itself anew when its version is not the program's; whom it is to forget stays on record.
  if (await exists(sql, 'finding.checkpoint'))
    await sql.query('update finding.checkpoint set position = 0, version = 0');
}

async function exists(sql: Sql, table: string): Promise<boolean> {
  const [row] = await sql.query<{ there: boolean }>('select to_regclass($1) is not null as there', [table]);
  return row!.there;
}
