import type { EventStore, StoredEvent } from '#event-store/event-store';
import { READING } from '#projecting/reading-schema';
import type { ReadingDatabase, Sql } from '#projecting/reading-database';

/** In place of a first position: the readers began when a log in KurrentDB was still empty. */
export const BEGUN_EMPTY = 0;

/** A log is told by its first event. */
export type FirstEvent = Pick<StoredEvent, 'eventId' | 'position'>;

/** The log that the read models count in. */
export interface CountedLog {
  /** The position of its first event. */
  readonly first: number;
  /** Undefined where an earlier version noted the position alone. */
  readonly firstEventId: string | undefined;
  /** The furthest position that any of the read models has taken in. */
  readonly takenIn: number;
}

/** What is on record; undefined while the read models have taken in nothing. Before logs could move they were PostgreSQL's. */
export async function countedLog(sql: Sql): Promise<CountedLog | undefined> {
  const [found] = await sql.query(`select 1 where to_regclass('${READING}.checkpoint') is not null`);
  if (!found) return undefined;
  const [row] = await sql.query<{ taken: string | null; first: string | null; id: string | null }>(
    `select max(c.position) as taken, max(r.first_position) as first, max(r.first_event_id::text) as id
     from ${READING}.checkpoint c left join log.reader r on r.name = '${READING}'`,
  );
  if (row === undefined || Number(row.taken) === 0) return undefined;
  return { first: Number(row.first ?? 1), firstEventId: row.id ?? undefined, takenIn: Number(row.taken) };
}

/** Notes which log the read models count in. */
export async function noteLog(sql: Sql, first: FirstEvent | undefined): Promise<void> {
  await sql.query(
    `insert into log.reader (name, first_position, first_event_id) values ('${READING}', $1, $2)
     on conflict (name) do update set first_position = excluded.first_position, first_event_id = excluded.first_event_id`,
    [first?.position ?? BEGUN_EMPTY, first?.eventId ?? null],
  );
}

/**
 * Notes the first event of a log that was empty when it was opened, as soon as anybody appends it: else nothing would tell the
 * log from another at the next start. Ends with it, or with the store.
 */
export function noteWhenBegun(store: EventStore, database: ReadingDatabase): void {
  const subscription = store.subscribe(
    0,
    async ([first]) => {
      await database.transaction((sql) => noteLog(sql, first));
      void subscription.stop();
    },
    { batchSize: 1 },
  );
  subscription.done.catch(() => undefined); // the next start notes it
}
