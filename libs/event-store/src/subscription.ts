import {
  Unavailable,
  type BatchHandler,
  type StoredEvent,
  type SubscribeOptions,
  type Subscription,
} from './event-store.ts';

/** What a subscription needs of its store. */
export interface FollowedLog {
  read(afterPosition: number, limit: number): Promise<StoredEvent[]>;
  lastPosition(): Promise<number>;
}

export const BATCH_SIZE = 1000;
const POLL_MILLISECONDS = 500;
export const LONGEST_PAUSE_MILLISECONDS = 2000;

/**
 * Follows the log: read, hand over, wait for the handler, read on; at the end wait for the bell or the next poll. A
 * store that cannot be reached is tried again for ever; anything else that goes wrong ends it, and `done` says so.
 */
export class Following implements Subscription {
  readonly done: Promise<void>;
  private readonly bell = new Bell();
  private stopping = false;

  constructor(
    private readonly log: FollowedLog,
    private position: number,
    private readonly handler: BatchHandler,
    private readonly options: SubscribeOptions,
    onEnd: (following: Following) => void,
  ) {
    this.done = this.run().finally(() => onEnd(this));
  }

  /** There may be something new. */
  wake(): void {
    this.bell.ring();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.done.catch(() => undefined); // whoever holds `done` hears of a failure; stopping is not about it
  }

  private async run(): Promise<void> {
    await this.untilAvailable(() => this.refuseForeignPosition());
    while (!this.stopping) {
      const limit = this.options.batchSize ?? BATCH_SIZE;
      const batch = await this.untilAvailable(() => this.log.read(this.position, limit));
      if (batch === undefined) return;
      if (batch.length === 0) await this.bell.wait(this.options.pollMilliseconds ?? POLL_MILLISECONDS);
      else if (!this.stopping) await this.handOver(batch);
    }
  }

  private async handOver(batch: readonly StoredEvent[]): Promise<void> {
    for (const [i, { position }] of batch.entries()) {
      if (position === this.position + 1 + i) continue;
      throw new Error(
        `The log goes from position ${this.position + i} to ${position}: an event is missing between them.`,
      );
    }
    await this.handler(batch);
    this.position += batch.length;
  }

  private async refuseForeignPosition(): Promise<void> {
    const last = await this.log.lastPosition();
    if (last >= this.position) return;
    throw foreignPosition(this.position, last);
  }

  /** Undefined when stopped before the store could be reached. */
  private async untilAvailable<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    for (let pause = 50; !this.stopping; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS)) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error;
      }
      await this.bell.wait(pause);
    }
    return undefined;
  }
}

/** Why a reader cannot go on from a position that the log has not reached. */
export const foreignPosition = (position: number, last: number): Error =>
  new Error(
    `Cannot follow the log from position ${position}: it ends at ${last}. The reader's position belongs to another ` +
      'log, or this one was restored from an older copy; rebuild the reader.',
  );

/** Rung while nobody waits, it is heard by the next to wait; rung many times, it is heard once. */
export class Bell {
  private rung = false;
  private hear: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.hear?.();
  }

  /** Waits for it, for ever if no time is said. */
  async wait(milliseconds?: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
        this.hear = () => (clearTimeout(timer), resolve());
      });
      this.hear = undefined;
    }
    this.rung = false;
  }
}
