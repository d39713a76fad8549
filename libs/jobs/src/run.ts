import type { JobKind } from './job-kinds.ts';

/** Where a job stands, and how a page says it. */
export const runStates = {
  WAITING: 'Waiting to start',
  RUNNING: 'Running',
  DONE: 'Done',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
} as const;
export type RunState = keyof typeof runStates;

/** Who asks for what comes round by itself. */
export const SERVICE = 'SYS';

/** One job as it stands on record. Instants are text in UTC. */
export interface Run {
  readonly runId: string;
  readonly kind: JobKind;
  readonly asked: Readonly<Record<string, unknown>>;
  /** What it is about, in words: "Queue of unallocated cases, EAST, as CSV". */
  readonly subject: string;
  readonly purpose: string | null;
  /** The account that asked; `SYS` for what the service does of itself. */
  readonly askedBy: string;
  readonly askedByName: string;
  readonly state: RunState;
  readonly attempt: number;
  readonly done: number;
  /** Of how many; null while nobody can say. */
  readonly of: number | null;
  readonly result: string | null;
  readonly failure: string | null;
  readonly askedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly fileName: string | null;
  readonly fileRows: number | null;
  readonly expiresAt: string | null;
}

/** A record an import refused, flagged or noted something about, as `importInto` tells it. */
export interface ToldRow {
  readonly n: number;
  readonly what: string;
  readonly file: string;
  readonly line: number | null;
  readonly record: string;
  readonly rule: string;
  readonly sentence: string;
}
