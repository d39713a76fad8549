import { parentPort, workerData } from 'node:worker_threads';
import type { Measure } from '#measures/measure';
import type { Projection } from '#measures/projection';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { copying } from './copying.ts';
import { foldPages, STREAMS_A_PAGE } from './fold-pages.ts';
import { claimed, type ThreadData, type ThreadSays } from './fold-threads.ts';
import { partOf, readingModel } from './reading.ts';

/** A thread of a rebuild: folds pages as long as there are any that no other thread has taken. */
const { modelUrl, only, storeOptions, databaseUrl, upTo, pages, turn } = workerData as ThreadData;
const say = (message: ThreadSays) => parentPort!.postMessage(message);

const { projections, measures } = (await import(modelUrl)) as {
  readonly projections: readonly Projection[];
  readonly measures: readonly Measure[];
};
const model = partOf(
  readingModel(projections, measures),
  projections.filter(({ name }) => only.includes(name)),
);
const store = new PostgresEventStore({ ...storeOptions, readers: 2 });
try {
  const next = async () => {
    const page = claimed(turn, pages);
    return page === undefined ? [] : store.readAllByStream(page.after, STREAMS_A_PAGE, upTo);
  };
  await copying(databaseUrl, (copy) => foldPages(store, copy, model, upTo, next, (events) => say({ events })));
  say('done');
} finally {
  await store.close();
}
