import type { KnownLog } from './known-log.ts';

/**
 * The names of all streams with the position of their first event. The server keeps no such list that could be asked for,
 * so the log is read through once and from then on where it has grown; names alone are kept.
 */
export class StreamNames {
  private readonly first = new Map<string, number>();
  private sorted: readonly string[] | undefined;
  private lookedTo = 0;
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly log: KnownLog) {}

  /** The next names in the order of their bytes, of streams that had begun at a position. */
  async next(after: string | undefined, limit: number, upToPosition: number): Promise<readonly string[]> {
    this.reading = this.reading.catch(() => undefined).then(() => this.readTo(upToPosition));
    await this.reading;
    this.sorted ??= [...this.first.keys()].sort(byBytes);
    const names: string[] = [];
    for (
      let i = after === undefined ? 0 : this.indexAfter(after);
      i < this.sorted.length && names.length < limit;
      i++
    ) {
      const name = this.sorted[i]!;
      if (this.first.get(name)! <= upToPosition) names.push(name);
    }
    return names;
  }

  private async readTo(position: number): Promise<void> {
    while (this.lookedTo < position) {
      const { events, lookedTo, isEnd } = await this.log.log.readPage(this.lookedTo);
      for (const { event } of this.log.noted(events)) {
        if (this.first.has(event.stream)) continue;
        this.first.set(event.stream, event.position);
        this.sorted = undefined;
      }
      this.lookedTo = lookedTo;
      if (isEnd) return;
    }
  }

  private indexAfter(name: string): number {
    let [low, high] = [0, this.sorted!.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byBytes(this.sorted![middle]!, name) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** PostgreSQL's order under the collation "C". */
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
