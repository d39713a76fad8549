import type { EventStore } from '#event-store/event-store';
import { isFarBehind } from '#event-store/far-behind';
import { Projector } from '#projecting/projector';
import { checkpoint } from '#projecting/reading';
import { rebuild } from '#projecting/rebuild';
import type { Opened } from './open.ts';

/** So many events behind, folding the whole log child by child is quicker than following it. */
const REBUILD_BEYOND = 5_000;

/**
 * Brings the read models up to the end of the log, and answers with that position. Harmless beside a running projector:
 * what that takes in is waited for. `progress` hears of events taken in, of how many.
 */
export async function catchUp(
  { store, database, model }: Pick<Opened, 'database' | 'model'> & { readonly store: EventStore },
  progress?: (events: number, of: number) => void,
): Promise<number> {
  const last = await store.lastPosition();
  const isFar = async () => isFarBehind(store, await checkpoint(database), REBUILD_BEYOND);
  // Another may be rebuilding already; then that is waited for, and is enough.
  const isDone = async () => !(await isFar());
  if (await isFar()) await rebuild(store, database, model, { isDone, ...(progress ? { progress } : {}) });
  const projector = new Projector(store, database, model);
  projector.start();
  try {
    while (!(await projector.reached(last, 1_000))) {
      const { failure } = projector.state();
      if (failure !== undefined) throw new Error(`The read models could not be brought up to date: ${failure}`);
    }
  } finally {
    await projector.stop();
  }
  return last;
}
