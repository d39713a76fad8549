import { instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import type {
  EventStore,
  ReadAllOptions,
  ReadOptions,
  ReadTypesOptions,
  StoredEvent,
  Stream,
  WholeStream,
} from '../event-store.ts';
import type { PersonalDetails } from '../personal-details.ts';
import type { ChildKeys } from './child-keys.ts';
import { inParallel } from './in-parallel.ts';
import type { KnownLog } from './known-log.ts';
import type { ReadEvent } from './kurrent-event.ts';
import { readTypes } from './kurrent-types.ts';
import { LogEnd } from './log-end.ts';
import { StreamNames } from './stream-names.ts';

const MOST_A_PAGE = 5000;

type Reading =
  'readStream' | 'readStreams' | 'readAll' | 'readAllByStream' | 'readTypes' | 'lastPosition' | 'lastRecordedAt';

/** Everything that is read of a log in KurrentDB, as the port asks for it. */
export class KurrentReading implements Pick<EventStore, Reading> {
  private readonly end: LogEnd;
  private readonly names: StreamNames;

  constructor(
    private readonly log: KnownLog,
    private readonly details: PersonalDetails,
    private readonly keys: ChildKeys,
  ) {
    this.end = new LogEnd(log);
    this.names = new StreamNames(log);
  }

  async readStream(stream: Stream, options?: ReadOptions): Promise<StoredEvent[]> {
    return this.answer(await this.whole(stream), options);
  }

  async readStreams(streams: readonly Stream[], upTo = Infinity, options?: ReadOptions): Promise<StoredEvent[]> {
    const found = await inParallel([...new Set(streams)], (stream) => this.whole(stream));
    const events = found.flat().filter(({ event }) => event.position <= upTo);
    return this.answer(
      events.sort((a, b) => a.event.position - b.event.position),
      options,
    );
  }

  async readAll(afterPosition: number, limit: number, options: ReadAllOptions = {}): Promise<StoredEvent[]> {
    const upTo = options.upToPosition ?? Infinity;
    const events: ReadEvent[] = [];
    for (let after = afterPosition; events.length < limit && after < upTo;) {
      const page = await this.log.log.readPage(after, Math.min(limit, MOST_A_PAGE));
      events.push(...this.log.noted(page.events));
      if (page.isEnd) break;
      after = page.lookedTo;
    }
    return this.answer(events.filter(({ event }) => event.position <= upTo).slice(0, limit), options);
  }

  async readAllByStream(
    afterStream: string | undefined,
    limitStreams: number,
    upToPosition: number,
    options?: ReadOptions,
  ): Promise<WholeStream[]> {
    const names = await this.names.next(afterStream, limitStreams, upToPosition);
    return inParallel(names, async (stream) => {
      const events = await this.log.log.readStream(stream);
      return {
        stream,
        events: await this.answer(
          events.filter(({ event }) => event.position <= upToPosition),
          options,
        ),
      };
    });
  }

  async readTypes(types: readonly string[], options: ReadTypesOptions = {}): Promise<StoredEvent[]> {
    return this.answer(await readTypes(this.log.log, types, options.afterPosition ?? 0), options);
  }

  async lastPosition(): Promise<number> {
    return (await this.end.lastEvent())?.event.position ?? 0;
  }

  async lastRecordedAt(): Promise<Instant | undefined> {
    const last = await this.end.lastEvent();
    return last === undefined ? undefined : instantFromEpochMilliseconds(Math.max(last.clock, this.log.clock));
  }

  private async whole(stream: string): Promise<readonly ReadEvent[]> {
    const events = this.log.noted(await this.log.log.readStream(stream));
    this.log.known.learn(stream, events); // whoever reads a journey is likely to append to it next
    return events;
  }

  /** The events as they are handed out: without personal details unless they are asked for. */
  async answer(events: readonly ReadEvent[], options: ReadOptions = {}): Promise<StoredEvent[]> {
    if (options.withPersonal !== true) return events.map(({ event }) => event);
    const children = events.flatMap(({ event, sealed }) => (sealed === undefined ? [] : [event.childId]));
    const keys = await this.keys.find([...new Set(children)]);
    return events.map(({ event, sealed }) => {
      if (sealed === undefined) return event;
      const { childId, eventId } = event;
      const key = keys.get(childId) ?? null;
      const personal = key === null || sealed.length === 0 ? null : this.details.open(childId, key, eventId, sealed);
      return { ...event, personal };
    });
  }
}
