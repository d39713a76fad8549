import { OutcomeUnknown, Unavailable } from '../event-store.ts';
import { isPassing, messageOf, wasNotSent } from './kurrent-errors.ts';

const MOST_ATTEMPTS = 4;
const FIRST_PAUSE_MILLISECONDS = 50;

/** How long one append goes on trying, and what is to be said when it gives up. */
export class Patience {
  private attempts = 0;
  private mayBeStored = false;

  /** Whether an earlier attempt may have been carried out without our hearing of it. */
  get isInDoubt(): boolean {
    return this.mayBeStored;
  }

  /**
   * Waits before the next attempt after a failure that passes. Throws any other failure as it is; after the last attempt
   * Unavailable when surely nothing was stored, OutcomeUnknown when that cannot be known. `isReading` when the failure
   * was one of finding out how the log stands, before anything was sent.
   */
  async after(error: unknown, isReading: boolean): Promise<void> {
    const passes = isReading ? error instanceof Unavailable : isPassing(error);
    if (!passes) throw error;
    if (!isReading && !wasNotSent(error)) this.mayBeStored = true;
    if (++this.attempts >= MOST_ATTEMPTS) throw this.givingUp(error);
    await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MILLISECONDS * 2 ** this.attempts));
  }

  private givingUp(error: unknown): Error {
    if (this.mayBeStored) {
      return new OutcomeUnknown(
        `The event store did not answer an append (${messageOf(error)}): whether the events are stored is not known. ` +
          'Sending the same append with the same event ids again is safe.',
        { cause: error },
      );
    }
    if (error instanceof Unavailable) return error;
    const why = `The event store cannot be reached: ${messageOf(error)}. Nothing was changed, and the same may be asked again.`;
    return new Unavailable(why, { cause: error });
  }
}
