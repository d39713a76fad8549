import { PostgresEventStore } from '#event-store/postgres-event-store';
import { Projector } from '#projecting/projector';
import { ReadingDatabase } from '#projecting/reading-database';
import { rebuild } from '#projecting/rebuild';
import { seconds } from './figures.ts';
import { masterKey, model } from './stage.ts';

/** A process of its own for `projecting-program.js rebuild|follow URL`: prints how many seconds that took, without the start. */
const [what, url] = process.argv.slice(2) as [string, string];
const store = await PostgresEventStore.open({ url, masterKey });
const database = await ReadingDatabase.connect(url);

async function follow(): Promise<void> {
  const projector = new Projector(store, database, model);
  projector.start();
  if (!(await projector.reached(await store.lastPosition(), 600_000)))
    throw new Error('It was not done in ten minutes.');
  await projector.stop();
}

const taken = await seconds(() => (what === 'follow' ? follow() : rebuild(store, database, model)));
await store.close();
await database.close();
process.stdout.write(`${taken}\n`);
