import { BACKWARDS, END, FORWARDS, START, StreamNotFoundError } from '@eventstore/db-client';
import type { AllStreamRecordedEvent, EventStoreDBClient, Position } from '@eventstore/db-client';
import type { StoredEvent } from '../event-store.ts';
import { asUnavailable, isPassing } from './kurrent-errors.ts';
import { positionOf, readEvent, type ReadEvent } from './kurrent-event.ts';

/** The streams of this program; all others on the server are somebody else's, or the server's own. */
const OURS = '(child|authority|worker|team|report)-';
const READ_MILLISECONDS = 60_000;
const READ_ATTEMPTS = 3;
const PAGE = 1000;
const SMALL_PAGE = 32;

/** Reading the log as the server has it, through failures that pass; and which of it is ours. */
export class KurrentLog {
  private readonly ours: RegExp;

  constructor(
    readonly client: EventStoreDBClient,
    /** Before every stream's name on the server. */
    readonly prefix: string,
    /** How long an append, or finding the end, waits for its answer. */
    readonly answerMilliseconds: number,
  ) {
    this.ours = new RegExp(this.pattern);
  }

  /** The server-side filter: no event of the system, none of another program. */
  get pattern(): string {
    return `^${escaped(this.prefix)}${OURS}`;
  }

  isOurs(streamId: string): boolean {
    return this.ours.test(streamId);
  }

  /** Events of a stream after a version; empty when there is no such stream. */
  async readStream(stream: string, afterVersion = 0, limit = Number.MAX_SAFE_INTEGER): Promise<ReadEvent[]> {
    return this.patiently(async () => {
      const events: ReadEvent[] = [];
      const read = {
        fromRevision: BigInt(afterVersion),
        maxCount: limit,
        direction: FORWARDS,
        ...this.reading(),
      } as const;
      try {
        for await (const resolved of this.client.readStream(this.prefix + stream, read)) {
          events.push(readEvent(resolved, this.prefix));
        }
      } catch (error) {
        if (!(error instanceof StreamNotFoundError)) throw error;
      }
      return events;
    });
  }

  /** Whether an event still stands where it was read; asked once, with an append's patience. */
  async holds({ eventId, stream, version, position }: StoredEvent): Promise<boolean> {
    const read = { fromRevision: BigInt(version - 1), maxCount: 1, direction: FORWARDS } as const;
    try {
      const options = { ...read, ...this.reading(this.answerMilliseconds) };
      let isThere = false;
      // Read to its end, though it is one event: a call that is left early keeps the client from being closed.
      for await (const { event } of this.client.readStream(this.prefix + stream, options))
        isThere = event?.id === eventId && Number(event.position?.commit) === position;
      return isThere;
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw error;
    }
    return false;
  }

  /**
   * One page of the whole log after a position: our events, and the position up to which it was looked through.
   * `isEnd` when nothing came after it.
   */
  async readPage(after: number, size = PAGE): Promise<{ events: ReadEvent[]; lookedTo: number; isEnd: boolean }> {
    return this.patiently(async () => {
      const events: ReadEvent[] = [];
      let [lookedTo, count] = [after, 0];
      const fromPosition = after === 0 ? START : placeAt(after);
      const maxCount = size + 1; // a read begins with the event at the position
      const read = { fromPosition, maxCount, direction: FORWARDS, ...this.reading() } as const;
      for await (const { event, commitPosition } of this.client.readAll(read)) {
        count++;
        if (event === undefined) continue;
        const position = positionOf(commitPosition ?? event.position.commit, event.streamId);
        if (position <= after) continue;
        lookedTo = position;
        if (this.isOurs(event.streamId)) events.push(readEvent({ event }, this.prefix));
      }
      return { events, lookedTo, isEnd: count < maxCount };
    });
  }

  /** The last event of ours after a position, and how far the log goes; read from the end. */
  async readLast(after: number): Promise<{ last?: ReadEvent; lookedTo: number }> {
    let lookedTo = after;
    for (let from: Position | typeof END = END, size = SMALL_PAGE; ; size = PAGE) {
      const page = await this.readBackwards(from, size);
      for (const event of page) {
        const position = positionOf(event.position.commit, event.streamId);
        lookedTo = Math.max(lookedTo, position);
        if (position <= after) return { lookedTo };
        if (this.isOurs(event.streamId)) return { last: readEvent({ event }, this.prefix), lookedTo };
      }
      if (page.length < size) return { lookedTo };
      from = page.at(-1)!.position;
    }
  }

  private async readBackwards(
    fromPosition: Position | typeof END,
    maxCount: number,
  ): Promise<AllStreamRecordedEvent[]> {
    return this.patiently(async () => {
      const events: AllStreamRecordedEvent[] = [];
      const read = { fromPosition, maxCount, direction: BACKWARDS, ...this.reading(this.answerMilliseconds) } as const;
      for await (const { event } of this.client.readAll(read)) if (event !== undefined) events.push(event);
      return events;
    });
  }

  private reading(deadline = READ_MILLISECONDS) {
    return { requiresLeader: true, deadline } as const;
  }

  private async patiently<T>(read: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await read();
      } catch (error) {
        if (!isPassing(error) || attempt === READ_ATTEMPTS) throw asUnavailable(error, 'Nothing was read.');
        await new Promise((resolve) => setTimeout(resolve, attempt * 50));
      }
    }
  }
}

/** Where an event stands: events of a log without explicit transactions have one number for both. */
export const placeAt = (position: number): Position => ({ commit: BigInt(position), prepare: BigInt(position) });

/** As a part of a regular expression, here and on the server. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
