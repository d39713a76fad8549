import { instantFromEpochMilliseconds, londonDate, type Instant } from '#calendar/instant';
import type { Standing, Told, Underway, Upload } from '#jobs/producer';
import type { EmptyStores } from './empty-stores.ts';

/** What a job stands on in a spec, by a clock of the spec's own. */
export function standingAt(
  { store, database, model }: EmptyStores,
  now: () => Instant = () => instantFromEpochMilliseconds(Date.now()),
): Standing {
  return { store, database, model, now, today: () => londonDate(now()) };
}

/** A job under way that remembers what it said of itself. */
export interface Remembered extends Underway {
  readonly said: (readonly [done: number, of: number | undefined])[];
  readonly told: Told[];
}

export function underway(uploads: readonly Upload[] = [], attempt = 1): Remembered {
  const said: (readonly [number, number | undefined])[] = [];
  const told: Told[] = [];
  return {
    runId: 'a-run',
    attempt,
    said,
    told,
    progress: (done, of) => void said.push([done, of]),
    uploads: () => Promise.resolve(uploads),
    tell: (more) => Promise.resolve(void told.push(...more)),
  };
}
