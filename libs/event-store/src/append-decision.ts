import { instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import { Conflict } from './event-store.ts';
import { unstorable, type StorableEvent, type StorableWrite } from './storable-event.ts';

/** Where an event stands in the log. */
export interface Place {
  readonly eventId: string;
  readonly stream: string;
  readonly position: number;
  readonly version: number;
}

/** An event that gets its place in this batch. */
export interface PlacedEvent extends Place {
  readonly event: StorableEvent;
  readonly recordedAt: Instant;
}

/** What the log holds of everything the batch touches, read under the lock that all writers share. */
export interface LogState {
  readonly position: number;
  /** The latest recordedAt the store's clock has given, in milliseconds. */
  readonly recordedAt: number;
  readonly versions: ReadonlyMap<string, number>;
  readonly places: ReadonlyMap<string, Place>;
  readonly erasedChildren: ReadonlySet<string>;
}

export interface Decision {
  readonly position: number;
  readonly versions: Readonly<Record<string, number>>;
  /** In the order of the append: the events it names, wherever they stand. */
  readonly places: readonly (Place | PlacedEvent)[];
  readonly repeated: boolean;
}

/**
 * Decides appends one after the other, each on top of those accepted before it: what every adapter does under its
 * lock, so that they cannot differ. Pure; `now` in milliseconds since 1970.
 *
 * The rules are EventStoreDB's, with one difference: there, ids are compared with what stands at the expected version
 * only, and an id may be stored twice; here an id is one event for ever.
 */
export class AppendDecisions {
  readonly accepted: PlacedEvent[] = [];
  /** Never before the last one given, even when the clock goes backwards. */
  readonly recordedAt: number;
  private readonly now: Instant;
  private position: number;
  /** What the accepted appends change, on top of `state`. */
  private readonly versions = new Map<string, number>();
  private readonly places = new Map<string, Place>();

  constructor(
    private readonly state: LogState,
    now: number,
  ) {
    this.recordedAt = Math.max(now, state.recordedAt);
    this.now = instantFromEpochMilliseconds(this.recordedAt);
    this.position = state.position;
  }

  /** Accepts the append, or throws Conflict or Unstorable and leaves everything as it was. */
  decide(writes: readonly StorableWrite[]): Decision {
    const named = writes.flatMap((write) => write.events);
    const stored = named.flatMap((event) => this.placeOf(event) ?? []);
    if (named.length > 0 && stored.length === named.length) return this.decision(writes, stored, true);

    const versions = new Map<string, number>();
    const fresh = new Map<string, PlacedEvent>();
    for (const write of writes) this.place(write, versions, fresh);

    for (const [stream, version] of versions) this.versions.set(stream, version);
    for (const placed of fresh.values()) {
      this.places.set(placed.eventId, placed);
      this.accepted.push(placed);
    }
    this.position += fresh.size;
    const places = named.flatMap((event) => this.placeOf(event) ?? []);
    return this.decision(writes, places, false);
  }

  /** Versions are those of the append's own events; of a stream for which it has none, the version it stands at. */
  private decision(writes: readonly StorableWrite[], named: readonly Place[], repeated: boolean): Decision {
    const places = [...new Map(named.map((place) => [place.eventId, place])).values()];
    const versions: Record<string, number> = {};
    let position = 0;
    for (const place of places) {
      versions[place.stream] = Math.max(versions[place.stream] ?? 0, place.version);
      position = Math.max(position, place.position);
    }
    for (const { stream } of writes) versions[stream] ??= this.versionOf(stream);
    return { position: places.length === 0 ? this.position : position, versions, places, repeated };
  }

  private place(write: StorableWrite, versions: Map<string, number>, fresh: Map<string, PlacedEvent>): void {
    const { stream, events } = write;
    const known = events.filter((event) => this.placeOf(event, fresh));
    let version = versions.get(stream) ?? this.versionOf(stream);
    const isRepeat = events.length > 0 && known.length === events.length;
    if (!isRepeat && !isExpected(write.expectedVersion, version)) {
      throw new Conflict(stream, write.expectedVersion, version);
    }
    for (const event of events) {
      if (this.placeOf(event, fresh)) continue;
      const position = this.position + fresh.size + 1;
      version++;
      fresh.set(event.eventId, {
        eventId: event.eventId,
        stream,
        position,
        version,
        event,
        recordedAt: this.timeOf(event),
      });
    }
    versions.set(stream, version);
  }

  private versionOf(stream: string): number {
    return this.versions.get(stream) ?? this.state.versions.get(stream) ?? 0;
  }

  /** Where the event is already; refuses an id that another stream has, for it names another event. */
  private placeOf(event: StorableEvent, fresh?: ReadonlyMap<string, Place>): Place | undefined {
    const { eventId } = event;
    const place = fresh?.get(eventId) ?? this.places.get(eventId) ?? this.state.places.get(eventId);
    if (place !== undefined && place.stream !== event.stream) {
      throw unstorable(
        event,
        `its id is that of event ${place.version} of ${place.stream}, and an id is one event for ever`,
      );
    }
    return place;
  }

  private timeOf(event: StorableEvent): Instant {
    if (event.personalJson !== undefined && this.state.erasedChildren.has(event.childId)) {
      throw unstorable(event, `the personal details of the child ${event.childId} were erased, and it brings new ones`);
    }
    if (event.trustedRecordedAt === undefined) return this.now;
    const recordedAt = instantFromEpochMilliseconds(event.trustedRecordedAt);
    if (recordedAt <= this.now) return recordedAt;
    throw unstorable(event, `it says it was recorded at ${recordedAt}, which is in the future (now is ${this.now})`);
  }
}

function isExpected(expected: StorableWrite['expectedVersion'], version: number): boolean {
  return expected === 'any' || version === (expected === 'no-stream' ? 0 : expected);
}
