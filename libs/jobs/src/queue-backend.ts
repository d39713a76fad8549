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
  readonly queue: Queue<Queued>;
  worker(take: (job: Job<Queued>) => Promise<void>, options: Partial<WorkerOptions>): Worker<Queued>;
  /** Lets go of the queue and the connections; workers are closed by whoever made them. */
  close(): Promise<void>;
}

const QUEUE = 'waymark';
const SCHEMA = 'bullmq';
/** A worker holds one for listening and one for each thing it does; the queue one more of each. */
const CONNECTIONS = 8;

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
  return backend('PostgreSQL', pool, createPostgresBackend as unknown as Factory, () => pool.end());
}

/**
 * The queue on a Redis. Throws a sentence that says what to install when its driver is not there: nothing else needs it, so
 * it does not come with Waymark.
 */
export async function redisQueue(redisUrl: string): Promise<QueueBackend> {
  const client = await redisClient(redisUrl);
  return backend('Redis', client, createRedisBackend, async () => void client.disconnect());
}

interface RedisClient {
  on(event: 'error', listener: () => void): unknown;
  disconnect(): void;
}

async function redisClient(redisUrl: string): Promise<RedisClient> {
  const driver = 'ioredis';
  const found = (await import(driver).catch(() => {
    throw new Error(
      'REDIS_URL is set, and the driver for it is not installed. Install it (npm install ioredis), or leave REDIS_URL out: the queue then stands in PostgreSQL.',
    );
  })) as { readonly Redis: new (url: string, options: object) => RedisClient };
  const client = new found.Redis(redisUrl, { maxRetriesPerRequest: null });
  client.on('error', () => undefined); // the driver connects again by itself
  return client;
}

function backend(
  kind: QueueBackend['kind'],
  connection: unknown,
  factory: Factory,
  end: () => Promise<void>,
): QueueBackend {
  const shared = { connection: connection as never };
  const queue = new Queue<Queued>(QUEUE, shared, factory);
  queue.on('error', () => undefined); // whoever asks something of the queue hears of it
  return {
    kind,
    queue,
    worker: (take, options) => new Worker<Queued>(QUEUE, take, { ...shared, ...options }, factory),
    close: async () => {
      await queue.close();
      await end();
    },
  };
}
