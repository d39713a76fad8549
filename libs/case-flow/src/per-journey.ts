import type { Journey } from './journey.ts';

/** Which events something derived from a journey rests on, by name; `everything` where all of them were looked at. */
interface Reading {
  readonly names: Set<string>;
  everything: boolean;
  /** The readings already taken in: the same things are asked again and again. */
  readonly within: Set<Reading>;
}

interface Derivation {
  readonly value: unknown;
  readonly reading: Reading;
  /** Something came since that it may rest on: good only to be compared with what is derived anew. */
  readonly isOutOfDate: boolean;
}

/**
 * What was derived from a journey so far. Rules, deciders and projections ask the same things of one journey, and a journey
 * told step by step changes in one respect at a time: what rests on no event that was added is not worked out again.
 */
export class Derivations {
  private readonly found: Map<unknown, Derivation>;

  constructor(found: Map<unknown, Derivation> = new Map<unknown, Derivation>()) {
    this.found = found;
  }

  /** What these are worth to the journey that has grown by events of these names. */
  after(added: ReadonlySet<string>): Derivations {
    const kept = new Map<unknown, Derivation>();
    for (const [key, one] of this.found) {
      const isTouched = !one.isOutOfDate && (one.reading.everything || meets(one.reading.names, added));
      kept.set(key, isTouched ? { ...one, isOutOfDate: true } : one);
    }
    return new Derivations(kept);
  }

  /** The value under this key, derived once; `derive` gets what it was before the journey last grew, if it was asked then. */
  once<T>(key: unknown, derive: (before: T | undefined) => T): T {
    const found = this.found.get(key);
    if (found !== undefined && !found.isOutOfDate) {
      note(found.reading);
      return found.value as T;
    }
    const outer = reading;
    const own: Reading = { names: new Set(), everything: false, within: new Set() };
    reading = own;
    try {
      const value = derive(found?.value as T | undefined);
      this.found.set(key, { value, reading: own, isOutOfDate: false });
      return value;
    } finally {
      reading = outer;
      note(own);
    }
  }
}

/** What the derivation under way has read so far. */
let reading: Reading | undefined;

/** Notes that the events of a name were looked at. */
export const noteName = (name: string): void => void reading?.names.add(name);

/** Notes that all that a journey was told of was looked at. */
export function noteEverything(): void {
  if (reading !== undefined) reading.everything = true;
}

function note(inner: Reading): void {
  if (reading === undefined || reading.within.has(inner)) return;
  reading.within.add(inner);
  for (const name of inner.names) reading.names.add(name);
  reading.everything ||= inner.everything;
}

function meets(names: ReadonlySet<string>, added: ReadonlySet<string>): boolean {
  for (const name of added) if (names.has(name)) return true;
  return false;
}

/**
 * Remembers what `derive` says of a journey. It may look at the journey only through `factsOf`, `allFacts`, `allEvents` and other
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
