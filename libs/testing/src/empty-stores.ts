import { PostgresEventStore } from '#event-store/postgres-event-store';
import { prepareReading, type ReadingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { testDatabase } from './test-database.ts';

/** Stores of their own in a real PostgreSQL, empty. */
export interface EmptyStores {
  readonly store: PostgresEventStore;
  readonly database: ReadingDatabase;
  readonly model: ReadingModel;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

export const TEST_MASTER_KEY = Buffer.alloc(32, 7);

/** Opens empty stores for a spec. */
export async function emptyStores(model: ReadingModel): Promise<EmptyStores> {
  const { url: databaseUrl, drop } = await testDatabase();
  const store = await PostgresEventStore.open({ url: databaseUrl, masterKey: TEST_MASTER_KEY });
  const database = await ReadingDatabase.connect(databaseUrl);
  await prepareReading(database, model);
  const close = async () => {
    await store.close();
    await database.close();
    await drop();
  };
  return { store, database, model, databaseUrl, close };
}
