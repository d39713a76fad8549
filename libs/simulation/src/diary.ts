import {
  epochMilliseconds,
  instantFromEpochMilliseconds,
  londonDate,
  startOfLondonDay,
  type Instant,
} from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import { identifiers } from '#case-flow/decide';
import type { CommandName } from '#case-flow/processes';
import type { Random } from './random.ts';

/** Who enters something, for which team. */
export interface Actor {
  readonly workerId: string;
  readonly teamId: string;
  readonly role: string;
}

export type Input = Readonly<Record<string, unknown>>;

/** The day a thing happened, or the instant where the time of day counts. */
export type When = PlainDate | Instant;

/** One thing to be entered, with the command that enters it. `children` are those whose journeys it is decided on. */
export interface Entry {
  /** The command's id: what its event ids and fresh identifiers are made of. */
  readonly id: string;
  readonly command: CommandName;
  readonly children: readonly string[];
  readonly on: PlainDate;
  readonly input: Input;
  readonly by: Actor;
  /** Later work builds on it and is entered after it. A visit or a review is no such thing: nothing waits for it. */
  readonly holdsUp: boolean;
  readonly when: When;
}

/** An entry at the instant somebody makes it. */
export interface Step extends Entry {
  readonly at: Instant;
}

/** What happens to one household's children, written down in any order of days; things of one day in their own order. */
export interface Diary {
  /** What later work builds on: whatever happens to these children afterwards is entered after it. */
  readonly enter: (
    children: string | readonly string[],
    command: CommandName,
    when: When,
    input: Input,
    by: Actor,
  ) => Entry;
  /** A visit or the like: often entered late, sometimes months late, and nothing waits for it. */
  readonly note: (
    children: string | readonly string[],
    command: CommandName,
    when: When,
    input: Input,
    by: Actor,
  ) => Entry;
  readonly entries: readonly Entry[];
}

const MINUTE = 60_000;

export function diaryOf(name: string): Diary {
  const entries: Entry[] = [];
  const write =
    (holdsUp: boolean): Diary['enter'] =>
    (children, command, when, input, by) => {
      const on = dayOf(when);
      const ids = typeof children === 'string' ? [children] : children;
      const entry = { id: `${name}/${entries.length}`, command, children: ids, on, when, input, by, holdsUp };
      entries.push(entry);
      return entry;
    };
  return { enter: write(true), note: write(false), entries };
}

/** The entries of a diary at the instants they are made, in the order of those instants. No two share one. */
export function stepsOf(entries: readonly Entry[], random: Random): readonly Step[] {
  /** The instant of the last entry others build on, child by child. */
  const written = new Map<string, number>();
  const taken = new Set<number>();
  const inOrder = entries.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const steps = inOrder.map((entry) => {
    let at = recordingTime(entry, random);
    for (const child of entry.children) at = Math.max(at, (written.get(child) ?? 0) + random.whole(1, 4) * MINUTE);
    while (taken.has(at)) at += 1000; // nobody enters two things at once
    taken.add(at);
    if (entry.holdsUp) for (const child of entry.children) written.set(child, at);
    return { ...entry, at: instantFromEpochMilliseconds(at) };
  });
  return steps.sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** The id of the `index`-th event (from 0) that an entry yields for a child. */
export function eventIdOf(entry: Entry, childId: string, index = 0): string {
  const next = identifiers(entry.id, childId);
  for (let i = 0; i < index; i++) next();
  return next();
}

/** The first fresh identifier an entry's command takes: the id of the contact or the early help it begins. */
export const freshIdOf = (entry: Entry): string => identifiers(entry.id, 'id')();

/** The day in London of a day or an instant. */
export const dayOf = (when: When): PlainDate => (when.length > 10 ? londonDate(when as Instant) : (when as PlainDate));

type Delays = readonly (readonly [workingDays: readonly [number, number], weight: number])[];
/**
 * Working days from a fact to its entry: what has a time of day is entered within the hour, decisions when they are taken,
 * visits when there is time.
 */
const delaysOfMoments: Delays = [
  [[0, 0], 975],
  [[1, 1], 20],
  [[2, 4], 5],
];
const delaysOfWork: Delays = [
  [[0, 0], 870],
  [[1, 1], 85],
  [[2, 4], 32],
  [[5, 15], 11],
  [[16, 50], 2],
];
const delaysOfNotes: Delays = [
  [[0, 0], 700],
  [[1, 1], 140],
  [[2, 3], 85],
  [[4, 10], 50],
  [[11, 30], 20],
  [[31, 90], 5],
];

/** Milliseconds since 1970: in office hours, or within the hour where the time of day is known and nothing delays it. */
function recordingTime({ holdsUp, when, on }: Entry, random: Random): number {
  const [from, to] = random.weighted(...(when.length > 10 ? delaysOfMoments : holdsUp ? delaysOfWork : delaysOfNotes));
  const workingDays = random.whole(from, to);
  if (when.length > 10 && workingDays === 0) return epochMilliseconds(when as Instant) + random.whole(1, 40) * MINUTE;
  const day = workingDays === 0 ? workingDayOnOrAfter(on) : addWorkingDays(on, workingDays);
  return epochMilliseconds(startOfLondonDay(day)) + random.whole(8 * 60 + 30, 17 * 60 + 45) * MINUTE;
}
