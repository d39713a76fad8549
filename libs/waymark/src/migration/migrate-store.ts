import { OutcomeUnknown, Unavailable } from '#event-store/event-store';
import type { Sql } from '#projecting/reading-database';
import type { Progress } from '../progress-bar.ts';
import { copyLog, type LogSide } from './copy-log.ts';
import { noteVerified, takeMovesAlong } from './moves.ts';
import { verifyCopy, type Verified } from './verify-copy.ts';

/** The two logs, the database that the program will use beside the target, and the one it used beside the source. */
export interface MoveAsked {
  readonly from: LogSide;
  readonly to: LogSide;
  readonly besideSource: Sql;
  readonly besideTarget: Sql;
}

export interface Migrated extends Verified {
  readonly from: string;
  readonly to: string;
  /** Events stored by this run; the rest was there already. */
  readonly copied: number;
  /** Whether the source has grown since the copy ended: somebody still writes to it. */
  readonly isStillGrowing: boolean;
}

/** The copy stopped on the way because a store went away. What is copied stays. */
export class MoveInterrupted extends Error {
  override readonly name = 'MoveInterrupted';
}

/**
 * Copies a log into another store, keeps on record where each position went, and proves by reading both whole that they are
 * the same. Asked again it goes on where it stopped, and copies what has come since. Throws NotACopy (the target holds
 * something else) or MoveInterrupted; differences are answered, not thrown.
 */
export async function migrateStore(
  { from, to, besideSource, besideTarget }: MoveAsked,
  { copying, verifying }: { readonly copying?: Progress; readonly verifying?: Progress } = {},
): Promise<Migrated> {
  try {
    await takeMovesAlong(besideSource, besideTarget);
    const copied = await copyLog(from, to, besideTarget, copying);
    const verified = await verifyCopy(from, to, besideTarget, copied, verifying);
    if (copied.move && verified.differences.length === 0)
      await noteVerified(besideTarget, copied.move, verified.source.events, verified.source.inOrder);
    const grown = await from.store.readAll(copied.end.from, 1);
    return { from: from.name, to: to.name, copied: copied.events, ...verified, isStillGrowing: grown.length > 0 };
  } catch (error) {
    if (!(error instanceof Unavailable || error instanceof OutcomeUnknown)) throw error;
    throw new MoveInterrupted(
      `The copy from ${from.name} to ${to.name} stopped: ${error.message} What was copied stays. Run the same command ` +
        'again when both stores answer: it goes on where it stopped.',
      { cause: error },
    );
  }
}
