/** A source of chance that always tells the same story for the same seed: no Math.random, no clock. */
export interface Random {
  /** A number from 0 up to but not including 1. */
  readonly next: () => number;
  /** A whole number from `from` to `to`, both included. */
  readonly whole: (from: number, to: number) => number;
  /** True in the given share of cases, 0 to 1. */
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** One of the values, each as often as its weight says; weights need not sum to 1. */
  readonly weighted: <T>(...choices: readonly (readonly [value: T, weight: number])[]) => T;
  /** A whole number of 0 or more with this mean, most often small and sometimes large (geometric). */
  readonly waiting: (mean: number) => number;
  /** A whole number between `from` and `to`, most often near the middle. */
  readonly around: (from: number, to: number) => number;
}

/** A source of chance for a seed and whatever it is for; the same text gives the same numbers (sfc32 behind FNV-1a). */
export function randomFrom(...seed: readonly (string | number)[]): Random {
  const next = smallFastCounter(seed.join('/'));
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const weighted = <T>(...choices: readonly (readonly [value: T, weight: number])[]): T => {
    let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of choices) if ((left -= weight) < 0) return value;
    return choices.at(-1)![0];
  };
  return {
    next,
    whole,
    chance: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    weighted,
    waiting: (mean) => Math.floor(Math.log(1 - next()) / Math.log(mean / (mean + 1))),
    around: (from, to) => from + Math.floor(((next() + next() + next()) / 3) * (to - from + 1)),
  };
}

/** Choices and their weights from an object, in its order: what is often needed where the choices are words. */
export const shares = <K extends string>(weights: Readonly<Partial<Record<K, number>>>) =>
  Object.entries(weights) as unknown as readonly (readonly [choice: K, weight: number])[];

/** Chris Doty-Humphrey's sfc32: 128 bits of state, passes PractRand, all in 32-bit whole numbers. */
function smallFastCounter(seed: string): () => number {
  let [a, b, c, counter] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** FNV-1a with a salt: spreads a text over 32 bits. */
function hash(seed: string, salt: number): number {
  let value = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b9);
  for (let i = 0; i < seed.length; i++) value = Math.imul(value ^ seed.charCodeAt(i), 0x01000193);
  return value ^ (value >>> 15);
}
