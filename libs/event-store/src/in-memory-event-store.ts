import { randomBytes } from 'node:crypto';
import { instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import { AppendDecisions, type LogState, type Place } from './append-decision.ts';
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
import { PersonalDetails, sealDetails } from './personal-details.ts';
import { storableWrites, storedEvent, type StorableEvent } from './storable-event.ts';
import { Following } from './subscription.ts';

export interface InMemoryOptions {
  /** Milliseconds since 1970; the machine's clock if left out. */
  readonly clock?: () => number;
  readonly masterKey?: Buffer;
}

/** The event store's twin without a database: the same decisions, the same encryption, the same contract. */
export class InMemoryEventStore implements EventStore {
  private readonly log: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly places = new Map<string, Place>();
  private readonly versions = new Map<string, number>();
  private readonly sealedDetails = new Map<string, Buffer>();
  private readonly childKeys = new Map<string, Buffer>();
  private readonly erasedChildren = new Set<string>();
  private readonly followers = new Set<Following>();
  private readonly clock: () => number;
  private readonly details: PersonalDetails;
  private recordedAt = 0;
  private closed = false;

  constructor(options: InMemoryOptions = {}) {
    this.clock = options.clock ?? Date.now;
    this.details = new PersonalDetails(options.masterKey ?? randomBytes(32));
  }

  async append(writes: readonly Append[], options: AppendOptions = {}): Promise<Appended> {
    this.refuseWhenClosed();
    const storable = storableWrites(writes, options);
    const decisions = new AppendDecisions(this.state(), this.clock());
    const { position, versions, places, repeated } = decisions.decide(storable);
    const { sealed, newKeys, erased } = sealDetails(this.details, decisions.accepted, this.childKeys);
    for (const [eventId, details] of sealed) this.sealedDetails.set(eventId, details);
    for (const [childId, key] of newKeys) this.childKeys.set(childId, key);
    for (const childId of erased) if (!this.childKeys.has(childId)) this.erasedChildren.add(childId);
    for (const { event, position, version, recordedAt } of decisions.accepted) {
      this.keep(storedEvent(copied(event), position, version, recordedAt));
    }
    if (decisions.accepted.length > 0) this.recordedAt = decisions.recordedAt;
    for (const follower of this.followers) follower.wake();
    return { position, versions, events: places.map((place) => this.log[place.position - 1]!), repeated };
  }

  async readStream(stream: Stream, options?: ReadOptions): Promise<StoredEvent[]> {
    return this.answer(this.streams.get(stream) ?? [], options);
  }

  async readStreams(streams: readonly Stream[], upTo = Infinity, options?: ReadOptions): Promise<StoredEvent[]> {
    const events = [...new Set(streams)].flatMap((stream) => this.streams.get(stream) ?? []);
    const known = events.filter((event) => event.position <= upTo);
    return this.answer(
      known.sort((a, b) => a.position - b.position),
      options,
    );
  }

  async readAll(afterPosition: number, limit: number, options: ReadAllOptions = {}): Promise<StoredEvent[]> {
    const end = Math.min(afterPosition + limit, options.upToPosition ?? Infinity);
    return this.answer(this.log.slice(afterPosition, Math.max(end, afterPosition)), options);
  }

  async readAllByStream(
    afterStream: string | undefined,
    limitStreams: number,
    upToPosition: number,
    options?: ReadOptions,
  ): Promise<WholeStream[]> {
    const began = (events: readonly StoredEvent[]) => (events[0]?.position ?? Infinity) <= upToPosition;
    const names = [...this.streams].filter(([, events]) => began(events)).map(([stream]) => stream);
    const next = names.sort(byBytes).filter((stream) => afterStream === undefined || byBytes(stream, afterStream) > 0);
    return next.slice(0, limitStreams).map((stream) => {
      const events = this.streams.get(stream)!.filter((event) => event.position <= upToPosition);
      return { stream, events: this.answer(events, options) };
    });
  }

  async readTypes(types: readonly string[], options?: ReadTypesOptions): Promise<StoredEvent[]> {
    const after = options?.afterPosition ?? 0;
    return this.answer(
      this.log.filter((event) => event.position > after && types.includes(event.type)),
      options,
    );
  }

  async lastPosition(): Promise<number> {
    this.refuseWhenClosed();
    return this.log.length;
  }

  async lastRecordedAt(): Promise<Instant | undefined> {
    this.refuseWhenClosed();
    return this.recordedAt === 0 ? undefined : instantFromEpochMilliseconds(this.recordedAt);
  }

  subscribe(afterPosition: number, handler: BatchHandler, options: SubscribeOptions = {}): Subscription {
    this.refuseWhenClosed();
    const source = {
      read: (after: number, limit: number) => this.readAll(after, limit, options),
      lastPosition: () => this.lastPosition(),
    };
    const forget = (ended: Following) => this.followers.delete(ended);
    const following = new Following(source, afterPosition, handler, options, forget);
    this.followers.add(following);
    return following;
  }

  async erase(childId: string): Promise<boolean> {
    if (!this.childKeys.delete(childId)) return false;
    this.erasedChildren.add(childId);
    this.details.forget(childId);
    return true;
  }

  keyFor(purpose: string): Buffer {
    return this.details.keyFor(purpose);
  }

  async close(): Promise<void> {
    await Promise.all([...this.followers].map((following) => following.stop()));
    this.closed = true;
  }

  private state(): LogState {
    const { log, recordedAt, versions, places, erasedChildren } = this;
    return { position: log.length, recordedAt, versions, places, erasedChildren };
  }

  private keep(stored: StoredEvent): void {
    const { eventId, stream, version } = stored;
    this.log.push(stored);
    this.places.set(eventId, stored);
    this.versions.set(stream, version);
    const events = this.streams.get(stream);
    if (events === undefined) this.streams.set(stream, [stored]);
    else events.push(stored);
  }

  private answer(events: readonly StoredEvent[], options: ReadOptions = {}): StoredEvent[] {
    this.refuseWhenClosed();
    if (options.withPersonal !== true) return [...events];
    return events.map((event) => {
      const sealed = this.sealedDetails.get(event.eventId);
      if (sealed === undefined) return event;
      const key = this.childKeys.get(event.childId);
      const isErased = key === undefined || sealed.length === 0;
      const personal = isErased ? null : this.details.open(event.childId, key, event.eventId, sealed);
      return { ...event, personal };
    });
  }

  private refuseWhenClosed(): void {
    if (this.closed) throw new Unavailable('The event store has been closed.');
  }
}

/** As a database would give it back: without what JSON leaves out, and out of reach of whoever appended it. */
function copied(event: StorableEvent): StorableEvent {
  const copy = (json: string) =>
    JSON.parse(json, (_key, value: unknown) => Object.freeze(value)) as Record<string, unknown>;
  return { ...event, meta: copy(event.metaJson), data: copy(event.dataJson) };
}

/** PostgreSQL's order under the collation "C". */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
