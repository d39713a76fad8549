import { monthsIn } from '#calendar/period';
import type { Asked } from './counted.ts';
import type { Measure } from './measure.ts';

/** A figure: what was counted, over what, and what that comes to. `value` is null where there is nothing to divide by. */
export interface Figure {
  readonly numerator: number;
  readonly denominator: number | null;
  readonly value: number | null;
}

/**
 * The figure of a measure from its two whole counts; never from rounded parts (catalogue C.0.8, C.0.9).
 * A `net` measure is the difference of its counts. `population` is the number of people aged 0 to 17, null if unknown.
 */
export function figure(
  measure: Measure,
  numerator: number,
  below: number | null,
  asked: Asked,
  population: number | null,
): Figure {
  const by = measure.denominator;
  if (by === undefined) return { numerator, denominator: null, value: numerator };
  if (measure.unit === 'net') return { numerator, denominator: below, value: numerator - (below ?? 0) };
  const months = monthsIn(asked);
  const denominator = by.kind === 'months' ? months : by.kind === 'population' ? population : below;
  if (denominator === null || denominator === 0) return { numerator, denominator, value: null };
  // A rate of a flow is annualised: count x 12 / months elapsed / population x 10,000 (catalogue C.0.12).
  const annualised = by.kind === 'population' && by.annualised;
  const above = numerator * scale[measure.unit] * (annualised ? 12 : 1);
  return { numerator, denominator, value: halfUp(above, denominator * (annualised ? months : 1), measure.decimals) };
}

const scale = { count: 1, perMonth: 1, net: 1, percent: 100, per10000: 10_000 } as const;

/**
 * `above / below` rounded half up (away from nought for negatives) to so many decimals, from whole numbers, so that
 * 1 of 200 is 1% at no decimals and no binary fraction tips a half.
 */
export function halfUp(above: number, below: number, decimals: number): number {
  const shift = 10 ** decimals;
  const whole = Math.floor((2 * Math.abs(above) * shift + below) / (2 * below)) / shift;
  return above < 0 ? 0 - whole : whole;
}
