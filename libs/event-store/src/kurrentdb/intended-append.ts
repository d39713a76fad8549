import { inParallel } from './in-parallel.ts';
import type { Intent, IntentPart } from './intents.ts';
import type { KnownLog } from './known-log.ts';
import { Overtaken } from './kurrent-errors.ts';

/** Each try means that somebody wrote to one of the streams in between. */
const MOST_TRIES = 100;

/**
 * Writes what an intent says, each stream by itself, leaving out what is stored already; so it may be carried out any
 * number of times, by anybody. False when nothing of it was stored and one of its streams has gone on since it was
 * decided: then it may not be as decided, and nothing is written. Once a part is stored the others follow, wherever
 * their streams stand by then, for all or none comes before the expected version.
 * The caller holds the streams. With `isFresh` the streams are known as they stand.
 */
export async function carryOut(log: KnownLog, intent: Intent, isFresh = false): Promise<boolean> {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt++) {
    if (!isFresh || attempt > 1) await log.refresh(intent.parts.map(({ stream }) => stream));
    const missing = intent.parts.map((part) => ({
      ...part,
      events: part.events.filter(({ id }) => !isStored(log, part, id)),
    }));
    if (!isBegun(log, intent) && intent.parts.some(({ stream, after }) => versionOf(log, stream) !== after))
      return false;
    try {
      const [first, ...others] = missing.filter(({ events }) => events.length > 0);
      if (first !== undefined) await write(log, first); // alone, so that a race lost here leaves nothing behind
      await inParallel(others, (part) => write(log, part));
      return true;
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
  throw new Error(`The append ${intent.id} was overtaken ${MOST_TRIES} times.`);
}

/** Whether some of it is stored, as far as is known. */
export const isBegun = (log: KnownLog, { parts }: Intent): boolean =>
  parts.some((part) => part.events.some(({ id }) => isStored(log, part, id)));

const write = (log: KnownLog, { stream, events }: IntentPart): Promise<void> =>
  log.write(stream, versionOf(log, stream), events);

const versionOf = (log: KnownLog, stream: string): number => log.known.of(stream)?.version ?? 0;

const isStored = (log: KnownLog, { stream }: IntentPart, id: string): boolean =>
  log.known.places.get(id)?.stream === stream;
