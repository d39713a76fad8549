import { join } from 'node:path';
import type { Projection } from '#measures/projection';
import { ensurePostgres, type EmbeddedPostgres } from '#event-store/embedded-postgres/server';
import { loadMasterKey } from '#event-store/master-key';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { prepareAnalystViews } from '#projecting/analyst-views';
import { ReadingDatabase } from '#projecting/reading-database';
import { prepareReading, type ReadingModel } from '#projecting/reading';
import { rebuild } from '#projecting/rebuild';

/** Where Waymark keeps what it knows. Without `databaseUrl` it starts a PostgreSQL of its own under `dataDir`. */
export interface Configuration {
  readonly dataDir: string;
  readonly databaseUrl?: string;
}

/** The stores, open and up to date. */
export interface Opened {
  readonly store: PostgresEventStore;
  readonly database: ReadingDatabase;
  readonly model: ReadingModel;
  readonly databaseUrl: string;
  /** Whether this process started the embedded PostgreSQL. */
  readonly startedPostgres: boolean;
  /** Lets go of the connections; with `stopPostgres` the embedded PostgreSQL stops too, unless another process still uses it. */
  close(options?: { readonly stopPostgres?: boolean }): Promise<void>;
}

/** Settings from the environment: WAYMARK_DATA (default `.data`), DATABASE_URL. */
export function configurationFrom(env: NodeJS.ProcessEnv): Configuration {
  const { DATABASE_URL: databaseUrl, WAYMARK_DATA: dataDir } = env;
  return { dataDir: dataDir ? dataDir : '.data', ...(databaseUrl ? { databaseUrl } : {}) };
}

/**
 * Opens the stores: starts PostgreSQL if it is ours, brings both schemas up to date, and rebuilds the read models whose
 * meaning changed since they were filled. Throws an Error that says what could not be reached and how to mend it.
 */
export async function open(
  configuration: Configuration,
  model: ReadingModel,
  say: (message: string) => void = () => undefined,
): Promise<Opened> {
  const { dataDir } = configuration;
  const embedded =
    configuration.databaseUrl === undefined ? await ensurePostgres({ dataDir: join(dataDir, 'postgres') }) : undefined;
  const databaseUrl = configuration.databaseUrl ?? embedded!.url;
  try {
    const masterKey = loadMasterKey({ file: join(dataDir, 'master.key'), env: process.env });
    const stores = await openStores(databaseUrl, masterKey);
    await rebuildDue({ ...stores, model }, await prepareReading(stores.database, model), say);
    await prepareAnalystViews(stores.database, model);
    return {
      ...stores,
      model,
      databaseUrl,
      startedPostgres: embedded?.started ?? false,
      close: ({ stopPostgres = false } = {}) => close(stores, stopPostgres ? embedded : undefined),
    };
  } catch (error) {
    if (embedded?.started) await embedded.stop();
    throw error;
  }
}

type Stores = Pick<Opened, 'store' | 'database'>;

async function openStores(url: string, masterKey: Buffer): Promise<Stores> {
  const store = await PostgresEventStore.open({ url, masterKey });
  try {
    return { store, database: await ReadingDatabase.connect(url) };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function close({ store, database }: Stores, postgres: EmbeddedPostgres | undefined): Promise<void> {
  await store.close();
  const isLast = postgres !== undefined && (await isAlone(database));
  await database.close();
  if (isLast) await postgres.stop();
}

/** Whether no other process is connected: a command line and the service may share one PostgreSQL. */
async function isAlone(database: ReadingDatabase): Promise<boolean> {
  for (let look = 0; look < 3; look++) {
    const others = await database.query(
      `select 1 from pg_stat_activity where backend_type = 'client backend' and application_name <> $1`,
      [database.name],
    );
    if (others.length === 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 100)); // connections just closed take a moment to leave
  }
  return false;
}

async function rebuildDue(
  { store, database, model }: Stores & Pick<Opened, 'model'>,
  due: readonly Projection[],
  say: (message: string) => void,
): Promise<void> {
  if (due.length === 0) return;
  say(`Rebuilding ${due.map((one) => one.name).join(', ')}: what they say has changed.`);
  await rebuild(store, database, model, due.length === model.projections.length ? {} : { only: due });
}
