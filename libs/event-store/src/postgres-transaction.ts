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

const NOTHING_STORED = 'Nothing was stored; the same append may be sent again.';

/**
 * Runs `work` in a transaction on the log's head: READ COMMITTED whatever the server's default, so that each statement
 * after the lock sees all that was committed before it. The connection is pipelined: a statement may be sent before
 * the reply to the one in front of it. Rolls back when `work` throws or returns without `commit`.
 * Throws Unavailable when certainly nothing was stored, OutcomeUnknown when the reply to the commit was lost.
 */
export async function onLogHead<T>(
  pool: Pool,
  lockMilliseconds: number,
  work: (transaction: LogTransaction) => Promise<T>,
): Promise<T> {
  const client = await connect(pool);
  let committing = false;
  let committed = false;
  let broken = false;
  const ignoreHere = () => (broken = true); // the statement under way rejects with it; without a listener it would end the process
  client.on('error', ignoreHere);
  const commit = async (sendLast: () => Promise<unknown>[]) => {
    const last = sendLast();
    committing = true;
    const [end, ...others] = await Promise.allSettled([client.query('commit'), ...last]);
    const failed = others.find((reply) => reply.status === 'rejected');
    // A server that answers a statement with an error rolls back whatever is sent after it, the commit too.
    if (failed !== undefined && isServerAnswer(failed.reason)) committing = false;
    if (failed !== undefined) throw failed.reason;
    if (end.status === 'rejected') {
      committing = !isServerAnswer(end.reason) || isConnectionFailure(end.reason);
      throw end.reason;
    }
    if (end.value.command !== 'COMMIT') throw new Error(`The server answered the commit with ${end.value.command}.`);
    committed = true;
  };
  try {
    const head = lockHead(client, lockMilliseconds);
    head.catch(() => undefined); // whoever waits for it hears of it
    const result = await work({ client, head, commit });
    if (!committed) await client.query('rollback');
    return result;
  } catch (error) {
    if (committing && !committed) {
      broken = true;
      throw new OutcomeUnknown(
        `The connection to the event store broke while it was committing (${messageOf(error)}): whether the events are ` +
          'stored is not known. Sending the same append with the same event ids again is safe.',
        { cause: error },
      );
    }
    if (!broken) await client.query('rollback').catch(() => (broken = true));
    throw asUnavailable(error, NOTHING_STORED);
  } finally {
    client.off('error', ignoreHere);
    client.release(broken);
  }
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw asUnavailable(error, NOTHING_STORED);
  }
}

/**
 * Statements are prepared once per connection and then planned for good, perhaps while the log was still empty:
 * without enable_seqscan they keep to the indexes when it has grown.
 */
async function lockHead(client: PoolClient, lockMilliseconds: number): Promise<Head> {
  const results: unknown = await client.query(
    `begin isolation level read committed;
     set local lock_timeout = ${Math.round(lockMilliseconds)};
     set local enable_seqscan = off;
     select position::text, (extract(epoch from recorded_at) * 1000)::bigint::text as recorded_at from log.head for update`,
  );
  const [head] = (results as { rows: { position: string; recorded_at: string }[] }[]).at(-1)!.rows;
  if (head === undefined) throw new Error('The event log has no head: its row in log.head was deleted.');
  return { position: Number(head.position), recordedAt: Number(head.recorded_at) };
}
