import type { Figure } from '#measures/figure';
import type { Measure } from '#measures/measure';

/** A value as a fraction of whole numbers, so that no comparison and no rounding rests on a binary fraction. `below` > 0. */
export interface Exact {
  readonly above: bigint;
  readonly below: bigint;
}

/** A decimal number as a fraction, to six decimals: targets, comparators, hundredths of a post. */
export const exactly = (value: number): Exact => ({ above: BigInt(Math.round(value * 1e6)), below: 1_000_000n });

export const plus = (a: Exact, b: Exact): Exact => ({
  above: a.above * b.below + b.above * a.below,
  below: a.below * b.below,
});
export const minus = (a: Exact, b: Exact): Exact => plus(a, { above: -b.above, below: b.below });
export const times = (a: Exact, factor: Exact): Exact => ({
  above: a.above * factor.above,
  below: a.below * factor.below,
});
export const over = (a: Exact, b: Exact): Exact | null =>
  b.above === 0n
    ? null
    : b.above < 0n
      ? { above: -a.above * b.below, below: a.below * -b.above }
      : { above: a.above * b.below, below: a.below * b.above };
/** Below nought, nought, or above it, as `a` is less than, equal to or more than `b`. */
export function compared(a: Exact, b: Exact): number {
  const [left, right] = [a.above * b.below, b.above * a.below];
  return left < right ? -1 : left > right ? 1 : 0;
}
export const mean = (values: readonly Exact[]): Exact | null =>
  values.length === 0 ? null : over(values.reduce(plus), exactly(values.length));

/** Rounded half up (away from nought for negatives) to so many decimals. */
export function rounded({ above, below }: Exact, decimals: number): number {
  const [size, shift] = [above < 0n ? -above : above, 10n ** BigInt(decimals)];
  const whole = Number((2n * size * shift + below) / (2n * below)) / Number(shift);
  return above < 0n && whole !== 0 ? -whole : whole;
}

/** As a number, for plotting and for people who calculate on: to six decimals. */
export const asNumber = (value: Exact): number => rounded(value, 6);

const scales: Readonly<Partial<Record<Measure['unit'], number>>> = { percent: 100, ratio: 100, per10000: 10_000 };

/**
 * The unrounded value of a figure, from its two counts where there are two. An annualised rate has months in it that
 * the counts do not tell, and a percentile is a count already: those are taken as the figure has them.
 */
export function exactValue({ unit, denominator: by, percentile }: Measure, figure: Figure): Exact | null {
  const { numerator, denominator, value } = figure;
  if (value === null) return null;
  const isAnnualised = by?.kind === 'population' && by.annualised;
  if (by === undefined || denominator === null || unit === 'net' || percentile !== undefined || isAnnualised)
    return exactly(value);
  return over(times(exactly(numerator), exactly(scales[unit] ?? 1)), exactly(denominator));
}
