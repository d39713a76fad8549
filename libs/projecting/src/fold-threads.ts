import { Worker } from 'node:worker_threads';
import type { PostgresEventStore, PostgresOptions } from '#event-store/postgres-event-store';
import { STREAMS_A_PAGE } from './fold-pages.ts';
import type { ReadingModel } from './reading.ts';
import type { ReadingDatabase } from './reading-database.ts';

/** What a thread of a rebuild is given. */
export interface ThreadData {
  /** The module that has the `projections` and `measures`. */
  readonly modelUrl: string;
  readonly only: readonly string[];
  readonly storeOptions: Pick<PostgresOptions, 'url' | 'masterKey'>;
  readonly databaseUrl: string;
  readonly upTo: number;
  readonly pages: readonly Page[];
  /** The number of the next page that nobody has taken, in memory that all threads share. */
  readonly turn: Int32Array;
}

/** A page of streams begins after one; the first at the beginning. */
export interface Page {
  readonly after: string | undefined;
}

/** What a thread tells: how many events it has folded since it last said so; at its end, that all it had is written. */
export type ThreadSays = { readonly events: number } | 'done';

/** The next page that nobody has taken, if any is left. */
export const claimed = (turn: Int32Array, pages: readonly Page[]): Page | undefined => pages[Atomics.add(turn, 0, 1)];

/** Folds the whole log in several threads. Rejects with the first failure of any of them, and then none goes on. */
export async function foldInThreads(
  threads: number,
  store: PostgresEventStore,
  database: ReadingDatabase,
  model: ReadingModel,
  upTo: number,
  onPage: (events: number) => void,
): Promise<void> {
  const ends = await store.everyNthStream(STREAMS_A_PAGE, upTo);
  const data: ThreadData = {
    modelUrl: model.definedIn!,
    only: model.projections.map(({ name }) => name),
    storeOptions: store.sharedOptions,
    databaseUrl: database.url,
    upTo,
    pages: [{ after: undefined }, ...ends.map((after) => ({ after }))],
    turn: new Int32Array(new SharedArrayBuffer(4)),
  };
  const workers = Array.from({ length: threads }, () => new Worker(THREAD, { workerData: data, resourceLimits }));
  try {
    await Promise.all(workers.map((worker) => ended(worker, onPage)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/**
 * Folding makes much that is soon let go. With more room for the young than a thread has otherwise (48 MB) it takes a seventh less
 * processor time; 128 MB are no better. What lives long is some 200 MB in each; without a bound a thread would let four times that
 * gather before it looks for what can go.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 512 };

const THREAD = new URL('./fold-thread.js', import.meta.url);

function ended(worker: Worker, onPage: (events: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.on('message', (says: ThreadSays) => (says === 'done' ? resolve() : onPage(says.events)));
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`A thread of the rebuild ended early, with exit code ${code}.`)));
  });
}
