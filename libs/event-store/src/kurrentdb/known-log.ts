import { inParallel } from './in-parallel.ts';
import { KnownStreams } from './known-streams.ts';
import type { ReadEvent, WrittenEvent } from './kurrent-event.ts';
import type { KurrentLog } from './kurrent-log.ts';
import { writeToStream } from './write-call.ts';

/** The log with what this process knows of its streams: how they stand is read once and then followed. */
export class KnownLog {
  readonly known = new KnownStreams();
  /** The latest the store's clock is known to have given, by anybody, in milliseconds. */
  clock = 0;

  constructor(readonly log: KurrentLog) {}

  /** Every event that is read passes by here, so that no later one is recorded before it. */
  noted(events: readonly ReadEvent[]): readonly ReadEvent[] {
    for (const { clock } of events) this.clock = Math.max(this.clock, clock);
    return events;
  }

  /** Reads what has come to these streams since; those never read are read whole. */
  async refresh(streams: readonly string[]): Promise<void> {
    await inParallel(streams, async (stream) => {
      const events = await this.log.readStream(stream, this.known.of(stream)?.version);
      this.known.learn(stream, this.noted(events));
    });
  }

  /** Events of a stream from one version to another. */
  async between(stream: string, first: number, last: number): Promise<readonly ReadEvent[]> {
    return this.noted(await this.log.readStream(stream, first - 1, last - first + 1));
  }

  /**
   * Writes events to a stream that must be at a version, and learns where they stand: from the answer for one event, by
   * reading them for several, as the answer tells the position of the last alone. Throws what `writeToStream` throws.
   */
  async write(stream: string, version: number, events: readonly WrittenEvent[], one?: OneEvent): Promise<void> {
    const position = await writeToStream(this.log, stream, version, events);
    if (one !== undefined && events.length === 1 && position !== undefined) {
      this.known.learn(stream, this.noted([one(position)]));
    } else await this.refresh([stream]);
  }
}

/** The event just written as it would be read, given its position. */
export type OneEvent = (position: number) => ReadEvent;
