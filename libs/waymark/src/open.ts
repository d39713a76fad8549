import { join } from 'node:path';
import type { Projection } from '#measures/projection';
import { ensurePostgres, type EmbeddedPostgres } from '#event-store/embedded-postgres/server';
import { loadMasterKey } from '#event-store/master-key';
import type { EventStore } from '#event-store/event-store';
import { prepareAnalystViews } from '#projecting/analyst-views';
import { ReadingDatabase } from '#projecting/reading-database';
import { prepareReading, type ReadingModel } from '#projecting/reading';
import { rebuild } from '#projecting/rebuild';
import { refuseWrongDatabaseUrl, type Configuration } from './configuration.ts';
import { keepPostgres } from './keep-postgres.ts';
import { leaveOtherLog } from './migration/other-log.ts';
import { openEventStore, refuseForgottenLog, type LogPlace } from './open-event-store.ts';

/** The stores, open and up to date. */
export interface Opened {
  readonly store: EventStore;
  readonly database: ReadingDatabase;
  readonly model: ReadingModel;
  readonly databaseUrl: string;
  /** Whether this process started the embedded PostgreSQL. */
  readonly startedPostgres: boolean;
  /** Lets go of the connections; with `stopPostgres` the embedded PostgreSQL stops too, unless another process still uses it. */
  close(options?: { readonly stopPostgres?: boolean }): Promise<void>;
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
  refuseWrongDatabaseUrl(configuration);
  const { dataDir } = configuration;
  const embedded =
    configuration.databaseUrl === undefined ? await ensurePostgres({ dataDir: join(dataDir, 'postgres') }) : undefined;
  const databaseUrl = configuration.databaseUrl ?? embedded!.url;
  const stopKeeping = embedded && keepPostgres(join(dataDir, 'postgres'), say);
  let stores: Stores | undefined;
  try {
    const masterKey = loadMasterKey({ file: join(dataDir, 'master.key'), env: process.env });
    const { eventStoreUrl } = configuration;
    stores = await openStores({ databaseUrl, masterKey, ...(eventStoreUrl ? { eventStoreUrl } : {}) });
    const isOtherLog = await leaveOtherLog(stores.store, stores.database, configuration.takesThisLog);
    const due = await prepareReading(stores.database, model);
    if (isOtherLog) await rebuildFromOtherLog({ ...stores, model }, say);
    else await rebuildDue({ ...stores, model }, due, say);
    await prepareAnalystViews(stores.database, model);
    const ready = stores;
    return {
      ...ready,
      model,
      databaseUrl,
      startedPostgres: embedded?.started ?? false,
      close: async ({ stopPostgres = false } = {}) => {
        await stopKeeping?.();
        await close(ready, stopPostgres ? embedded : undefined);
      },
    };
  } catch (error) {
    await stopKeeping?.();
    if (stores !== undefined) await close(stores, undefined);
    if (embedded?.started) await embedded.stop();
    throw error;
  }
}

type Stores = Pick<Opened, 'store' | 'database'>;

async function openStores(place: LogPlace): Promise<Stores> {
  const store = await openEventStore(place);
  try {
    const database = await ReadingDatabase.connect(place.databaseUrl);
    if (place.eventStoreUrl !== undefined) await refuseForgottenLog(store, database);
    return { store, database };
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

async function rebuildFromOtherLog(
  { store, database, model }: Stores & Pick<Opened, 'model'>,
  say: (message: string) => void,
): Promise<void> {
  say('Rebuilding every read model: the log has moved to another store.');
  await rebuild(store, database, model);
}

/** Programs that start together find the same due. One rebuilds; the others wait for it, and find it done. */
async function rebuildDue(
  { store, database, model }: Stores & Pick<Opened, 'model'>,
  due: readonly Projection[],
  say: (message: string) => void,
): Promise<void> {
  if (due.length === 0) return;
  const isAll = due.length === model.projections.length;
  say(`Rebuilding ${isAll ? 'every read model' : due.map((one) => one.name).join(', ')}: what they say has changed.`);
  const isDone = async () => (await prepareReading(database, model)).length === 0;
  const waiting = () => say('Another program is rebuilding them; waiting for it.');
  await rebuild(store, database, model, { isDone, waiting, ...(isAll ? {} : { only: due }) });
}
