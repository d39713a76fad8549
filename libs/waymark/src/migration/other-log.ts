import type { EventStore } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { READING } from '#projecting/reading-schema';
import type { ReadingDatabase, Sql } from '#projecting/reading-database';
import { BEGUN_EMPTY, countedLog, noteLog, noteWhenBegun, type CountedLog, type FirstEvent } from './counted-log.ts';
import { movesLatestFirst } from './moves.ts';

/** The log that is open does not belong to the read models, or is less than they have taken in; how to mend it is said. */
export class WrongLog extends Error {
  override readonly name = 'WrongLog';
}

/** The lock that making the read model's tables takes as well. */
const READING_LOCK = 7233001;

/**
 * Empties the read models when they count in the positions of another log than the one that is open: the setting was switched
 * to where the log was moved to, or back. They are then to be made anew from this log. Their rows could be translated, but a
 * rebuild is proven by `verify`, and a translation would be one more thing to prove. Answers whether it emptied them.
 *
 * Refuses an empty log, one that was left behind when programs were switched to its copy, one that nobody moved here, and one
 * that ends before what the read models have taken in: a setting is wrong, or events were lost. With `takesThisLog` the log
 * is taken as it is all the same.
 */
export async function leaveOtherLog(
  store: EventStore,
  database: ReadingDatabase,
  takesThisLog = false,
): Promise<boolean> {
  const [first] = await store.readAll(0, 1);
  // PostgreSQL's log begins at 1 whenever it begins; where another begins is not known while it is empty.
  const mayBeginAnywhere = !(store instanceof PostgresEventStore);
  const isOther = await database.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [READING_LOCK]);
    const counted = await countedLog(sql);
    const another = counted !== undefined && (await isAnother(sql, store, counted, first, takesThisLog));
    if (another) await emptyReaders(sql);
    if (first !== undefined || mayBeginAnywhere) await noteLog(sql, first);
    return another;
  });
  if (first === undefined && mayBeginAnywhere) noteWhenBegun(store, database);
  return isOther;
}

/** Whether the read models count in another log than this one, which is then the right one; refuses one that is not. */
async function isAnother(
  sql: Sql,
  store: EventStore,
  counted: CountedLog,
  first: FirstEvent | undefined,
  takesThisLog: boolean,
): Promise<boolean> {
  const isSameEvent = counted.firstEventId === undefined || counted.firstEventId === first?.eventId;
  const here = first?.position ?? BEGUN_EMPTY;
  if (counted.first === BEGUN_EMPTY || (counted.first === here && isSameEvent)) {
    const last = await store.lastPosition();
    if (last < counted.takenIn && !takesThisLog) throw endsBefore(counted, last);
    return last < counted.takenIn;
  }
  if (takesThisLog) return true;
  if (first === undefined) throw emptied();
  const moves = await movesLatestFirst(sql);
  if (moves[0]?.fromFirst === here && moves[0].toFirst === counted.first) throw leftBehind(moves[0].toLog);
  let from = here;
  for (const move of moves) if (move.toFirst === from && from !== counted.first) from = move.fromFirst;
  if (from !== counted.first || !isSameEvent) throw foreign(counted, first);
  return true;
}

const TAKE_AS_IT_IS =
  'To make the read models anew from this log as it is, and lose what is not in it: stop all programs and run ' +
  '"waymark rebuild --from-this-log".';

const emptied = () =>
  new WrongLog(
    'The event store is empty, but the read models in the database were made from a log. Bring that log here first ' +
      '(waymark migrate-store, or its own backup), or set EVENTSTORE_URL and DATABASE_URL to stores that belong together. ' +
      `Nothing was changed. ${TAKE_AS_IT_IS}`,
  );

const leftBehind = (toLog: string) =>
  new WrongLog(
    `The log in this event store was moved to ${toLog}, and programs have used it there since. Set EVENTSTORE_URL ` +
      '(or DATABASE_URL) to it for this program too. To come back here, move the log back first: waymark migrate-store.',
  );

const foreign = (counted: CountedLog, first: FirstEvent) =>
  new WrongLog(
    `The log in this event store is not the one that the read models in the database were made from: it begins with the event ` +
      `${first.eventId} at position ${first.position}, theirs with ${counted.firstEventId ?? 'another'} at position ${counted.first}, ` +
      'and no move from there to here is on record. Set EVENTSTORE_URL and DATABASE_URL to stores that belong together, or bring ' +
      `the log here (waymark migrate-store). Nothing was changed. ${TAKE_AS_IT_IS}`,
  );

const endsBefore = ({ takenIn }: CountedLog, last: number) =>
  new WrongLog(
    `The log in this event store ends at position ${last}, but the read models in the database have taken in events up to ` +
      `position ${takenIn}: events were lost, or the log was restored from an older backup than the database. Restore the whole ` +
      'log, or set EVENTSTORE_URL and DATABASE_URL to stores that belong together. Nothing was changed. ' +
      TAKE_AS_IT_IS,
  );

async function emptyReaders(sql: Sql): Promise<void> {
  await sql.query(`drop schema ${READING} cascade`);
  await sql.query(`delete from log.reader where name = '${READING}'`);
  // The search index fills itself anew when its version is not the program's; whom it is to forget stays on record.
  const [finding] = await sql.query(`select 1 where to_regclass('finding.checkpoint') is not null`);
  if (finding) await sql.query('update finding.checkpoint set position = 0, version = 0');
}
