import { performance } from 'node:perf_hooks';
import { OtherLog, type StoredEvent } from '../event-store.ts';
import { inParallel } from './in-parallel.ts';
import { KnownStreams } from './known-streams.ts';
import type { ReadEvent, WrittenEvent } from './kurrent-event.ts';
import type { KurrentLog } from './kurrent-log.ts';
import { writeToStream } from './write-call.ts';

const PROOF_HOLDS_MILLISECONDS = 1000;

/** The log with what this process knows of its streams: how they stand is read once and then followed. */
export class KnownLog {
  readonly known = new KnownStreams();
  /** The latest the store's clock is known to have given, by anybody, in milliseconds. */
  clock = 0;
  /** The furthest event that was ever read or written here. */
  private furthest: StoredEvent | undefined;
  private provenAt = -Infinity;
  private proving: Promise<void> | undefined;

  constructor(readonly log: KurrentLog) {}

  /**
   * Throws OtherLog when what the server serves is not the log known here: the furthest event known does not stand in it. Asked
   * at most once a second, for a server does not come back with another log sooner; `isDisturbed` when a connection broke. A
   * server that does not answer is left to the call that follows, which says so in its own way.
   */
  async prove(isDisturbed = false): Promise<void> {
    if (isDisturbed) this.provenAt = -Infinity;
    if (this.furthest === undefined || performance.now() - this.provenAt < PROOF_HOLDS_MILLISECONDS) return;
    this.proving ??= this.look(this.furthest).finally(() => (this.proving = undefined));
    await this.proving;
  }

  private async look(known: StoredEvent): Promise<void> {
    const began = performance.now();
    const isThere = await this.log.holds(known).catch(() => undefined);
    if (isThere === false) throw new OtherLog(known.position);
    if (isThere === true) this.provenAt = began;
  }

  /** Every event that is read passes by here, so that no later one is recorded before it. */
  noted(events: readonly ReadEvent[]): readonly ReadEvent[] {
    for (const { clock, event } of events) {
      this.clock = Math.max(this.clock, clock);
      if (event.position > (this.furthest?.position ?? 0)) this.furthest = event;
    }
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
