import { OutcomeUnknown, Unavailable, Unstorable } from '../event-store.ts';
import { carryOut, isBegun } from './intended-append.ts';
import type { Intent, Intents } from './intents.ts';
import type { KnownLog } from './known-log.ts';
import { contentFault, messageOf } from './kurrent-errors.ts';
import type { Patience } from './patience.ts';

const LOOK_MILLISECONDS = 10_000;
/** What every server takes at once, unless it was told to take less: 1 MiB, with the names around the content. */
const MOST_BYTES_A_STREAM = 1_000_000;

/** Appends to several streams: written by way of a note, and finished by it when they were cut short. */
export class UnfinishedAppends {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    readonly intents: Intents,
    private readonly log: KnownLog,
    private readonly onTrouble: (error: Error) => void,
  ) {}

  /** Looks now and then for what another process left behind. */
  watch(): void {
    this.timer = setInterval(() => {
      this.looking = this.finishAll().catch((error: unknown) => this.onTrouble(error as Error));
    }, LOOK_MILLISECONDS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /**
   * Writes to several streams, all or none: false when somebody else was first, and nothing was written. The caller
   * holds the streams. When it gives up in the middle, the note stays for whoever looks next.
   */
  async write(intent: Intent, patience: Patience): Promise<boolean> {
    refuseTooLarge(intent);
    await this.intents.add(intent);
    for (let isFresh = true; ; isFresh = false) {
      try {
        const isWritten = await carryOut(this.log, intent, isFresh);
        await this.forget(intent);
        return isWritten;
      } catch (error) {
        const fault = contentFault(error);
        if (fault !== undefined) throw await this.refused(intent, fault);
        await patience.after(error, error instanceof Unavailable).catch((end: unknown) => this.givenUp(intent, end));
      }
    }
  }

  /** Finishes every append that was cut short; those that another process is at work on are waited for. */
  async finishAll(): Promise<void> {
    for (const { id, parts } of await this.intents.unfinished()) {
      await this.intents.holding(streamsOf(parts), async () => {
        const still = (await this.intents.unfinished()).find((intent) => intent.id === id);
        if (still === undefined) return;
        await this.log.known.holding(streamsOf(parts), () => carryOut(this.log, still));
        await this.intents.remove(id);
      });
    }
  }

  /** Nothing hangs on a note of what is done: it says nothing new to whoever finds it. */
  private async forget({ id }: Intent): Promise<void> {
    await this.intents.remove(id).catch((error: unknown) => this.onTrouble(error as Error));
  }

  /** What is surely not stored must not be stored later either: its note goes. */
  private async givenUp(intent: Intent, end: unknown): Promise<never> {
    if (!(end instanceof Unavailable)) throw end;
    await this.intents.remove(intent.id).catch((error: unknown) => {
      const why = `${end.message} Its note could not be taken back (${messageOf(error)}), so it may still be carried out.`;
      throw new OutcomeUnknown(why, { cause: error });
    });
    throw end;
  }

  private async refused(intent: Intent, fault: string): Promise<Error> {
    if (isBegun(this.log, intent)) {
      return new Error(
        `The append ${intent.id} is stored in part, and the server refuses the rest of it: ${fault}. Mend the server's ` +
          'settings; the rest is written as soon as it takes it.',
      );
    }
    await this.intents.remove(intent.id);
    return new Unstorable(`The append cannot be stored: ${fault}. Nothing of it was stored.`);
  }
}

const streamsOf = (parts: Intent['parts']): string[] => parts.map(({ stream }) => stream);

/** Found before anything is written, for it would be found too late after the first stream. */
function refuseTooLarge({ parts }: Intent): void {
  for (const { stream, events } of parts) {
    const bytes = events.reduce(
      (sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata),
      0,
    );
    if (bytes <= MOST_BYTES_A_STREAM) continue;
    throw new Unstorable(
      `The append brings ${bytes} bytes for ${stream} and also writes to other streams; KurrentDB takes ${MOST_BYTES_A_STREAM} ` +
        'for one stream at once. Nothing of it was stored.',
    );
  }
}
