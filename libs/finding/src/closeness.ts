import { folded, partsOf } from './folding.ts';
import { soundOf } from './sounds-like.ts';

/** How near two names are, the nearest first. */
export const closenesses = ['SAME', 'PART', 'TYPING', 'SOUND', 'BEGINS'] as const;
export type Closeness = (typeof closenesses)[number];

/** A name made ready to be compared. */
export interface NameForm {
  readonly whole: string;
  readonly parts: readonly string[];
  readonly sounds: readonly string[];
}

/** The shortest name that a slip of typing is looked for in, and the shortest beginning of one. */
export const SHORTEST_MISTYPED = 4;
export const SHORTEST_BEGINNING = 2;

/** A name made ready to be compared; a blank one has no parts. */
export function formOf(name: string): NameForm {
  const whole = folded(name);
  const parts = partsOf(name);
  return { whole, parts, sounds: [...new Set([whole, ...parts].filter((one) => one !== '').map(soundOf))] };
}

/** How near two names are, or undefined where they are different names. The order of the two does not matter. */
export function closenessOf(a: NameForm, b: NameForm): Closeness | undefined {
  if (a.whole === '' || b.whole === '') return undefined;
  if (a.whole === b.whole) return 'SAME';
  if (isPart(a, b)) return 'PART';
  if (isMistyped(a.whole, b.whole)) return 'TYPING';
  if (a.sounds.some((sound) => b.sounds.includes(sound))) return 'SOUND';
  return begins(a.whole, b.whole) || begins(b.whole, a.whole) ? 'BEGINS' : undefined;
}

/**
 * Whether two names, though they sound alike, are written too differently to be taken for one: Mia and Maya, Aaron and Erin.
 * Three consonants in common are no coincidence, as of Catherine and Kathryn.
 */
export function isOnlyHeard(a: NameForm, b: NameForm): boolean {
  if (closenessOf(a, b) !== 'SOUND') return false;
  const most = Math.max(1, Math.floor(Math.max(a.whole.length, b.whole.length) / 3));
  const isTelling = a.sounds.some((sound) => b.sounds.includes(sound) && sound.replace(/^a/, '').length > 2);
  return !isTelling && distanceOf(a.whole, b.whole) > most;
}

/** A part of one name that stands in the other, as of Smith-Jones and Jones. */
const isPart = (a: NameForm, b: NameForm): boolean =>
  a.parts.some((part) => part.length > 1 && (part === b.whole || b.parts.includes(part))) ||
  b.parts.some((part) => part.length > 1 && part === a.whole);

const begins = (name: string, beginning: string): boolean =>
  beginning.length >= SHORTEST_BEGINNING && name.startsWith(beginning);

/** One letter left out, put in, or another, or two neighbours exchanged. */
function isMistyped(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < SHORTEST_MISTYPED || Math.abs(a.length - b.length) > 1) return false;
  return distanceOf(a, b) === 1;
}

/** How many letters must be left out, put in, changed or exchanged with a neighbour to make one name of the other. */
export function distanceOf(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = Math.min(row[j - 1]! + 1, rows[i - 1]![j]! + 1, changed);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + 1);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
