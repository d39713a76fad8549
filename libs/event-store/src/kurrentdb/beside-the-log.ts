import pg from 'pg';
import { proveMasterKey, migrateEventStore } from '../postgres-migrations.ts';
import { clientConfig } from '../postgres-pools.ts';
import { PersonalDetails } from '../personal-details.ts';
import { KurrentEventStore, type KurrentOptions } from './kurrent-event-store.ts';
import { PostgresChildKeys } from './postgres-child-keys.ts';
import { PostgresIntents } from './postgres-intents.ts';

const CONNECTIONS = 4;
/** Each append to several streams keeps one of these while it lasts; they wait for nothing else from this pool. */
const LOCKING_CONNECTIONS = 3;
const PATIENCE_MILLISECONDS = 10_000;

export interface BesidePostgresOptions extends Omit<KurrentOptions, 'keys' | 'intents'> {
  /** The PostgreSQL that keeps what does not belong in the log: keys of personal details and unfinished appends. */
  readonly databaseUrl: string;
}

/**
 * The event store in KurrentDB with a PostgreSQL beside it: its schema is brought up to date, and the master key is held
 * against the one it was first given.
 */
export async function openBesidePostgres(options: BesidePostgresOptions): Promise<KurrentEventStore> {
  const { databaseUrl, ...rest } = options;
  const patience = { connectionTimeoutMillis: PATIENCE_MILLISECONDS, lock_timeout: PATIENCE_MILLISECONDS };
  const pool = new pg.Pool({ ...clientConfig(databaseUrl), ...patience, max: CONNECTIONS });
  const locking = new pg.Pool({ ...clientConfig(databaseUrl), ...patience, max: LOCKING_CONNECTIONS });
  for (const one of [pool, locking]) one.on('error', options.onTrouble ?? (() => undefined));
  try {
    await migrateEventStore(pool);
    await proveMasterKey(pool, new PersonalDetails(options.masterKey));
    const [keys, intents] = [new PostgresChildKeys(pool), new PostgresIntents(pool, locking)];
    return await KurrentEventStore.open({ ...rest, keys, intents });
  } catch (error) {
    for (const one of [pool, locking]) if (!one.ending) await one.end();
    throw error;
  }
}
