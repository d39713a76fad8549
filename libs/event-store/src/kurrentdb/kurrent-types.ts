import { Unavailable } from '../event-store.ts';
import { asUnavailable } from './kurrent-errors.ts';
import type { ReadEvent } from './kurrent-event.ts';
import type { KurrentLog } from './kurrent-log.ts';
import { KurrentSource } from './kurrent-source.ts';

const SILENCE_MILLISECONDS = 30_000;
const ATTEMPTS = 3;

/**
 * Every event of these types after a position, chosen by the server. This client has no filtered read, so it is a subscription
 * until it has caught up; one that breaks is taken up after the last event that came. Throws Unavailable.
 */
export async function readTypes(
  log: KurrentLog,
  types: readonly string[],
  after: number,
): Promise<readonly ReadEvent[]> {
  const events: ReadEvent[] = [];
  if (types.length === 0) return events;
  let [from, failures] = [after, 0];
  for (;;) {
    try {
      await untilCaughtUp(log, types, from, (arrived, lookedTo) => {
        events.push(...arrived.filter(({ event }) => event.position > from));
        from = Math.max(from, lookedTo);
        failures = 0;
      });
      return events;
    } catch (error) {
      if (++failures === ATTEMPTS) throw asUnavailable(error, 'Nothing was read.');
      await new Promise((resolve) => setTimeout(resolve, failures * 50));
    }
  }
}

async function untilCaughtUp(
  log: KurrentLog,
  types: readonly string[],
  after: number,
  onEvents: (events: readonly ReadEvent[], lookedTo: number) => void,
): Promise<void> {
  let source: KurrentSource | undefined;
  let silence: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      const gone = () =>
        reject(new Unavailable(`The event store said nothing for ${SILENCE_MILLISECONDS} milliseconds.`));
      silence = setTimeout(gone, SILENCE_MILLISECONDS);
      const listener = {
        onEvents: (events: readonly ReadEvent[], lookedTo: number) => {
          silence?.refresh();
          onEvents(events, lookedTo);
        },
        onCaughtUp: (isCaughtUp: boolean) => isCaughtUp && resolve(),
        onEnd: reject,
      };
      source = new KurrentSource(log, after, listener, () => false, types);
    });
  } finally {
    clearTimeout(silence);
    source?.stop();
  }
}
