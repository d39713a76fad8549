import { instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import type pg from 'pg';
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
} from './event-store.ts';
import { Unavailable } from './event-store.ts';
import { eventOf, eventQuery, type EventRow } from './event-row.ts';
import { GroupCommit } from './group-commit.ts';
import { PersonalDetails } from './personal-details.ts';
import { writeBatch, type LogWriter } from './postgres-append.ts';
import { asUnavailable } from './postgres-errors.ts';
import { PostgresListener } from './postgres-listener.ts';
import { clientConfig, readingPool, writingPool } from './postgres-pools.ts';
import { migrateEventStore, proveMasterKey } from './postgres-migrations.ts';
import { onLogHead } from './postgres-transaction.ts';
import { storableWrites } from './storable-event.ts';
import { Following } from './subscription.ts';

export interface PostgresOptions {
  /** postgres://user:password@host:port/database */
  readonly url: string;
  /** 32 bytes, see `loadMasterKey`. */
  readonly masterKey: Buffer;
  /** Milliseconds since 1970; the machine's clock if left out. */
  readonly clock?: () => number;
  /** Connections for reading; 5 if left out. Writing has one of its own, listening another. */
  readonly readers?: number;
  /** How long an append waits in this process, and its batch for other writers, before it is Unavailable; 10 seconds if left out. */
  readonly lockMilliseconds?: number;
  /** Hears of connections that broke and were made anew: for the log, nothing needs doing. */
  readonly onTrouble?: (error: Error) => void;
}

/** The event store in PostgreSQL: the schema `log` of one database, shared by any number of processes. */
export class PostgresEventStore implements EventStore {
  /** What another thread needs to open the same store. */
  readonly sharedOptions: Pick<PostgresOptions, 'url' | 'masterKey'>;
  private readonly details: PersonalDetails;
  private readonly readers: pg.Pool;
  private readonly writer: LogWriter;
  private readonly appends: GroupCommit;
  private readonly listener: PostgresListener;
  private readonly followers = new Set<Following>();
  private closing: Promise<void> | undefined;

  /** The schema must be there: see `open`. No connection is made before it is needed. */
  constructor(options: PostgresOptions) {
    const { url, clock = Date.now, readers = 5, lockMilliseconds = 10_000, onTrouble = () => {} } = options;
    const pools = { url, readers, lockMilliseconds, onTrouble };
    this.sharedOptions = { url, masterKey: options.masterKey };
    this.details = new PersonalDetails(options.masterKey);
    this.readers = readingPool(pools);
    this.writer = { pool: writingPool(pools), details: this.details, clock };
    this.appends = new GroupCommit((appends) => writeBatch(this.writer, appends), { milliseconds: lockMilliseconds });
    this.listener = new PostgresListener(clientConfig(url), () => this.wake(), onTrouble);
  }

  /** A store ready for use: schema up to date, master key the right one. */
  static async open(options: PostgresOptions): Promise<PostgresEventStore> {
    const store = new PostgresEventStore(options);
    try {
      await migrateEventStore(store.readers);
      await proveMasterKey(store.readers, store.details);
      return store;
    } catch (error) {
      await store.close();
      throw asUnavailable(error, 'Nothing was changed.');
    }
  }

  async append(writes: readonly Append[], options: AppendOptions = {}): Promise<Appended> {
    this.refuseWhenClosed();
    const appended = await this.appends.append(storableWrites(writes, options));
    this.wake();
    return appended;
  }

  async readStream(stream: Stream, options: ReadOptions = {}): Promise<StoredEvent[]> {
    return this.read('where e.stream = $1 order by e.version', [stream], options);
  }

  async readStreams(streams: readonly Stream[], upTo?: number, options: ReadOptions = {}): Promise<StoredEvent[]> {
    const rest = 'where e.stream = any($1::text[]) and e.position <= $2 order by e.position';
    return this.read(rest, [streams, upTo ?? Number.MAX_SAFE_INTEGER], options);
  }

  async readAll(afterPosition: number, limit: number, options: ReadAllOptions = {}): Promise<StoredEvent[]> {
    const rest = 'where e.position > $1 and e.position <= $3 order by e.position limit $2';
    return this.read(rest, [afterPosition, limit, options.upToPosition ?? Number.MAX_SAFE_INTEGER], options);
  }

  async readAllByStream(
    afterStream: string | undefined,
    limitStreams: number,
    upToPosition: number,
    options: ReadOptions = {},
  ): Promise<WholeStream[]> {
    // Every stream has one event of version 1. With both ends known the streams are one stretch of an index.
    const last = `select max(stream) as stream from (
      select stream from log.event where version = 1 and stream > $1 and position <= $3 order by stream limit $2) page`;
    const from = afterStream ?? '';
    const [end] = await this.query<{ stream: string | null }>({
      text: last,
      values: [from, limitStreams, upToPosition],
    });
    const rest = 'where e.stream > $1 and e.stream <= $2 and e.position <= $3 order by e.stream, e.version';
    const events = await this.read(rest, [from, end?.stream ?? from, upToPosition], options);
    const streams = new Map<string, StoredEvent[]>();
    for (const event of events) {
      const stream = streams.get(event.stream);
      if (stream === undefined) streams.set(event.stream, [event]);
      else stream.push(event);
    }
    return [...streams].map(([stream, events]) => ({ stream, events }));
  }

  /** Every so many-th stream, in stream order, of those there were at a position: where a share of the streams ends. */
  async everyNthStream(n: number, upToPosition: number): Promise<string[]> {
    const text = `
      select stream from (
        select stream, row_number() over (order by stream) as number from log.event where version = 1 and position <= $2) one
      where number % $1 = 0 order by number`;
    return (await this.query<{ stream: string }>({ text, values: [n, upToPosition] })).map(({ stream }) => stream);
  }

  async readTypes(types: readonly string[], options: ReadTypesOptions = {}): Promise<StoredEvent[]> {
    const rest = 'where e.type = any($1::text[]) and e.position > $2 order by e.position';
    return this.read(rest, [types, options.afterPosition ?? 0], options);
  }

  async lastPosition(): Promise<number> {
    const [head] = await this.query<{ position: string }>({ text: 'select position::text from log.head' });
    return Number(head?.position);
  }

  async lastRecordedAt(): Promise<Instant | undefined> {
    const [head] = await this.query<{ milliseconds: string }>({
      text: 'select (extract(epoch from recorded_at) * 1000)::bigint::text as milliseconds from log.head where position > 0',
    });
    return head === undefined ? undefined : instantFromEpochMilliseconds(Number(head.milliseconds));
  }

  subscribe(afterPosition: number, handler: BatchHandler, options: SubscribeOptions = {}): Subscription {
    this.refuseWhenClosed();
    this.listener.start();
    const source = {
      read: (after: number, limit: number) => this.readAll(after, limit, options),
      lastPosition: () => this.lastPosition(),
    };
    const forget = (ended: Following) => this.followers.delete(ended);
    const following = new Following(source, afterPosition, handler, options, forget);
    this.followers.add(following);
    return following;
  }

  /** Under the lock of the writers: an append is either before the erasure or finds the child erased. */
  async erase(childId: string): Promise<boolean> {
    this.refuseWhenClosed();
    const erased = await onLogHead(this.writer.pool, async ({ client, head, commit }) => {
      await head;
      const { rowCount } = await client.query(
        'update log.child_key set wrapped_key = null, erased_at = now() where child_id = $1 and wrapped_key is not null',
        [childId],
      );
      await commit(() => []);
      return rowCount === 1;
    });
    this.details.forget(childId);
    return erased;
  }

  keyFor(purpose: string): Buffer {
    return this.details.keyFor(purpose);
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    await Promise.all([...this.followers].map((following) => following.stop()));
    await this.appends.idle();
    await Promise.all([this.listener.close(), this.readers.end(), this.writer.pool.end()]);
  }

  private wake(): void {
    for (const follower of this.followers) follower.wake();
  }

  private async read(rest: string, values: unknown[], options: ReadOptions): Promise<StoredEvent[]> {
    const rows = await this.query<EventRow>(eventQuery(rest, values, options.withPersonal === true));
    return rows.map((row) => eventOf(row, this.details));
  }

  private async query<Row>(query: pg.QueryConfig | pg.QueryArrayConfig): Promise<Row[]> {
    this.refuseWhenClosed();
    try {
      const { rows } = await this.readers.query(query);
      return rows as Row[];
    } catch (error) {
      throw asUnavailable(error, 'Nothing was read.');
    }
  }

  private refuseWhenClosed(): void {
    if (this.closing !== undefined) throw new Unavailable('The event store has been closed.');
  }
}
