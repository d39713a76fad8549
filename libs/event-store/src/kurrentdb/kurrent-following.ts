import type { BatchHandler, StoredEvent, SubscribeOptions, Subscription } from '../event-store.ts';
import { Unavailable } from '../event-store.ts';
import { BATCH_SIZE, Bell, foreignPosition, LONGEST_PAUSE_MILLISECONDS } from '../subscription.ts';
import { isPassing } from './kurrent-errors.ts';
import type { ReadEvent } from './kurrent-event.ts';
import type { KurrentLog } from './kurrent-log.ts';
import { KurrentSource, type SourceListener } from './kurrent-source.ts';

/** What a subscription needs of its store. */
export interface FollowedKurrent {
  readonly log: KurrentLog;
  lastPosition(): Promise<number>;
  /** Throws OtherLog where the log is not the one known any more. */
  prove(): Promise<void>;
  /** The events as they are handed over, personal details opened when asked for. */
  opened(events: readonly ReadEvent[]): Promise<readonly StoredEvent[]>;
  readonly onTrouble: (error: Error) => void;
}

const FIRST_PAUSE_MILLISECONDS = 50;

/**
 * Follows the log as the server sends it, in full batches until the end is reached and then as it comes. The client's
 * subscriptions end with the first failure, so a new one begins after the last event or checkpoint that came, for ever;
 * what the handler throws ends it, and so does what another try will not mend (a wrong password), and `done` says so.
 */
export class KurrentFollowing implements Subscription, SourceListener {
  readonly done: Promise<void>;
  private readonly bell = new Bell();
  private readonly batchSize: number;
  private waiting: ReadEvent[] = [];
  private source: KurrentSource | undefined;
  private isCaughtUp = false;
  private failure: Error | undefined;
  private pause = FIRST_PAUSE_MILLISECONDS;
  private stopping = false;

  constructor(
    private readonly store: FollowedKurrent,
    /** How far the log has come here; what follows is still to come. */
    private received: number,
    private readonly handler: BatchHandler,
    options: SubscribeOptions,
    onEnd: (following: KurrentFollowing) => void,
  ) {
    this.batchSize = options.batchSize ?? BATCH_SIZE;
    this.done = this.run().finally(() => {
      this.source?.stop();
      onEnd(this);
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.done.catch(() => undefined); // whoever holds `done` hears of a failure; stopping is not about it
  }

  onEvents(events: readonly ReadEvent[], lookedTo: number): void {
    // A source that begins anew may bring again what was there; nothing is handed over twice.
    for (const one of events) if (one.event.position > this.received) this.waiting.push(one);
    this.received = Math.max(this.received, lookedTo);
    this.pause = FIRST_PAUSE_MILLISECONDS;
    this.bell.ring();
  }

  onCaughtUp(isCaughtUp: boolean): void {
    this.isCaughtUp = isCaughtUp;
    this.pause = FIRST_PAUSE_MILLISECONDS;
    this.bell.ring();
  }

  onEnd(error: Error): void {
    this.source = undefined;
    this.isCaughtUp = false;
    this.failure = error;
    this.bell.ring();
  }

  private async run(): Promise<void> {
    await this.untilAvailable(async () => {
      const last = await this.store.lastPosition();
      if (last < this.received) throw foreignPosition(this.received, last);
    });
    while (!this.stopping) {
      const batch = this.nextBatch();
      if (batch.length > 0) {
        const events = await this.untilAvailable(() => this.store.opened(batch));
        if (events !== undefined && !this.stopping) await this.handler(events);
      } else if (this.failure !== undefined) await this.recover(this.failure);
      else {
        this.source ??= new KurrentSource(this.store.log, this.received, this, () => this.isFull());
        this.source.pull();
        await this.bell.wait();
      }
    }
  }

  /** Full while catching up; whatever there is once caught up, or when nothing more will come from this source. */
  private nextBatch(): readonly ReadEvent[] {
    const isReady = this.waiting.length >= this.batchSize || this.isCaughtUp || this.source === undefined;
    if (!isReady) return [];
    const batch = this.waiting.splice(0, this.batchSize);
    this.source?.pull();
    return batch;
  }

  private isFull(): boolean {
    return this.waiting.length >= 2 * this.batchSize;
  }

  private async recover(failure: Error): Promise<void> {
    this.failure = undefined;
    if (!isPassing(failure) && !ENDED.test(failure.message)) throw failure;
    this.store.onTrouble(failure);
    await this.bell.wait(this.pause);
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MILLISECONDS);
    // The server may be back with another log, in which nothing would ever follow the position known here.
    await this.untilAvailable(() => this.store.prove());
  }

  /** Undefined when stopped before the store could be reached. */
  private async untilAvailable<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    while (!this.stopping) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
        this.store.onTrouble(error);
      }
      await this.bell.wait(this.pause);
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MILLISECONDS);
    }
    return undefined;
  }
}

const ENDED = /^The server ended the subscription|^The subscription was closed/;
