import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { instantFromEpochMilliseconds, londonDate, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { EventStore } from '#event-store/event-store';
import type { Projector, ProjectorState } from '#projecting/projector';
import { checkpoint } from '#projecting/reading';
import type { ReadingDatabase } from '#projecting/reading-database';

const POLL_MILLISECONDS = 50;

/** What the pages and the API stand on: the stores, the projector beside them, and the clock. */
export class Waymark {
  constructor(
    readonly store: EventStore,
    readonly database: ReadingDatabase,
    /** Undefined where the projector runs as a program of its own. */
    private readonly projector: Projector | undefined,
    readonly now: () => Instant = () => instantFromEpochMilliseconds(Date.now()),
  ) {}

  /** The day in London now. */
  today(): PlainDate {
    return londonDate(this.now());
  }

  /** The last position of the log that the read model has taken in. */
  position(): Promise<number> {
    return checkpoint(this.database);
  }

  /** Whether the read model has taken in the position, waiting at most so long: also for a projector elsewhere. */
  async reached(position: number, withinMilliseconds: number): Promise<boolean> {
    const until = performance.now() + withinMilliseconds;
    for (;;) {
      if ((await this.position()) >= position) return true;
      const left = until - performance.now();
      if (left <= 0) return false;
      const turn = Math.min(POLL_MILLISECONDS, left);
      await (this.projector ? this.projector.reached(position, turn) : pause(turn));
    }
  }

  /**
   * Tells of everything the read model takes in, until the answer is called. Undefined where the projector runs elsewhere:
   * then PostgreSQL tells it.
   */
  onTaken(listener: () => void): (() => void) | undefined {
    return this.projector?.onTaken(listener);
  }

  /** What the projector in this process is doing; undefined where it runs elsewhere. */
  projectorState(): ProjectorState | undefined {
    return this.projector?.state();
  }
}
