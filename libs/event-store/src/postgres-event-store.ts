import pg from 'pg';
import type {
  Append,
  Appended,
  AppendOptions,
  BatchHandler,
  EventStore,
  ReadOptions,
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
  /** How long an append waits for other writers before it is Unavailable; 10 seconds if left out. */
  readonly lockMilliseconds?: number;
  /** Hears of connections that broke and were made anew: for the log, nothing needs doing. */
  readonly onTrouble?: (error: Error) => void;
}

/** The event store in PostgreSQL: the schema `log` of one database, shared by any number of processes. */
export class PostgresEventStore implements EventStore {
  private readonly details: PersonalDetails;
  private readonly readers: pg.Pool;
  private readonly writer: LogWriter;
  private readonly appends: GroupCommit;
  private readonly listener: PostgresListener;
  private readonly followers = new Set<Following>();
  private closing: Promise<void> | undefined;

  /** The schema must be there: see `open`. No connection is made before it is needed. */
  constructor(options: PostgresOptions) {
    const { url, masterKey, clock = Date.now, readers = 5, lockMilliseconds = 10_000, onTrouble = () => {} } = options;
    const config = { connectionString: url, application_name: 'waymark event store' };
    this.details = new PersonalDetails(masterKey);
    this.readers = new pg.Pool({ ...config, max: readers, connectionTimeoutMillis: CONNECT_MILLISECONDS });
    // A server that does not answer at all must not hold an append for ever; the limit is far above any honest work.
    const patience = { connectionTimeoutMillis: CONNECT_MILLISECONDS, query_timeout: lockMilliseconds + 60_000 };
    const pool = new pg.Pool({ ...config, ...patience, max: 1, pipeline: true, keepAlive: true });
    for (const each of [this.readers, pool]) each.on('error', onTrouble);
    this.writer = { pool, details: this.details, clock, lockMilliseconds };
    this.appends = new GroupCommit((appends) => writeBatch(this.writer, appends));
    this.listener = new PostgresListener(config, () => this.wake(), onTrouble);
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

  async readAll(afterPosition: number, limit: number, options: ReadOptions = {}): Promise<StoredEvent[]> {
    return this.read('where e.position > $1 order by e.position limit $2', [afterPosition, limit], options);
  }

  async readAllByStream(
    afterStream: string | undefined,
    limitStreams: number,
    upToPosition: number,
    options: ReadOptions = {},
  ): Promise<WholeStream[]> {
    // Every stream has exactly one event of version 1.
    const rest = `
      where e.stream in (select stream from log.event where version = 1 and stream > $1 and position <= $3
                         order by stream limit $2)
        and e.position <= $3
      order by e.stream, e.version`;
    const events = await this.read(rest, [afterStream ?? '', limitStreams, upToPosition], options);
    const streams = new Map<string, StoredEvent[]>();
    for (const event of events) {
      const stream = streams.get(event.stream);
      if (stream === undefined) streams.set(event.stream, [event]);
      else stream.push(event);
    }
    return [...streams].map(([stream, events]) => ({ stream, events }));
  }

  async readTypes(types: readonly string[], options: ReadOptions = {}): Promise<StoredEvent[]> {
    return this.read('where e.type = any($1::text[]) order by e.position', [types], options);
  }

  async lastPosition(): Promise<number> {
    this.refuseWhenClosed();
    try {
      const { rows } = await this.readers.query<{ position: string }>('select position::text from log.head');
      return Number(rows[0]!.position);
    } catch (error) {
      throw asUnavailable(error, 'Nothing was read.');
    }
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
    const erased = await onLogHead(this.writer.pool, this.writer.lockMilliseconds, async ({ client, head, commit }) => {
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
    this.refuseWhenClosed();
    try {
      const { rows } = await this.readers.query(eventQuery(rest, values, options.withPersonal === true));
      return (rows as EventRow[]).map((row) => eventOf(row, this.details));
    } catch (error) {
      throw asUnavailable(error, 'Nothing was read.');
    }
  }

  private refuseWhenClosed(): void {
    if (this.closing !== undefined) throw new Unavailable('The event store has been closed. Nothing was stored.');
  }
}

const CONNECT_MILLISECONDS = 10_000;
