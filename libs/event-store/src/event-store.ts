import type { Instant } from '#calendar/instant';
import type { NewEvent, RecordedEvent } from '#case-flow/event';

/**
 * The event store as the rest of the program sees it. Every adapter passes the contract in
 * `libs/testing/src/event-store-contract.ts`, so whatever is promised here is tested there.
 */
export interface EventStore {
  /**
   * Appends to all the streams named, or to none. An event id that is stored already is not stored again: when every
   * id of the append is, the answer is that of the first time, with `repeated: true`, whatever version was expected;
   * so an append whose reply was lost may be sent again just as it was. When only some are, they are left out and the
   * rest is appended, if the expected version still holds (`any` always does).
   * `trustRecordedAt` keeps the `recordedAt` of events that carry one (imports); otherwise the store's clock gives it. Such an
   * event with `personal: null` (copied from a log in which its child was erased) is read back so, and its child counts as
   * erased here too, unless it has a key.
   * The returned events carry no personal details.
   * Throws Conflict, Unstorable, Unavailable or OutcomeUnknown.
   */
  append(writes: readonly Append[], options?: AppendOptions): Promise<Appended>;
  /** One stream in version order; empty when there is none. */
  readStream(stream: Stream, options?: ReadOptions): Promise<StoredEvent[]>;
  /** Several streams in position order, at most up to a position. */
  readStreams(streams: readonly Stream[], upToPosition?: number, options?: ReadOptions): Promise<StoredEvent[]>;
  /**
   * The next events of the whole log in commit order; none is ever skipped. Positions only ever grow: whether they follow
   * each other without a gap is the store's affair (they do in PostgreSQL, they do not in KurrentDB), so an end is asked
   * for by its position and never by a count.
   */
  readAll(afterPosition: number, limit: number, options?: ReadAllOptions): Promise<StoredEvent[]>;
  /** Whole streams, in stream order, as they stood at a position: the next `limitStreams` after the one named. */
  readAllByStream(
    afterStream: string | undefined,
    limitStreams: number,
    upToPosition: number,
    options?: ReadOptions,
  ): Promise<WholeStream[]>;
  /** Every event of these types, in position order; with `afterPosition` only those after it. */
  readTypes(types: readonly string[], options?: ReadTypesOptions): Promise<StoredEvent[]>;
  /** The position of the last event; 0 while the log is empty. */
  lastPosition(): Promise<number>;
  /** The latest instant that the store's clock has given an event, so none was recorded later; undefined while there is none. */
  lastRecordedAt(): Promise<Instant | undefined>;
  /** Hands over every event after the position, in order, batch by batch; the next batch waits for the handler. */
  subscribe(afterPosition: number, handler: BatchHandler, options?: SubscribeOptions): Subscription;
  /**
   * Destroys the child's key, so that no personal details of the child can be read any more, by anyone; the events and
   * all that is counted from them stay. New events about the child can then carry no personal details. False when the
   * child has no key (no personal details, or erased before).
   */
  erase(childId: string): Promise<boolean>;
  /**
   * A key of 32 bytes for one purpose beside the log, made of the master key (HKDF with SHA-256): always the same, and whoever
   * has it learns neither the master key nor the key for another purpose.
   */
  keyFor(purpose: string): Buffer;
  /** Ends the subscriptions, waits for appends under way, and lets go of every connection. */
  close(): Promise<void>;
}

/** KurrentDB's category is what stands before the first hyphen. */
export type Stream =
  `child-${string}` | `authority-${string}` | `worker-${string}` | `team-${string}` | `report-${string}`;

/** The exact version of the stream's last event. Versions count from 1; 0 and 'no-stream' both mean there is no event. */
export type ExpectedVersion = number | 'any' | 'no-stream';

/** An event in the log: `version` counts from 1 without a gap in its stream, `position` grows with every event of the log. */
export interface StoredEvent extends RecordedEvent {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
}

/** What is to be written to one stream. Without events it only asks for the version. */
export interface Append {
  readonly stream: Stream;
  readonly expectedVersion: ExpectedVersion;
  readonly events: readonly NewEvent[];
}

/** The answer to an append: a projection that has passed `position` shows it; `versions` of each stream named. */
export interface Appended {
  readonly position: number;
  readonly versions: Readonly<Record<string, number>>;
  readonly events: readonly StoredEvent[];
  readonly repeated: boolean;
}

/** One stream from its first event on. */
export interface WholeStream {
  readonly stream: string;
  readonly events: readonly StoredEvent[];
}

export interface AppendOptions {
  readonly trustRecordedAt?: boolean;
}

/** Personal details are left out unless asked for: measures never read them, and decrypting costs. */
export interface ReadOptions {
  readonly withPersonal?: boolean;
}

export interface ReadAllOptions extends ReadOptions {
  /** The last position that may be read; to the end of the log if left out. */
  readonly upToPosition?: number;
}

export interface ReadTypesOptions extends ReadOptions {
  readonly afterPosition?: number;
}

export type BatchHandler = (batch: readonly StoredEvent[]) => Promise<void>;

export interface SubscribeOptions extends ReadOptions {
  /** The most events handed over at once; 1000 if left out. */
  readonly batchSize?: number;
  /** How often to look without having been woken; 500 ms if left out. */
  readonly pollMilliseconds?: number;
}

export interface Subscription {
  /** Resolves after the batch in hand; no other is handed over. The handler itself must not wait for it. */
  stop(): Promise<void>;
  /** Resolves after `stop`; rejects with whatever the handler threw, and then nothing more is handed over. */
  readonly done: Promise<void>;
}

/** The stream of one child. */
export const childStream = (childId: string): Stream => `child-${childId}`;

/** The child a stream belongs to; undefined when it is not a child's. */
export function childOf(stream: string): string | undefined {
  return stream.startsWith('child-') ? stream.slice('child-'.length) : undefined;
}

/** Somebody else wrote to the stream first. Nothing of the append was stored. */
export class Conflict extends Error {
  override readonly name = 'Conflict';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedVersion,
    readonly actual: number,
  ) {
    super(`${stream} is at version ${actual}, and the append expected ${expected}. Nothing was stored.`);
  }
}

/** The event cannot be stored as it is, now or later; the message names it and says why. Nothing was stored. */
export class Unstorable extends Error {
  override readonly name = 'Unstorable';
}

/** The store cannot be reached or is busy. Nothing of the append was stored; the same append may be sent again later. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/**
 * What answers at the store's address is not the log that this program knows: it was emptied, restored from an older copy,
 * or is another one. Nothing is written to it.
 */
export class OtherLog extends Unavailable {
  constructor(knownPosition: number) {
    super(
      `The event store is not the log that this program knows: the event at position ${knownPosition} is not in it. It was ` +
        'emptied, restored from an older copy, or another one answers at its address. Nothing was written. Bring the right one back, ' +
        'and all goes on; to go on with this one, stop the programs and run: waymark rebuild --from-this-log.',
    );
  }
}

/** The reply to a commit was lost: stored or not, nobody can tell. Sending the same event ids again is safe. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}
