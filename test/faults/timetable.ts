import { setTimeout as pause } from 'node:timers/promises';
import { randomFrom } from '#simulation/random';
import type { FaultKind } from './fault.ts';
import type { Stage } from './stage.ts';

/** A fault as it came about. Times are milliseconds of the harness's own clock. */
export interface Inflicted {
  readonly kind: string;
  readonly what: string;
  readonly from: number;
  readonly to: number;
}

export interface Timetable {
  readonly seed: number;
  readonly kinds: readonly FaultKind[];
  /** How many go on beside each other: faults of two lanes may meet. */
  readonly lanes: number;
  readonly isLong: boolean;
  /** No fault begins after that, except that each kind comes once. */
  readonly until: number;
  readonly say: (sentence: string) => void;
  /** Resolves once a client was answered anew, or after so long. */
  readonly recovered: (withinMilliseconds: number) => Promise<void>;
}

/** How long a lane waits for a client to be answered again. */
const recovery = (isLong: boolean): number => (isLong ? 30_000 : 1500);
/** In a long run some faults come before the one before is got over. */
const SHARE_WAITED_FOR = 0.7;
/** How often a fault without an occasion, such as one of a database that is away just then, is tried again. */
const OCCASIONS = 3;

/**
 * Inflicts faults in a seeded order: each lane goes through its share of the kinds, shuffled, again and again, so that all
 * kinds come about equally often.
 */
export async function inflictAll(stage: Stage, timetable: Timetable): Promise<readonly Inflicted[]> {
  const done: Inflicted[] = [];
  const lanes = Array.from({ length: timetable.lanes }, (_, lane) => inflictLane(stage, timetable, lane, done));
  await Promise.all(lanes);
  return done;
}

async function inflictLane(stage: Stage, timetable: Timetable, lane: number, done: Inflicted[]): Promise<void> {
  const { seed, lanes, isLong, until, say, recovered } = timetable;
  const random = randomFrom(seed, 'faults', lane);
  for (let round = 0; round === 0 || performance.now() < until; round++) {
    // From the second round on kinds change lanes, so that each meets every other one some time.
    const own = timetable.kinds.filter((_, i) => (i + round * Math.floor(i / lanes)) % lanes === lane);
    for (const { name: kind, inflict } of shuffled(own, random)) {
      if (round > 0 && performance.now() > until) return;
      const lots = { random: randomFrom(seed, kind, lane, round), isLong };
      const from = performance.now();
      let what = await inflict(stage, lots);
      for (let again = 0; what === undefined && again < OCCASIONS; again++) {
        await recovered(recovery(isLong));
        what = await inflict(stage, lots);
      }
      if (what === undefined) continue;
      done.push({ kind, what, from, to: performance.now() });
      say(`${kind}: ${what}`);
      if (!isLong || random.chance(SHARE_WAITED_FOR)) await recovered(recovery(isLong));
      await pause(isLong ? random.whole(300, 3000) : random.whole(50, 250));
    }
  }
}

function shuffled<T>(all: readonly T[], random: ReturnType<typeof randomFrom>): readonly T[] {
  return all
    .map((one) => [random.next(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);
}
