import { Accounts } from '#access/accounts';
import { prepareAccess } from '#access/access-schema';
import { instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { Finding } from '#finding/finding';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { rebuild } from '#projecting/rebuild';
import { measures, projections } from '#projections/index';
import { fillDemo } from '#simulation/fill-store';
import { TEST_MASTER_KEY } from '#testing/empty-stores';
import { sealedQuickly } from '#testing/sealed-quickly';
import { copiedDatabase, type TestDatabase } from '#testing/test-database';
import { DEMO_PASSWORD, openDemoAccounts } from '../../apps/web/src/demo-accounts.ts';

const CHILDREN = 40;
const INDEXING_MILLISECONDS = 120_000;

/**
 * A database of its own that holds a demo authority as it stands on its first day: events, read models, search index and
 * accounts. They are made once a test run, and copied.
 */
export function demoDatabase(): Promise<TestDatabase> {
  const today = londonDate(instantFromEpochMilliseconds(Date.now())); // the demo ends yesterday, also after midnight
  return copiedDatabase(`demo_${today.replaceAll('-', '')}`, filled);
}

async function filled(url: string): Promise<void> {
  const model = readingModel(projections, measures);
  const store = await PostgresEventStore.open({ url, masterKey: TEST_MASTER_KEY });
  const database = await ReadingDatabase.connect(url);
  await prepareReading(database, model);
  await fillDemo({ store }, { children: CHILDREN });
  await rebuild(store, database, model, {});
  const finding = await Finding.open(database, store);
  finding.start();
  await finding.reached(await store.lastPosition(), INDEXING_MILLISECONDS);
  await finding.stop();
  await prepareAccess(database);
  await openDemoAccounts(new Accounts(database), database, sealedQuickly(DEMO_PASSWORD));
  await database.close();
  await store.close();
}
