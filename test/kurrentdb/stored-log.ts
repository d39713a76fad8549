import { randomUUID } from 'node:crypto';
import { checkCommit, type Expected, type Verdict } from './commit-check.ts';

/** An event as it comes in. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
}

/** An event in the log. `created` in ticks of 100 nanoseconds since 1970. */
export interface LoggedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly position: bigint;
  readonly created: string;
}

export interface LoggedStream {
  readonly events: LoggedEvent[];
  /** Revisions below it are hidden: a deleted stream hides all, and goes on with higher ones when it is written again. */
  truncatedBefore: bigint;
  isTombstoned: boolean;
}

export type Written = { readonly verdict: 'written'; readonly revision: bigint; readonly position: bigint };

/**
 * The log of the server, in memory. Positions are offsets in bytes, not counted from 1, and the first event is the
 * system's own: whoever reads must not take either for granted.
 */
export class StoredLog {
  readonly all: LoggedEvent[] = [];
  readonly streams = new Map<string, LoggedStream>();
  readonly recent = new Map<string, LoggedEvent>();
  position = 0n;
  private readonly waiting = new Set<() => void>();

  constructor() {
    this.append('$system', 'any', [systemEvent('$SystemStarted')]);
  }

  /** Writes events to one stream, all or none, by the server's rules. */
  append(
    name: string,
    expected: Expected,
    events: readonly ProposedEvent[],
  ): Written | Exclude<Verdict, { verdict: 'right' }> {
    const verdict = checkCommit(this, name, expected, events);
    if (verdict.verdict === 'repeated') {
      return { verdict: 'written', revision: verdict.last.revision, position: verdict.last.position };
    }
    if (verdict.verdict !== 'right') return verdict;
    const stream = this.streams.get(name) ?? { events: [], truncatedBefore: 0n, isTombstoned: false };
    this.streams.set(name, stream);
    for (const event of events) this.keep(name, stream, event);
    for (const wake of this.waiting) wake();
    return { verdict: 'written', revision: BigInt(stream.events.length) - 1n, position: this.position };
  }

  /** Hides a stream's events (it may be written again), or with `forEver` ends it. */
  remove(name: string, expected: Expected, forEver: boolean): Written | Exclude<Verdict, { verdict: 'right' }> {
    const verdict = checkCommit(this, name, expected, []);
    if (verdict.verdict === 'wrong' || verdict.verdict === 'deleted') return verdict;
    const stream = this.streams.get(name);
    if (stream !== undefined) {
      stream.truncatedBefore = BigInt(stream.events.length);
      stream.isTombstoned ||= forEver;
    }
    return { verdict: 'written', revision: BigInt(stream?.events.length ?? 0) - 1n, position: this.position };
  }

  /** The index in `all` of the first event after a position, or at it. */
  indexFrom(position: bigint, isAtToo: boolean): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const at = this.all[middle]!.position;
      if (isAtToo ? at < position : at <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  isHidden(name: string): boolean {
    const stream = this.streams.get(name);
    return stream === undefined || stream.truncatedBefore >= BigInt(stream.events.length);
  }

  /** Resolves when something is written, or when the signal says that nobody waits any more. */
  grown(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }

  private keep(name: string, stream: LoggedStream, event: ProposedEvent): void {
    this.position += BigInt(64 + event.data.length + event.metadata.length);
    const revision = BigInt(stream.events.length);
    const created = (BigInt(Date.now()) * 10_000n).toString();
    const logged = { ...event, stream: name, revision, position: this.position, created };
    stream.events.push(logged);
    this.all.push(logged);
    this.recent.delete(event.id);
    this.recent.set(event.id, logged);
    const [oldest] = this.recent.keys();
    if (this.recent.size > RECENT_IDS) this.recent.delete(oldest!);
  }
}

/** How many ids the server remembers for appends that expect no exact revision. */
const RECENT_IDS = 100_000;

/** An event that the server wrote by itself. */
export const systemEvent = (type: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: Buffer.alloc(0),
});
