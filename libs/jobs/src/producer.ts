import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { EventStore } from '#event-store/event-store';
import type { ReadingDatabase } from '#projecting/reading-database';
import type { ReadingModel } from '#projecting/reading';

/** What a job stands on. */
export interface Standing {
  readonly store: EventStore;
  readonly database: ReadingDatabase;
  readonly model: ReadingModel;
  readonly now: () => Instant;
  readonly today: () => PlainDate;
}

/** What a job hears of itself. */
export interface Underway {
  readonly runId: string;
  /** Which attempt at it this is, from 1: one before may have been cut off in the middle of its work. */
  readonly attempt: number;
  /**
   * Says how far it is, of how many. Cheap, so call it often: it throws `Cancelled` once somebody cancelled the job or the
   * program is to stop, and a job that never calls it cannot be cancelled.
   */
  readonly progress: (done: number, of?: number) => void;
  /** The files that came with the job. They are kept until it is done. */
  readonly uploads: () => Promise<readonly Upload[]>;
  /** Puts down what an import refused, flagged or noted. */
  readonly tell: (told: readonly Told[]) => Promise<void>;
}

/** A file somebody sent to be imported. */
export interface Upload {
  readonly name: string;
  readonly content: Buffer;
}

/** A reason to be shown with its place in the file. */
export interface Told {
  readonly what: string;
  readonly file: string;
  readonly line: number | null;
  readonly record: string;
  readonly rule: string;
  readonly sentence: string;
}

/** What came of a job: a sentence, and perhaps a file. */
export interface Produced {
  readonly result: string;
  readonly file?: {
    readonly name: string;
    readonly type: string;
    readonly rows: number;
    readonly content: Buffer;
    /** How long it stays to be fetched; 24 hours if left out. */
    readonly keptHours?: number;
  };
  /** Nothing worth keeping happened, so what runs every few minutes leaves no row behind. */
  readonly isNothing?: true;
}

/** A job stopped on purpose: by whoever cancelled it, by a program that ends, or because another has taken it over. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** A job cannot be done as asked, and trying again would not change that. The message is for whoever asked. */
export class CannotBeDone extends Error {
  override readonly name = 'CannotBeDone';
}

/** A sentence that counts what was done just now, and says so where an attempt before may have done some of the work. */
export const countedBy = (attempt: number, sentence: string): string =>
  attempt === 1
    ? sentence
    : `${sentence} This counts attempt ${attempt} alone: what one before it had done stands too.`;

/** Lets other work go on between the parts of a long one. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
