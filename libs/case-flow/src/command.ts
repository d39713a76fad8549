import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { z } from 'zod';
import type { DataOf, EventName } from './event-catalogue.ts';
import type { Journey } from './journey.ts';

/** What a decision yields: an event without its envelope. `childId` only where it is another child's stream. */
export type Decision = {
  [Name in EventName]: {
    readonly type: Name;
    readonly data: DataOf<Name>;
    readonly personal?: Readonly<Record<string, unknown>>;
    /** The day in the world where the payload holds none. Today if absent. */
    readonly occurredOn?: PlainDate;
    readonly childId?: string;
  };
}[EventName];

/** What a decider may know besides the journey: the day, the person acting, fresh identifiers, other children. */
export interface Situation {
  readonly now: Instant;
  readonly today: PlainDate;
  readonly recordedBy?: string;
  readonly actingRole?: string;
  readonly actingTeam?: string;
  /** A fresh identifier; the same command asked again gets the same ones. */
  readonly newId: () => string;
  /** The id that the n-th event decided for this child will bear (from 0): unique to the child, where `newId` is not. */
  readonly eventIdOf: (index: number) => string;
  /** The journey of another child the command names (a merge, a wrong-child repair). */
  readonly other: (childId: string) => Journey;
}

/** A command: what it asks for (`schema`, with `childId`), and what follows from it or why not (throws `Refused`). */
export interface CommandType<Schema extends z.ZodObject = z.ZodObject> {
  readonly schema: Schema;
  readonly decide: (journey: Journey, command: z.output<Schema>, situation: Situation) => readonly Decision[];
  /** Other children whose journeys the decision needs, beside `childId` (or each of `children`). */
  readonly others?: (command: z.output<Schema>) => readonly string[];
  /** The decision repeats events whole, so it needs their personal details too. */
  readonly withPersonal?: true;
}

/** Defines a command, so that its decider sees the types its schema promises. */
export function command<Schema extends z.ZodObject>(
  schema: Schema,
  decide: CommandType<Schema>['decide'],
  more: Pick<CommandType<Schema>, 'others' | 'withPersonal'> = {},
): CommandType<Schema> {
  return { schema, decide, ...more };
}
