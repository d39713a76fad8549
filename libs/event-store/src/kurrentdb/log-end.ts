import type { ReadEvent } from './kurrent-event.ts';
import type { KnownLog } from './known-log.ts';

/** Where the log ends for us: behind it the server may have written events of its own. Each look begins where the last ended. */
export class LogEnd {
  private last: ReadEvent | undefined;
  private lookedTo = 0;

  constructor(private readonly log: KnownLog) {}

  /** Our last event; undefined while there is none. Throws OtherLog where the log is not the one known any more. */
  async lastEvent(): Promise<ReadEvent | undefined> {
    await this.log.prove();
    const { last, lookedTo } = await this.log.log.readLast(this.lookedTo);
    if (last !== undefined) this.log.noted([last]);
    // Two looks may run at once, and the later one be the first to end.
    if (last !== undefined && last.event.position > (this.last?.event.position ?? 0)) this.last = last;
    this.lookedTo = Math.max(this.lookedTo, lookedTo);
    return this.last;
  }
}
