import type { Pool, PoolClient } from 'pg';
import { asUnavailable } from '../postgres-errors.ts';
import { slotsOf, type Intent, type IntentPart, type Intents } from './intents.ts';

/** An arbitrary number: the first half of the advisory locks that appends to several streams take. */
const LOCKS = 730_511;

/** Notes of unfinished appends in the table `log.append_intent`; streams are held by advisory locks of the session. */
export class PostgresIntents implements Intents {
  constructor(
    private readonly pool: Pool,
    private readonly locking: Pool,
  ) {}

  async holding<T>(streams: readonly string[], work: () => Promise<T>): Promise<T> {
    const slots = slotsOf(streams);
    const client = await this.connect();
    let isBroken = false;
    const onError = () => (isBroken = true); // with the connection go its locks; the work goes on, and its note stays
    client.on('error', onError);
    try {
      // One row after the other: everybody takes them in the same order, so no two wait for each other.
      await client
        .query('select pg_advisory_lock($1, slot) from unnest($2::int[]) slot', [LOCKS, slots])
        .catch(unavailable);
      return await work();
    } finally {
      const released = client.query('select pg_advisory_unlock($1, slot) from unnest($2::int[]) slot', [LOCKS, slots]);
      await released.catch(() => (isBroken = true));
      client.off('error', onError);
      client.release(isBroken);
    }
  }

  async add({ id, parts }: Intent): Promise<void> {
    await this.pool
      .query('insert into log.append_intent (intent_id, parts) values ($1, $2::json)', [id, JSON.stringify(parts)])
      .catch(unavailable);
  }

  async remove(id: string): Promise<void> {
    await this.pool.query('delete from log.append_intent where intent_id = $1', [id]).catch(unavailable);
  }

  async unfinished(): Promise<readonly Intent[]> {
    const found = this.pool.query<{ id: string; parts: IntentPart[] }>(
      'select intent_id as id, parts from log.append_intent order by begun_at, intent_id',
    );
    return (await found.catch(unavailable)).rows;
  }

  async close(): Promise<void> {
    await this.locking.end();
  }

  private async connect(): Promise<PoolClient> {
    return this.locking.connect().catch(unavailable);
  }
}

function unavailable(error: unknown): never {
  throw asUnavailable(error, 'It notes appends to several streams; nothing was appended.');
}
