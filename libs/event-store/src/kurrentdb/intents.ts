import { createHash } from 'node:crypto';
import type { WrittenEvent } from './kurrent-event.ts';
import { StreamLocks } from './stream-locks.ts';

/** What an append to several streams is about to write, kept until it is written. */
export interface Intent {
  readonly id: string;
  readonly parts: readonly IntentPart[];
}

export interface IntentPart {
  readonly stream: string;
  /** The version that the stream had when the append was decided. */
  readonly after: number;
  readonly events: readonly WrittenEvent[];
}

/**
 * Where appends to several streams are noted before the first of them is written: this server writes to one stream at
 * a time, so whoever is cut short in the middle leaves a note by which another finishes.
 */
export interface Intents {
  /** Runs the work while nobody else, in any process, holds one of these streams here. */
  holding<T>(streams: readonly string[], work: () => Promise<T>): Promise<T>;
  add(intent: Intent): Promise<void>;
  remove(id: string): Promise<void>;
  /** Those that are noted now, the oldest first; some may be under way in another process. */
  unfinished(): Promise<readonly Intent[]>;
  close(): Promise<void>;
}

/** So many locks stand for all streams: an import may name a thousand streams at once. */
const SLOTS = 64;

/** The locks that stand for these streams, in an order that all who take several keep to. */
export function slotsOf(streams: readonly string[]): number[] {
  const slot = (stream: string) => createHash('sha256').update(stream).digest().readUInt8(0) % SLOTS;
  return [...new Set(streams.map(slot))].sort((a, b) => a - b);
}

/** For tests and for trying a server out: the notes are gone with the process. */
export class InMemoryIntents implements Intents {
  private readonly intents = new Map<string, Intent>();
  private readonly locks = new StreamLocks();

  holding<T>(streams: readonly string[], work: () => Promise<T>): Promise<T> {
    return this.locks.holding(slotsOf(streams).map(String), work);
  }

  async add(intent: Intent): Promise<void> {
    this.intents.set(intent.id, intent);
  }

  async remove(id: string): Promise<void> {
    this.intents.delete(id);
  }

  async unfinished(): Promise<readonly Intent[]> {
    return [...this.intents.values()];
  }

  async close(): Promise<void> {}
}
