import type { Instant } from '#calendar/instant';
import type { EventStore } from '#event-store/event-store';
import type { Opened } from '#waymark/open';
import type { AskingOf, JobKind } from './job-kinds.ts';
import type { Upload } from './producer.ts';
import type { Producers } from './working.ts';

/** How jobs are kept and done. */
export interface JobsOptions {
  /** A Redis to keep the queue in; in PostgreSQL without it. */
  readonly redisUrl?: string | undefined;
  readonly producers: Producers;
  readonly now?: () => Instant;
  readonly say?: (message: string) => void;
  /** For how long a program that says nothing is taken to be alive; then another takes its jobs over. */
  readonly lockMilliseconds?: number;
  /** Whether what comes round by itself does; true if left out. */
  readonly keepsTimes?: boolean;
}

/** What jobs stand on: open stores, and where their database is. */
export interface JobStores extends Pick<Opened, 'database' | 'model' | 'databaseUrl'> {
  readonly store: EventStore;
}

/** Somebody who asks for a job. */
export interface Asker {
  readonly askedBy: string;
  readonly askedByName: string;
}

/** A job asked for. */
export interface Asking<Kind extends JobKind> {
  readonly kind: Kind;
  readonly asked: AskingOf<Kind>;
  readonly subject: string;
  readonly purpose?: string;
  readonly uploads?: readonly Upload[];
  /** The same key is the same job, so that a form sent twice asks once. */
  readonly key?: string;
}
