import type { EventStore } from '#event-store/event-store';
import { bringLevel } from '#projecting/bring-level';
import { greatestOf, positionsOf } from '#projecting/checkpoints';
import { checkpoint, type ReadingModel } from '#projecting/reading';
import { holdStill } from '#projecting/reading-schema';
import type { ReadingDatabase, Sql } from '#projecting/reading-database';

/**
 * What was read, and the position of the log up to which it holds everything. Where several processes project it may hold
 * what a few later events say, too: see `atOnePosition`.
 */
export interface AtPosition<T> {
  readonly position: number;
  readonly answer: T;
}

/**
 * Reads everything of an answer in one snapshot, so that a figure, its parts and its list are of one position however busy
 * the projector is meanwhile.
 */
export async function inOneSnapshot<T>(
  database: ReadingDatabase,
  read: (sql: Sql, position: number) => Promise<T>,
): Promise<AtPosition<T>> {
  return database.transaction(async (transaction) => {
    const sql = oneAfterTheOther(transaction);
    await sql.query('set transaction isolation level repeatable read, read only');
    await sql.query(holdStill());
    const position = await checkpoint(sql);
    return { position, answer: await read(sql, position) };
  });
}

/** Far more than it takes: between bringing the shards level and looking, one process may have gone on. */
const ATTEMPTS = 50;

class NotLevel extends Error {
  override readonly name = 'NotLevel';
}

/**
 * As `inOneSnapshot`, and of exactly that position: for what is put on record with it, or told apart from what came later.
 * While several processes project, those behind are brought level with the foremost first.
 */
export async function atOnePosition<T>(
  {
    store,
    database,
    model,
  }: { readonly store: EventStore; readonly database: ReadingDatabase; readonly model: ReadingModel },
  read: (sql: Sql, position: number) => Promise<T>,
): Promise<AtPosition<T>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inOneSnapshot(database, async (sql, position) => {
        if (greatestOf(await positionsOf(sql)) > position) throw new NotLevel('The shards are not at one position.');
        return read(sql, position);
      });
    } catch (error) {
      if (!(error instanceof NotLevel) || attempt === ATTEMPTS) throw error;
    }
    await bringLevel(store, database, model);
  }
}

/** A transaction has one connection, which answers one query at a time: those asked at once wait for each other. */
function oneAfterTheOther(sql: Sql): Sql {
  let last: Promise<unknown> = Promise.resolve();
  return {
    query: <R>(text: string, values?: readonly unknown[]): Promise<R[]> => {
      const answer = last.then(() => sql.query<R>(text, values));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}
