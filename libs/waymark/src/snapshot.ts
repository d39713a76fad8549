import { checkpoint } from '#projecting/reading';
import { holdStill } from '#projecting/reading-schema';
import type { ReadingDatabase, Sql } from '#projecting/reading-database';

/** What was read, and the position of the log that the read model had taken in when it was. */
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
