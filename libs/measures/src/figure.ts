import { monthsIn } from '#calendar/period';
import type { Asked } from './counted.ts';
import { isCount, unitsPerOne, type Measure, type Unit } from './measure.ts';

/** A figure: what was counted, over what, and what that comes to. `value` is null where there is nothing to divide by. */
export interface Figure {
  readonly numerator: number;
  readonly denominator: number | null;
  readonly value: number | null;
}

/**
 * The figure of a measure from its two whole counts, in their own units; never from rounded parts (catalogue C.0.8,
 * C.0.9). A `net` measure is the difference of its counts. `population` is the number of people aged 0 to 17, null if
 * unknown.
 */
export function figure(
  measure: Measure,
  above: number,
  below: number | null,
  asked: Asked,
  population: number | null,
): Figure {
  const { denominator: by, unit, decimals } = measure;
  const per = unitsPerOne(measure.numerator);
  const numerator = above / per;
  if (by === undefined)
    return { numerator, denominator: null, value: per === 1 ? above : halfUp(above, per, decimals) };
  const perBelow = isCount(by) ? unitsPerOne(by) : 1;
  if (unit === 'net') return netOf({ above, per, below: below ?? 0, perBelow, decimals });
  const months = monthsIn(asked);
  const divisor = by.kind === 'months' ? months : by.kind === 'population' ? population : below;
  const denominator = divisor === null ? null : divisor / perBelow;
  if (divisor === null || divisor === 0) return { numerator, denominator, value: null };
  // A rate of a flow is annualised: count x 12 / months elapsed / population x 10,000 (catalogue C.0.12).
  const annualised = by.kind === 'population' && by.annualised;
  const over = above * perBelow * (scale[unit] ?? 1) * (annualised ? 12 : 1);
  return { numerator, denominator, value: halfUp(over, divisor * per * (annualised ? months : 1), decimals) };
}

interface Net {
  readonly above: number;
  readonly per: number;
  readonly below: number;
  readonly perBelow: number;
  readonly decimals: number;
}

const netOf = ({ above, per, below, perBelow, decimals }: Net): Figure => ({
  numerator: above / per,
  denominator: below / perBelow,
  value: halfUp(above * perBelow - below * per, per * perBelow, decimals),
});

const scale: Readonly<Partial<Record<Unit, number>>> = { percent: 100, ratio: 100, per10000: 10_000 };

/** A percentile by nearest rank: the smallest value that at least so many per cent do not exceed. Null of nothing. */
export function nearestRank(values: readonly number[], rank: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? null;
}

/** The same of values that are told by how often each comes, in their order. */
export function nearestRankOf(
  counted: readonly (readonly [value: number, times: number])[],
  rank: number,
): number | null {
  const all = counted.reduce((sum, [, times]) => sum + times, 0);
  let left = Math.max(1, Math.ceil((rank / 100) * all));
  for (const [value, times] of counted) if ((left -= times) <= 0) return value;
  return null;
}

/**
 * `above / below` rounded half up (away from nought for negatives) to so many decimals, from whole numbers, so that
 * 1 of 200 is 1% at no decimals and no binary fraction tips a half.
 */
export function halfUp(above: number, below: number, decimals: number): number {
  const shift = 10 ** decimals;
  const whole = Math.floor((2 * Math.abs(above) * shift + below) / (2 * below)) / shift;
  return above < 0 ? 0 - whole : whole;
}

/**
 * By how many per cent of what there was a count has fallen between two days, half up (LAC-11; MN02): of a backlog of 60
 * that is 32 now, 47. Negative where it has risen, null where there was nothing to fall.
 */
export const reductionPercent = (atStart: number, now: number, decimals = 0): number | null =>
  atStart === 0 ? null : halfUp(100 * (atStart - now), atStart, decimals);
