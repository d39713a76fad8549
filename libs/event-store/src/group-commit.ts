import { setImmediate as nextTurn } from 'node:timers/promises';
import { OutcomeUnknown, Unavailable, Unstorable, type Appended } from './event-store.ts';
import { isAboutContent, messageOf } from './postgres-errors.ts';
import type { StorableWrite } from './storable-event.ts';

/** Writes appends in one transaction, each with its own outcome, in order; throws when nothing of them was stored. */
export type WriteBatch = (appends: readonly (readonly StorableWrite[])[]) => Promise<readonly Outcome[]>;
export type Outcome = { readonly appended: Appended } | { readonly refused: unknown };

interface Waiting {
  readonly writes: readonly StorableWrite[];
  readonly resolve: (appended: Appended) => void;
  readonly reject: (reason: unknown) => void;
}

const MOST_EVENTS = 5000;

/**
 * Appends that wait in this process share one transaction. Commits are what costs, and positions in commit order
 * allow only one at a time; so while one batch commits, the next gathers. There is no timer: whoever comes alone is
 * written at once.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly writeBatch: WriteBatch) {}

  append(writes: readonly StorableWrite[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ writes, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      // One turn of the event loop lets everybody in who was just answered, or who comes in the same breath.
      await nextTurn();
      await this.write(this.nextBatch());
    }
    this.running = undefined;
  }

  private nextBatch(): Waiting[] {
    let events = 0;
    let size = 0;
    for (const { writes } of this.waiting) {
      events += writes.reduce((sum, write) => sum + write.events.length, 0);
      if (size > 0 && events > MOST_EVENTS) break;
      size++;
    }
    return this.waiting.splice(0, size);
  }

  private async write(batch: readonly Waiting[]): Promise<void> {
    try {
      const outcomes = await this.writeBatch(batch.map(({ writes }) => writes));
      for (const [i, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[i]!;
        if ('appended' in outcome) resolve(outcome.appended);
        else reject(outcome.refused);
      }
    } catch (error) {
      const concernsAll = error instanceof Unavailable || error instanceof OutcomeUnknown;
      // Something in one of them is wrong in a way that only the database saw: the others shall not suffer for it.
      if (batch.length > 1 && !concernsAll) for (const one of batch) await this.write([one]);
      else for (const { reject } of batch) reject(refusal(error));
    }
  }
}

function refusal(error: unknown): unknown {
  if (!isAboutContent(error)) return error;
  return new Unstorable(`The append cannot be stored: ${messageOf(error)}. Nothing of it was stored.`, {
    cause: error,
  });
}
