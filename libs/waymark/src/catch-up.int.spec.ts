import { PostgresEventStore } from '#event-store/postgres-event-store';
import { ReadingDatabase } from '#projecting/reading-database';
import { prepareReading, readingModel } from '#projecting/reading';
import { testDatabase } from '#testing/test-database';
import { catchUp } from './catch-up.ts';

it('an empty store is caught up with at once, not waited for', async () => {
  const test = await testDatabase();
  const store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 3) });
  const database = await ReadingDatabase.connect(test.url);
  const model = readingModel([], []);
  await prepareReading(database, model);
  const opened = {
    store,
    database,
    model,
    databaseUrl: test.url,
    startedPostgres: false,
    close: async () => undefined,
  };
  expect(await catchUp(opened)).toBe(0);
  await store.close();
  await database.close();
  await test.drop();
}, 10_000);
