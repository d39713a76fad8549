import type { Instant } from '#calendar/instant';
import { sameCells, type RowVersion } from './row-versions.ts';

/** What must change in the read model so that it says `after` where it said `before`. */
export interface Difference {
  readonly added: readonly RowVersion[];
  readonly removed: readonly RowVersion[];
  /** Versions that stay but end at another moment: mostly the old version of a row that a new event changed. */
  readonly ended: readonly RowVersion[];
  /** The rows believed last, before and after: what the running sums are made of. */
  readonly believedBefore: readonly RowVersion[];
  readonly believedAfter: readonly RowVersion[];
}

/** The difference between two histories of the same children, both told from the same moment on. */
export function difference(before: readonly RowVersion[], after: readonly RowVersion[]): Difference {
  const old = new Map(before.map((version) => [keyOf(version), version]));
  const added: RowVersion[] = [];
  const removed: RowVersion[] = [];
  const ended: RowVersion[] = [];
  for (const version of after) {
    const key = keyOf(version);
    const was = old.get(key);
    old.delete(key);
    if (!was) added.push(version);
    else if (!begunAlike(was, version)) {
      removed.push(was);
      added.push(version);
    } else if (was.knownTo !== version.knownTo || was.toPosition !== version.toPosition) ended.push(version);
  }
  removed.push(...old.values());
  const believed = (versions: readonly RowVersion[]) => versions.filter((version) => version.knownTo === null);
  return { added, removed, ended, believedBefore: believed(before), believedAfter: believed(after) };
}

/** An event recorded in the very instant of an earlier one joins its step, and the step's position moves. */
const begunAlike = (a: RowVersion, b: RowVersion): boolean =>
  a.childId === b.childId && a.fromPosition === b.fromPosition && sameCells(a.cells, b.cells);

const keyOf = ({ projection, rowId, knownFrom }: RowVersion): string => `${projection.name} ${rowId} ${knownFrom}`;

/** A moment at which a version was believed: its beginning, or, for one that began earlier, just before `since`. */
export const believedAt = (version: RowVersion, justBefore: Instant): Instant => version.knownFrom ?? justBefore;
