import { Unavailable, type Appended } from './event-store.ts';
import type { StorableWrite } from './storable-event.ts';

/** One append on its way, and whoever waits for its answer. */
export interface WaitingAppend {
  readonly writes: readonly StorableWrite[];
  readonly resolve: (appended: Appended) => void;
  readonly reject: (reason: unknown) => void;
}

/** How much may wait. What is beyond is refused, for memory has an end and a store that is slow is not made faster. */
export interface Bounds {
  readonly appends: number;
  /** Of the events as they will be sent. A single append that is larger is let in while nothing else waits. */
  readonly characters: number;
  readonly milliseconds: number;
}

export const usualBounds: Bounds = { appends: 20_000, characters: 64 * 1024 * 1024, milliseconds: 10_000 };

/** What one transaction may hold: it is sent as one parameter a thousand events, and the log's head is locked meanwhile. */
const MOST_EVENTS = 5000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

interface Waiting {
  readonly append: WaitingAppend;
  readonly events: number;
  readonly characters: number;
  readonly since: number;
}

/** The appends that wait for their batch, first come first served: a bounded number, each for a bounded time. */
export class WaitingAppends {
  private waiting: Waiting[] = [];
  private characters = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly bounds: Bounds) {}

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** Takes an append in, or throws Unavailable: then nothing of it was stored or ever will be. */
  add(append: WaitingAppend): void {
    const characters = charactersOf(append.writes);
    const isTooMuch = !this.isEmpty && this.characters + characters > this.bounds.characters;
    if (isTooMuch || this.waiting.length >= this.bounds.appends) throw busy(this.waiting.length);
    const events = append.writes.reduce((sum, write) => sum + write.events.length, 0);
    this.waiting.push({ append, events, characters, since: performance.now() });
    this.characters += characters;
    this.timer ??= this.timerIn(this.bounds.milliseconds);
  }

  /** The next batch, the longest wait first; empty when all that waited has been refused as too late. */
  take(): WaitingAppend[] {
    this.refuseLate();
    let [events, characters, size] = [0, 0, 0];
    for (const one of this.waiting) {
      events += one.events;
      characters += one.characters;
      if (size > 0 && (events > MOST_EVENTS || characters > MOST_CHARACTERS)) break;
      size++;
    }
    return this.shift(size).map(({ append }) => append);
  }

  /** Whoever asked has given up by now, or will soon: what is sent now would be work for nobody. */
  private refuseLate(): void {
    const tooEarly = performance.now() - this.bounds.milliseconds;
    const late = this.waiting.findIndex(({ since }) => since > tooEarly);
    const seconds = this.bounds.milliseconds / 1000;
    for (const { append } of this.shift(late === -1 ? this.waiting.length : late))
      append.reject(
        new Unavailable(
          `The event store is busy: this append waited ${seconds} seconds for others. Nothing of it was stored; send it again.`,
        ),
      );
  }

  private shift(size: number): Waiting[] {
    const first = this.waiting.splice(0, size);
    for (const { characters } of first) this.characters -= characters;
    if (this.isEmpty) {
      clearTimeout(this.timer);
      this.timer = undefined;
    }
    return first;
  }

  /** A batch that never comes back must not keep those behind it waiting for ever. */
  private timerIn(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.timer = undefined;
      this.refuseLate();
      const [next] = this.waiting;
      if (next !== undefined)
        this.timer ??= this.timerIn(Math.max(1, next.since + this.bounds.milliseconds - performance.now()));
    }, milliseconds).unref();
  }
}

const busy = (waiting: number): Unavailable =>
  new Unavailable(
    `The event store is busy: ${waiting === 1 ? '1 append waits' : `${waiting.toLocaleString('en-GB')} appends wait`} already. ` +
      'Nothing of this one was stored; send it again.',
  );

function charactersOf(writes: readonly StorableWrite[]): number {
  let sum = 0;
  for (const { events } of writes)
    for (const { dataJson, metaJson, personalJson = '' } of events)
      sum += dataJson.length + metaJson.length + personalJson.length;
  return sum;
}
