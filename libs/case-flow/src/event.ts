import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';

/**
 * One thing that happened, as it is stored. Events are the storage format: fields are added, never renamed or removed.
 * `occurredOn` is the day in the world (Europe/London); `recordedAt` the instant the authority came to know of it.
 */
export interface RecordedEvent<Type extends string = string, Data = Record<string, unknown>> {
  readonly eventId: string;
  readonly type: Type;
  /** Whose stream holds it; empty on the streams of an authority, a team or a worker. */
  readonly childId: string;
  /** The stream, where it is not the child's: `worker-<id>`, `team-<id>`, `authority-<code>`. */
  readonly stream?: string;
  readonly occurredOn: PlainDate;
  readonly occurredAt?: Instant;
  readonly recordedAt: Instant;
  readonly recordedBy?: string;
  readonly actingRole?: string;
  readonly actingTeam?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly source?: 'MANUAL' | 'IMPORT';
  /** File and line it was imported from. */
  readonly importRef?: string;
  /** Ordering rules the event broke when it was imported: it was let in, and stands flagged. */
  readonly importedAnomaly?: readonly string[];
  readonly data: Data;
  /** Names, addresses, free text. Encrypted at rest; `null` once the child's key has been destroyed. No measure reads it. */
  readonly personal?: Readonly<Record<string, unknown>> | null;
}

/** An event that has not been stored yet: the store gives it `recordedAt` (a trusted import brings its own). */
export type NewEvent<Type extends string = string, Data = Record<string, unknown>> = Omit<
  RecordedEvent<Type, Data>,
  'recordedAt'
> & { readonly recordedAt?: Instant };
