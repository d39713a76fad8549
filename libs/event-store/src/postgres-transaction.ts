import type { Pool, PoolClient } from 'pg';
import { OutcomeUnknown } from './event-store.ts';
import { asUnavailable, isConnectionFailure, isServerAnswer, messageOf } from './postgres-errors.ts';

/** Where the log ends, read under the lock that every writer takes first and keeps until its commit. */
export interface Head {
  readonly position: number;
  readonly recordedAt: number;
}

/** A transaction that holds the lock on the log's head. */
export interface LogTransaction {
  readonly client: PoolClient;
  readonly head: Promise<Head>;
  /** Sends the last statements and the commit behind them in one go. */
  commit(sendLast: () => Promise<unknown>[]): Promise<void>;
}

const NOTHING_CHANGED = 'Nothing was changed, and the same may be asked again.';

/**
 * Runs `work` in a transaction on the log's head: READ COMMITTED whatever the server's default, so that each statement
 * after the lock sees all that was committed before it. Rolls back when `work` throws or returns without `commit`.
 * Throws Unavailable when certainly nothing was changed, OutcomeUnknown when the reply to the commit was lost.
 */
export async function onLogHead<T>(pool: Pool, work: (transaction: LogTransaction) => Promise<T>): Promise<T> {
  const client = await connect(pool);
  let isBroken = false;
  let isCommitted = false;
  const onError = () => (isBroken = true); // the statement under way rejects with the error; unheard, it would end the process
  client.on('error', onError);
  try {
    const head = lockHead(client);
    head.catch(() => undefined); // whoever waits for it hears of it
    const commit = async (sendLast: () => Promise<unknown>[]) => {
      await commitBehind(client, sendLast());
      isCommitted = true;
    };
    const result = await work({ client, head, commit });
    if (!isCommitted) await client.query('rollback');
    return result;
  } catch (error) {
    if (error instanceof OutcomeUnknown) {
      isBroken = true;
      throw error;
    }
    await client.query('rollback').catch(() => (isBroken = true));
    throw asUnavailable(error, NOTHING_CHANGED);
  } finally {
    client.off('error', onError);
    client.release(isBroken);
  }
}

/** Sends the commit behind statements under way. A server that answers one of those with an error will not commit. */
async function commitBehind(client: PoolClient, last: readonly Promise<unknown>[]): Promise<void> {
  const [end, ...others] = await Promise.allSettled([client.query('commit'), ...last]);
  const failed = [...others, end].find((reply) => reply.status === 'rejected');
  if (failed === undefined) return;
  const isCertain = isServerAnswer(failed.reason) && (failed !== end || !isConnectionFailure(failed.reason));
  if (isCertain) throw failed.reason;
  throw new OutcomeUnknown(
    `The connection to the event store broke while it was committing (${messageOf(failed.reason)}): whether the events ` +
      'are stored is not known. Sending the same append with the same event ids again is safe.',
    { cause: failed.reason },
  );
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw asUnavailable(error, NOTHING_CHANGED);
  }
}

async function lockHead(client: PoolClient): Promise<Head> {
  const results: unknown = await client.query(
    `begin isolation level read committed;
     select position::text, (extract(epoch from recorded_at) * 1000)::bigint::text as recorded_at from log.head for update`,
  );
  const [head] = (results as { rows: { position: string; recorded_at: string }[] }[]).at(-1)!.rows;
  if (head === undefined) throw new Error('The event log has no head: its row in log.head was deleted.');
  return { position: Number(head.position), recordedAt: Number(head.recorded_at) };
}
