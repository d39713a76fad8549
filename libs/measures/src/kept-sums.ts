import { toEpochDay, type PlainDate } from '#calendar/plain-date';
import { movements } from './counted.ts';
import { countKey, countsOf, isBalanced, type Count, type Measure } from './measure.ts';
import type { Cells, Columns } from './projection.ts';

/**
 * How a count's sums are kept, so that no figure grows with the rows behind it.
 * - `day`: what each row moves on one day (`movements`).
 * - `value`: a stock that counts something once: each value moves it on the days it comes in and goes out.
 * The others move a sum by two days, and a figure asks for a stretch of the first and all of the second up to a day:
 * - `by`: the day itself, and the day that must have come by `asAt`.
 * - `begun`: a stock's days, and the day that must have come before the period began.
 * - `firsts`: what a flow counts once: its day, and the day of the same value's row before it.
 * - `during`: what is counted once among the rows open in a period; see `duringSql`.
 * - `companion`: a stock whose rows another row must go with: its days, and the day of the companion seen last.
 * - `measured`: a flow by a number that a percentile is taken of.
 */
export type Keeping = 'day' | 'value' | 'by' | 'begun' | 'firsts' | 'during' | 'companion' | 'measured';

/** A count whose sums are kept; `of` is the column a percentile is taken of. */
export interface Kept {
  readonly keeping: Keeping;
  readonly count: Count;
  readonly of?: string;
}

/** How a count's sums are kept, or undefined where it is read from the rows. */
export function keepingOf(count: Count): Keeping | undefined {
  const { having, once, sum, moreThan } = count;
  if (isBalanced(count)) return 'day';
  if (count.kind === 'flow') {
    if (having !== undefined) return undefined;
    if (once === undefined) return 'by';
    return (count.by ?? sum ?? moreThan) ? undefined : 'firsts';
  }
  const { begunBefore, during } = count;
  if (having !== undefined) return (once ?? during) === undefined && isPlain(having.count) ? 'companion' : undefined;
  if (during) return once === undefined || (begunBefore ?? sum ?? moreThan) !== undefined ? undefined : 'during';
  if (once === undefined) return 'begun';
  return begunBefore === undefined ? 'value' : undefined;
}

const isPlain = ({ by, once, sum, having, window }: Count & { readonly by?: string }): boolean =>
  (by ?? once ?? sum ?? having ?? window) === undefined;

/** The count of a measure that is a percentile, with the column it is of. */
export const measuredOf = ({ numerator, percentile }: Measure): Kept | undefined =>
  percentile !== undefined && numerator.kind === 'flow' && isBalanced(numerator) && numerator.sum === undefined
    ? { keeping: 'measured', count: numerator, of: percentile.of }
    : undefined;

/** Every count of the measures whose sums are kept, each once, except those that move on one day alone. */
export function keptCounts(measures: readonly Measure[]): readonly Kept[] {
  const found = new Map<string, Kept>();
  for (const measure of measures) {
    const measured = measuredOf(measure);
    const all = measured ? [measured] : measure.percentile ? [] : countsOf(measure).map(keptAs);
    for (const one of all) if (one !== undefined && one.keeping !== 'day') found.set(keptKey(one), one);
  }
  return [...found.values()];
}

function keptAs(count: Count): Kept | undefined {
  const keeping = keepingOf(count);
  return keeping && { keeping, count };
}

/** A name for what is kept, that two measures which share it share too. */
export const keptKey = ({ count, of }: Kept): string => `${countKey(count)}${of === undefined ? '' : ` ${of}`}`;

/** How much a row moves a sum on two days; the second is a day, or a number that is measured, as a whole number. */
export interface TwoDayMovement {
  readonly on: PlainDate;
  readonly second: number;
  readonly by: number;
}

/** What one row alone moves on two days: of what is kept `by`, `begun` or `measured`. The others need rows beside it. */
export function twoDayMovements({ keeping, count, of }: Kept, cells: Cells<Columns>): readonly TwoDayMovement[] {
  const column =
    keeping === 'by' ? (count as { by: string }).by : (of ?? (count as { begunBefore: string }).begunBefore);
  const cell = cells[column] as PlainDate | number | null;
  if (cell === null) return [];
  const second = typeof cell === 'number' ? cell : toEpochDay(cell);
  return movements(count, cells).map(({ on, by }) => ({ on, second, by }));
}

/** Whether a row moves what is kept by itself, whatever other rows say. */
export const movesAlone = ({ keeping }: Kept): boolean =>
  keeping === 'by' || keeping === 'begun' || keeping === 'measured';
