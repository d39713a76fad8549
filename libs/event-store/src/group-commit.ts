import { setImmediate as nextTurn } from 'node:timers/promises';
import { OutcomeUnknown, Unavailable, Unstorable, type Appended } from './event-store.ts';
import { isAboutContent, messageOf } from './postgres-errors.ts';
import type { StorableWrite } from './storable-event.ts';
import { usualBounds, WaitingAppends, type Bounds, type WaitingAppend } from './waiting-appends.ts';

/** Writes appends in one transaction, each with its own outcome, in order; throws when nothing of them was stored. */
export type WriteBatch = (appends: readonly (readonly StorableWrite[])[]) => Promise<readonly Outcome[]>;
export type Outcome = { readonly appended: Appended } | { readonly refused: unknown };

/**
 * Appends that wait in this process share one transaction. Commits are what costs, and positions in commit order
 * allow only one at a time; so while one batch commits, the next gathers. There is no timer: whoever comes alone is
 * written at once.
 */
export class GroupCommit {
  private readonly waiting: WaitingAppends;
  private running: Promise<void> | undefined;

  constructor(
    private readonly writeBatch: WriteBatch,
    bounds: Partial<Bounds> = {},
  ) {
    this.waiting = new WaitingAppends({ ...usualBounds, ...bounds });
  }

  /** Rejects with Unavailable when too much waits already, or when this one has waited too long: see `Bounds`. */
  append(writes: readonly StorableWrite[]): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.waiting.add({ writes, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.waiting.isEmpty) {
      // One turn of the event loop lets everybody in who was just answered, or who comes in the same breath.
      await nextTurn();
      const batch = this.waiting.take();
      if (batch.length > 0) await this.write(batch);
    }
    this.running = undefined;
  }

  private async write(batch: readonly WaitingAppend[]): Promise<void> {
    try {
      const outcomes = await this.writeBatch(batch.map(({ writes }) => writes));
      for (const [i, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[i]!;
        if ('appended' in outcome) resolve(outcome.appended);
        else reject(outcome.refused);
      }
    } catch (error) {
      const concernsAll = error instanceof Unavailable || error instanceof OutcomeUnknown;
      if (batch.length === 1 || concernsAll) for (const { reject } of batch) reject(refusal(error));
      else await this.writeHalves(batch);
    }
  }

  /**
   * Something in one of them is wrong in a way that only the database saw: the others shall not suffer for it, nor wait
   * for as many transactions as there are appends.
   */
  private async writeHalves(batch: readonly WaitingAppend[]): Promise<void> {
    const half = Math.ceil(batch.length / 2);
    await this.write(batch.slice(0, half));
    await this.write(batch.slice(half));
  }
}

function refusal(error: unknown): unknown {
  if (!isAboutContent(error)) return error;
  return new Unstorable(`The append cannot be stored: ${messageOf(error)}. Nothing of it was stored.`, {
    cause: error,
  });
}
