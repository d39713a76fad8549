import {
  createPostgresBackend,
  createRedisBackend,
  Queue,
  runMigrations,
  Worker,
  type BackendFactory,
  type Job,
  type RedisQueueBackend,
  type WorkerOptions,
} from 'bullmq';
import { once, type EventEmitter } from 'node:events';
import pg from 'pg';

/** What lies on the queue: nothing but which job is meant; everything else stands in its own table. */
export interface Queued {
  /** Absent on what comes round by itself. */
  readonly runId?: string;
}

/** The library's types say Redis wherever a backend is meant; it has two. */
type Factory = BackendFactory<RedisQueueBackend>;

/** A queue and whoever works on it, on PostgreSQL or on Redis. */
export interface QueueBackend {
  readonly kind: 'PostgreSQL' | 'Redis';
  /**
   * Asks something of the queue. Throws what is wrong with it, or that no answer came within two seconds: the drivers themselves
   * wait for as long as it takes. What had no answer may still be done later, so ask only what may be done twice.
   */
  ask(what: (queue: Queue<Queued>) => Promise<unknown>): Promise<void>;
  worker(take: (job: Job<Queued>) => Promise<void>, options: Partial<WorkerOptions>): Worker<Queued>;
  /** Lets go of the queue and the connections; workers are closed by whoever made them. */
  close(): Promise<void>;
}

const QUEUE = 'waymark';
const SCHEMA = 'bullmq';
/** A worker holds one for listening and one for each thing it does; the queue one more of each. */
const CONNECTIONS = 8;
/** For how long somebody who asks for a job is kept waiting for the queue; the job is on record already. */
const LONGEST_ANSWER_MILLISECONDS = 2000;
const LONGEST_PAUSE_MILLISECONDS = 1000;

/** The queue in the database that everything else stands in: nothing more to run, and one pool for all of it. */
export async function postgresQueue(databaseUrl: string): Promise<QueueBackend> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined); // the statement under way says so
  await client.connect();
  try {
    await runMigrations(client, SCHEMA);
  } finally {
    await client.end();
  }
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: `-c search_path=${SCHEMA}`,
    max: CONNECTIONS,
    application_name: 'waymark jobs',
  });
  pool.on('error', () => undefined); // the next query of the pool connects anew, or throws
  const end = () => pool.end();
  return backend('PostgreSQL', pool, createPostgresBackend as unknown as Factory, () => Promise.resolve(), end);
}

/**
 * The queue on a Redis, which may be away: it is connected to once it is there. Throws a sentence that says what to install
 * when its driver is not there: nothing else needs it, so it does not come with Waymark.
 */
export async function redisQueue(redisUrl: string): Promise<QueueBackend> {
  let isClosed = false;
  // Every connection has these options, those too that a worker makes for itself and would keep open while it waits for Redis.
  const client = await redisClient(redisUrl, {
    maxRetriesPerRequest: null, // a worker waits for Redis to be back; whoever asks waits no longer than `ask` does
    retryStrategy: (times: number) => (isClosed ? null : Math.min(times * 100, LONGEST_PAUSE_MILLISECONDS)),
  });
  const untilConnected = async (): Promise<void> => {
    if (client.status !== 'ready')
      await once(client, 'ready', { signal: AbortSignal.timeout(LONGEST_ANSWER_MILLISECONDS) });
  };
  return backend('Redis', client, createRedisBackend, untilConnected, () => {
    isClosed = true;
    client.disconnect();
    return Promise.resolve();
  });
}

interface RedisClient extends EventEmitter {
  readonly status: string;
  disconnect(): void;
}

async function redisClient(redisUrl: string, options: object): Promise<RedisClient> {
  const driver = 'ioredis';
  const found = (await import(driver).catch(() => {
    throw new Error(
      'REDIS_URL is set, and the driver for it is not installed. Install it (npm install ioredis), or leave REDIS_URL out: the queue then stands in PostgreSQL.',
    );
  })) as { readonly Redis: new (url: string, options: object) => RedisClient };
  const client = new found.Redis(redisUrl, options);
  client.on('error', () => undefined); // the driver connects again by itself
  return client;
}

function backend(
  kind: QueueBackend['kind'],
  connection: unknown,
  factory: Factory,
  untilConnected: () => Promise<void>,
  end: () => Promise<void>,
): QueueBackend {
  const shared = { connection: connection as never };
  const queue = new Queue<Queued>(QUEUE, shared, factory);
  queue.on('error', () => undefined); // whoever asks something of the queue hears of it
  return {
    kind,
    ask: (what) => soon(kind, async () => void (await what((await untilConnected(), queue)))),
    worker: (take, options) => new Worker<Queued>(QUEUE, take, { ...shared, ...options }, factory),
    close: async () => {
      await queue.close();
      await end();
    },
  };
}

/** Throws when something takes too long; it is not stopped by that. */
async function soon(kind: QueueBackend['kind'], work: () => Promise<void>): Promise<void> {
  const seconds = LONGEST_ANSWER_MILLISECONDS / 1000;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`the queue in ${kind} did not answer within ${seconds} seconds`);
    timer = setTimeout(() => reject(error), LONGEST_ANSWER_MILLISECONDS);
  });
  await Promise.race([work(), late]).finally(() => clearTimeout(timer));
}
