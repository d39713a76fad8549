import type { Journey } from './journey.ts';
import { NameSet } from './name-set.ts';

interface Derivation {
  readonly value: unknown;
  /** The names of the events it rests on. */
  readonly names: NameSet;
  /** Something came since that it may rest on: good only to be compared with what is derived anew. */
  isOutOfDate: boolean;
}

/**
 * What was derived from a journey so far. Rules, deciders and projections ask the same things of one journey, and a journey
 * told step by step changes in one respect at a time: what rests on no event that was added is not worked out again.
 */
export class Derivations {
  private found = new Map<unknown, Derivation>();

  /**
   * What these are worth to the journey that has grown by events of these names. They go to that journey: mostly nobody asks
   * the earlier one again, and if somebody does, it is worked out again.
   */
  after(added: NameSet): Derivations {
    const next = new Derivations();
    next.found = this.found;
    this.found = new Map();
    for (const one of next.found.values()) if (one.names.meets(added)) one.isOutOfDate = true;
    return next;
  }

  /** The value under this key, derived once; `derive` gets what it was before the journey last grew, if it was asked then. */
  once<T>(key: unknown, derive: (before: T | undefined) => T): T {
    const found = this.found.get(key);
    if (found !== undefined && !found.isOutOfDate) {
      reading?.addAll(found.names);
      return found.value as T;
    }
    const outer = reading;
    const names = new NameSet();
    reading = names;
    try {
      const value = derive(found?.value as T | undefined);
      this.found.set(key, { value, names, isOutOfDate: false });
      return value;
    } finally {
      reading = outer;
      outer?.addAll(names);
    }
  }
}

/** The names that the derivation under way has read so far. */
let reading: NameSet | undefined;

/** Notes that the events of a name were looked at. */
export const noteName = (name: string): void => reading?.add(name);

/** Notes that all that a journey was told of was looked at. */
export const noteEverything = (): void => reading?.addEverything();

/**
 * Remembers what `derive` says of a journey. It may look at the journey only through `factsOf`, `allEvents` and other
 * things so remembered, for that is how it is known what it rests on. `alike` may put what was said before in the place of
 * what says the same now, so that what is made of it need not be made again.
 */
export function perJourney<T>(
  derive: (journey: Journey) => T,
  alike?: (now: T, before: T) => T,
): (journey: Journey) => T {
  return (journey) =>
    journey.derived.once<T>(derive, (before) => {
      const now = derive(journey);
      return alike === undefined || before === undefined ? now : alike(now, before);
    });
}
