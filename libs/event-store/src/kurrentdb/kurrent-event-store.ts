import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Instant } from '#calendar/instant';
import type {
  Append,
  Appended,
  AppendOptions,
  BatchHandler,
  EventStore,
  ReadAllOptions,
  ReadOptions,
  ReadTypesOptions,
  StoredEvent,
  Stream,
  SubscribeOptions,
  Subscription,
  WholeStream,
} from '../event-store.ts';
import { Unavailable } from '../event-store.ts';
import { PersonalDetails } from '../personal-details.ts';
import { withoutPassword } from '../shown-address.ts';
import { storableWrites } from '../storable-event.ts';
import type { ChildKeys } from './child-keys.ts';
import { connect, disconnect } from './connection.ts';
import type { Intents } from './intents.ts';
import { KnownLog } from './known-log.ts';
import { append, type KurrentWriter } from './kurrent-append.ts';
import { messageOf } from './kurrent-errors.ts';
import type { ReadEvent } from './kurrent-event.ts';
import { KurrentFollowing } from './kurrent-following.ts';
import { KurrentLog } from './kurrent-log.ts';
import { KurrentReading } from './kurrent-reading.ts';
import { SealedWriting } from './sealed-writing.ts';
import { StreamLocks } from './stream-locks.ts';
import { UnfinishedAppends } from './unfinished-appends.ts';

export interface KurrentOptions {
  /** kurrentdb://…, kurrentdb+discover://…, esdb://… or esdb+discover://…; TLS, certificates and user are said in it. */
  readonly url: string;
  /** 32 bytes, see `loadMasterKey`. */
  readonly masterKey: Buffer;
  /** Where the keys of personal details are kept; the store closes it. */
  readonly keys: ChildKeys;
  /** Where appends to several streams are noted until they are written; the store closes it. */
  readonly intents: Intents;
  /** Milliseconds since 1970; the machine's clock if left out. */
  readonly clock?: () => number;
  /** Hears of connections that broke and were made anew: for the log, nothing needs doing. */
  readonly onTrouble?: (error: Error) => void;
  /** How long one attempt of an append waits for its answer; 10 seconds if left out. There are four attempts. */
  readonly answerMilliseconds?: number;
  /** Before the name of every stream on the server, so that several logs can share one; none if left out. */
  readonly streamPrefix?: string;
}

/**
 * The event store in KurrentDB or EventStoreDB (23.10 or later), behind the same promises as the one in PostgreSQL, with
 * these that are weaker:
 *
 * - Positions are commit positions: they grow, with gaps.
 * - An append to several streams is noted, then written stream by stream. Readers may see some of it before the rest; who
 *   is cut short in the middle is finished by the next process that looks. Two such appends never cross. An append to one
 *   stream alone may come between the check and the writing, some milliseconds: at the first stream it is still a
 *   Conflict and nothing is stored; at a later one the append is carried through behind it.
 * - An id that another process gave to an event of another stream is only noticed when this process has lately read or
 *   written that stream.
 * - `recordedAt` never goes backwards in one stream, nor in one process, which starts from the log's last event and keeps
 *   up with all it reads. Between processes it is as good as their clocks agree.
 * - The very same append sent by two processes in the same moment may be told to both as not repeated; it is stored once.
 * - An event that was being appended while its child was erased may still be stored; its details can never be read.
 */
export class KurrentEventStore implements EventStore {
  private readonly log: KnownLog;
  private readonly details: PersonalDetails;
  private readonly reading: KurrentReading;
  private readonly locks = new StreamLocks();
  private readonly followers = new Set<KurrentFollowing>();
  private readonly writer: KurrentWriter;
  private readonly onTrouble: (error: Error) => void;
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly client: EventStoreDBClient,
    private readonly options: KurrentOptions,
  ) {
    const { masterKey, keys, intents, clock = Date.now, onTrouble = () => {} } = options;
    this.onTrouble = onTrouble;
    this.details = new PersonalDetails(masterKey);
    this.log = new KnownLog(new KurrentLog(client, options.streamPrefix ?? '', options.answerMilliseconds ?? 10_000));
    this.reading = new KurrentReading(this.log, this.details, keys);
    const unfinished = new UnfinishedAppends(intents, this.log, onTrouble);
    const sealing = new SealedWriting(this.details, keys);
    this.writer = { log: this.log, sealing, unfinished, clock, lastPosition: () => this.lastPosition() };
  }

  /**
   * A store ready for use: reached, its clock no earlier than the log's last event, and what others left unfinished
   * finished. Throws an Error that says what could not be reached, and where. It closes `keys` and `intents` if it fails.
   */
  static async open(options: KurrentOptions): Promise<KurrentEventStore> {
    const store = new KurrentEventStore(connect(options.url), options);
    try {
      await store.lastPosition();
      await store.writer.unfinished.finishAll();
      store.writer.unfinished.watch();
      return store;
    } catch (error) {
      await store.close();
      const where = withoutPassword(options.url);
      throw new Unavailable(`KurrentDB at ${where} cannot be used: ${messageOf(error)}`, { cause: error });
    }
  }

  async append(writes: readonly Append[], options: AppendOptions = {}): Promise<Appended> {
    this.refuseWhenClosed();
    const storable = storableWrites(writes, options);
    const streams = [...new Set(storable.map(({ stream }) => stream))];
    return this.locks.holding(streams, () => append(this.writer, storable));
  }

  async readStream(stream: Stream, options?: ReadOptions): Promise<StoredEvent[]> {
    return this.open.readStream(stream, options);
  }

  async readStreams(streams: readonly Stream[], upTo?: number, options?: ReadOptions): Promise<StoredEvent[]> {
    return this.open.readStreams(streams, upTo, options);
  }

  async readAll(afterPosition: number, limit: number, options?: ReadAllOptions): Promise<StoredEvent[]> {
    return this.open.readAll(afterPosition, limit, options);
  }

  async readAllByStream(
    afterStream: string | undefined,
    limitStreams: number,
    upToPosition: number,
    options?: ReadOptions,
  ): Promise<WholeStream[]> {
    return this.open.readAllByStream(afterStream, limitStreams, upToPosition, options);
  }

  async readTypes(types: readonly string[], options?: ReadTypesOptions): Promise<StoredEvent[]> {
    return this.open.readTypes(types, options);
  }

  async lastPosition(): Promise<number> {
    return this.open.lastPosition();
  }

  async lastRecordedAt(): Promise<Instant | undefined> {
    return this.open.lastRecordedAt();
  }

  subscribe(afterPosition: number, handler: BatchHandler, options: SubscribeOptions = {}): Subscription {
    this.refuseWhenClosed();
    const followed = {
      log: this.log.log,
      lastPosition: () => this.lastPosition(),
      prove: () => this.log.prove(true),
      opened: (events: readonly ReadEvent[]) => this.reading.answer(this.log.noted(events), options),
      onTrouble: this.onTrouble,
    };
    const forget = (ended: KurrentFollowing) => this.followers.delete(ended);
    const following = new KurrentFollowing(followed, afterPosition, handler, options, forget);
    this.followers.add(following);
    return following;
  }

  async erase(childId: string): Promise<boolean> {
    this.refuseWhenClosed();
    const erased = await this.options.keys.destroy(childId);
    this.details.forget(childId);
    return erased;
  }

  keyFor(purpose: string): Buffer {
    return this.details.keyFor(purpose);
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    await Promise.all([...this.followers].map((following) => following.stop()));
    await this.locks.idle();
    await this.writer.unfinished.stop();
    await disconnect(this.client);
    await Promise.all([this.options.keys.close(), this.options.intents.close()]);
  }

  private get open(): KurrentReading {
    this.refuseWhenClosed();
    return this.reading;
  }

  private refuseWhenClosed(): void {
    if (this.closing !== undefined) throw new Unavailable('The event store has been closed.');
  }
}
