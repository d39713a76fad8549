import { uuidOf } from '#case-flow/decide';
import type { Planned } from './plan.ts';

/** What a client was told about its command, or that it was told nothing. Times are milliseconds of the harness's own clock. */
export interface Sent extends Pick<Planned, 'commandId' | 'command' | 'subjects' | 'least'> {
  readonly firstSentAt: number;
  readonly endedAt: number;
  /** Why it was sent again, or given up: each time in a word or two. */
  readonly again: readonly string[];
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: 'acknowledged'; readonly answer: Acknowledged }
  | { readonly kind: 'refused'; readonly status: number; readonly why: string }
  | { readonly kind: 'unknown' };

/** The answer to a command, as far as it is looked at. */
export interface Acknowledged {
  readonly position: number;
  readonly version: number;
  readonly repeated: boolean;
  readonly events: readonly { readonly eventId: string; readonly type: string; readonly data: object }[];
}

/** The most events that any command here leaves for one subject. */
const MOST_EVENTS = 6;

/** Every id that an event of the command can have: known before it is sent, so that nothing of it can hide in the log. */
export const idsOf = ({ commandId, subjects }: Pick<Sent, 'commandId' | 'subjects'>): readonly string[] =>
  subjects.flatMap((subject) => Array.from({ length: MOST_EVENTS }, (_, n) => uuidOf(`${commandId}/${subject}/${n}`)));
