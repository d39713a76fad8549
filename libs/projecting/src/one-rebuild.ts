import pg from 'pg';
import { clientConfig } from '#event-store/postgres-pools';

/** An arbitrary number that only rebuilds lock. */
export const REBUILD_LOCK = 7_233_002;

/**
 * Runs `work` while nobody else rebuilds the read models of this database, in whatever process: all fill the same tables beside
 * the old ones. Who comes second waits, and `waiting` hears of it. The lock goes with its connection, so that a process that
 * dies holds nobody up; `stillAlone` throws once that connection is lost, for then another may have begun.
 */
export async function aloneRebuilding<T>(
  url: string,
  work: (stillAlone: () => void) => Promise<T>,
  waiting: () => void = () => undefined,
): Promise<T> {
  const client = new pg.Client({ ...clientConfig(url), pipeline: false, application_name: 'waymark rebuild' });
  let lost: Error | undefined;
  client.on('error', (error) => (lost = error));
  await client.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [REBUILD_LOCK]);
    if (!rows[0]!.mine) {
      waiting();
      await client.query('select pg_advisory_lock($1)', [REBUILD_LOCK]);
    }
    return await work(() => {
      if (lost !== undefined)
        throw new Error(`The connection that keeps other rebuilds away was lost (${lost.message}). Rebuild again.`);
    });
  } finally {
    await client.end();
  }
}
