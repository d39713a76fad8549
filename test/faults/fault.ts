import type { Random } from '#simulation/random';
import type { Stage } from './stage.ts';

/** One kind of harm. What is harmed mends itself or is mended before `inflict` resolves. */
export interface FaultKind {
  readonly name: string;
  /** Why this machine does not allow it; undefined where it does. */
  readonly whyNot?: (stage: Stage) => string | undefined;
  /** Does the harm, and says to whom; undefined when there was no occasion for it just now. */
  readonly inflict: (stage: Stage, lots: Lots) => Promise<string | undefined>;
}

/** What chance decides of one fault, and whether there is time for the long kind. */
export interface Lots {
  readonly random: Random;
  readonly isLong: boolean;
}

/** A length of time: up to so many seconds in a long run, a good second or less in a short one. */
export const lasting = ({ random, isLong }: Lots, mostSeconds: number): number =>
  Math.round(isLong ? random.whole(300, mostSeconds * 1000) : random.whole(250, 900));

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
