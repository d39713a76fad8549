import { PostgresEventStore } from '#event-store/postgres-event-store';
import { readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { rebuild } from '#projecting/rebuild';
import { verify, type Verified } from '#projecting/verify';
import { definedIn, measures, projections } from '#projections/index';

/** What the program prints as JSON: how many threads folded, how many events, and whether the read models are what the log says. */
export interface Rebuilt {
  readonly threads: number;
  readonly folded: number;
  readonly verified: Verified;
}

/** A program of its own, for threads run what is built: rebuilds the read models at a URL in three threads and verifies them. */
const url = process.argv[2]!;
let threads = 0;
process.on('worker', () => threads++);
const model = readingModel(projections, measures, definedIn);
const store = await PostgresEventStore.open({ url, masterKey: Buffer.alloc(32, 7) });
const database = await ReadingDatabase.connect(url);
try {
  const folded = await rebuild(store, database, model, { threads: 3 });
  const rebuilt: Rebuilt = { threads, folded, verified: await verify(store, database, model) };
  process.stdout.write(JSON.stringify(rebuilt));
} finally {
  await store.close();
  await database.close();
}
