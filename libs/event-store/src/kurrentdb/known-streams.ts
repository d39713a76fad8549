import type { Place } from '../append-decision.ts';
import type { ReadEvent } from './kurrent-event.ts';

/** A stream as far as it is known here; on the server it may have gone on. */
export interface KnownStream {
  readonly version: number;
  /** What the store's clock said at its last event, in milliseconds. */
  readonly clock: number;
}

interface Entry {
  version: number;
  clock: number;
  readonly ids: string[];
}

const MOST_IDS = 200_000;

/**
 * Which event ids stand in the streams that this process has lately read or written. What is known never becomes wrong, for
 * events stay where they are; it may only fall short, and then the server says so, for every append names its version.
 */
export class KnownStreams {
  private readonly streams = new Map<string, Entry>();
  readonly places = new Map<string, Place>();
  /** How many appends are at work on a stream: it is not forgotten meanwhile. */
  private readonly held = new Map<string, number>();

  of(stream: string): KnownStream | undefined {
    return this.streams.get(stream);
  }

  /** Takes in events that follow what is known of the stream; those known already are passed over. */
  learn(stream: string, events: readonly ReadEvent[]): void {
    const entry = this.streams.get(stream) ?? { version: 0, clock: 0, ids: [] };
    this.streams.delete(stream); // the stream used last is the last to be forgotten
    this.streams.set(stream, entry);
    for (const { event, clock } of events) {
      if (event.version <= entry.version) continue;
      if (event.version !== entry.version + 1) return;
      entry.version = event.version;
      entry.clock = Math.max(entry.clock, clock);
      entry.ids.push(event.eventId);
      const { eventId, position, version } = event;
      if (!this.places.has(eventId)) this.places.set(eventId, { eventId, stream, position, version });
    }
    this.forgetOldest();
  }

  /** Runs the work without forgetting anything about these streams. */
  async holding<T>(streams: readonly string[], work: () => Promise<T>): Promise<T> {
    for (const stream of streams) this.held.set(stream, (this.held.get(stream) ?? 0) + 1);
    try {
      return await work();
    } finally {
      for (const stream of streams) {
        const others = this.held.get(stream)! - 1;
        if (others === 0) this.held.delete(stream);
        else this.held.set(stream, others);
      }
      this.forgetOldest();
    }
  }

  private forgetOldest(): void {
    if (this.places.size <= MOST_IDS) return;
    for (const [stream, { ids }] of this.streams) {
      if (this.places.size <= MOST_IDS) return;
      if (this.held.has(stream)) continue;
      this.streams.delete(stream);
      for (const id of ids) if (this.places.get(id)?.stream === stream) this.places.delete(id);
    }
  }
}
