import pg from 'pg';

export interface PoolOptions {
  readonly url: string;
  readonly readers: number;
  readonly lockMilliseconds: number;
  readonly onTrouble: (error: Error) => void;
}

const CONNECT_MILLISECONDS = 10_000;
/** Far above any honest work: a server that never answers must not hold an append, nor a halted process the lock. */
const ANSWER_MILLISECONDS = 60_000;

/** Pipelined: a statement may be sent without waiting for the reply to the one in front of it. */
export function clientConfig(url: string): pg.ClientConfig {
  return { connectionString: url, application_name: 'waymark event store', keepAlive: true, pipeline: true };
}

/**
 * Connections for reading. Every read of the log is in the order of one of its indexes; until PostgreSQL has gathered
 * statistics (a minute or so after a large import) it would read the whole table and sort it instead.
 */
export function readingPool({ url, readers, onTrouble }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ ...clientConfig(url), max: readers, connectionTimeoutMillis: CONNECT_MILLISECONDS });
  return prepared(pool, 'set enable_seqscan = off; set enable_bitmapscan = off', onTrouble);
}

/**
 * The one connection for writing. Its statements are planned once, perhaps while the log was still empty: without
 * enable_seqscan the plan keeps to the indexes.
 */
export function writingPool({ url, lockMilliseconds, onTrouble }: PoolOptions): pg.Pool {
  const patience = {
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    query_timeout: lockMilliseconds + ANSWER_MILLISECONDS,
  };
  const pool = new pg.Pool({ ...clientConfig(url), ...patience, max: 1 });
  const settings = `
    set lock_timeout = ${Math.round(lockMilliseconds)};
    set idle_in_transaction_session_timeout = ${ANSWER_MILLISECONDS};
    set enable_seqscan = off;
    set plan_cache_mode = force_generic_plan`;
  return prepared(pool, settings, onTrouble);
}

/** A connection that breaks while nobody uses it leaves the pool, which makes another when one is needed. */
function prepared(pool: pg.Pool, settings: string, onTrouble: (error: Error) => void): pg.Pool {
  pool.on('error', onTrouble);
  pool.on('connect', (client) => void client.query(settings).catch(onTrouble));
  return pool;
}
