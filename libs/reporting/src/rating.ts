import type { PlainDate } from '#calendar/plain-date';
import type { Measure, Unit } from '#measures/measure';
import { policyFor } from '#reference/policies';
import type { Colour, Override, Policy, Target } from '#reference/reference';
import { compared, exactly, minus, times, type Exact } from './exact.ts';
import type { Judged } from './report.ts';

/** How far off is still AMBER, and from where an improvement is much better: the policy in force (catalogue C.11). */
export interface Bounds {
  readonly tolerancePoints: number;
  readonly toleranceCountPercent: number;
  readonly toleranceCaseload: number;
  readonly trendPoints: number;
}

export function boundsOn(policies: readonly Policy[], asAt: PlainDate): Bounds {
  const number = (key: string) => Number(policyFor(policies, key, asAt));
  return {
    tolerancePoints: number('ragTolerancePoints'),
    toleranceCountPercent: number('ragToleranceCountPercent'),
    toleranceCaseload: number('ragToleranceCaseload'),
    trendPoints: number('trendPoints'),
  };
}

/** Measures whose value is a share and whose target is a number of children: no more than 20 unallocated (catalogue C.3). */
export const targetedByCount: ReadonlySet<string> = new Set(['UN-02']);

/** Which way is good, and in what the value is measured. */
type Direction = Pick<Measure, 'polarity' | 'unit'>;

/**
 * GREEN where the target is met, AMBER where it is missed by no more than the tolerance, else RED; on unrounded values
 * (catalogue C.10). Null, not rated: without a target, without a value, or where no direction is good.
 */
export function ratingOf(
  { polarity: own, unit }: Direction,
  value: Exact | null,
  target: Target | null,
  bounds: Bounds,
): Colour | null {
  const polarity = target?.polarity ?? own;
  if (target === null || value === null || polarity === 'none') return null;
  const wanted = exactly(target.value);
  const missedBy = polarity === 'high' ? minus(wanted, value) : minus(value, wanted);
  if (compared(missedBy, exactly(0)) <= 0) return 'GREEN';
  return compared(missedBy, toleranceOf(target, unit, bounds)) <= 0 ? 'AMBER' : 'RED';
}

/** Unless the target names its own: points of a percentage, children of a caseload, a share of the target of a count. */
function toleranceOf({ value, tolerance }: Target, unit: Unit, bounds: Bounds): Exact {
  if (tolerance !== null) return exactly(tolerance);
  if (unit === 'percent' || unit === 'ratio') return exactly(bounds.tolerancePoints);
  if (unit === 'average') return exactly(bounds.toleranceCaseload);
  return times(exactly(Math.abs(value)), exactly(bounds.toleranceCountPercent / 100));
}

/** RED "not better", AMBER better by less than a point, GREEN "much better"; on unrounded values (catalogue C.10). */
export function trendOf(
  { polarity }: Pick<Measure, 'polarity'>,
  now: Exact | null,
  before: Exact | null,
  bounds: Bounds,
): Colour | null {
  if (now === null || before === null || polarity === 'none') return null;
  const better = polarity === 'high' ? minus(now, before) : minus(before, now);
  if (compared(better, exactly(0)) <= 0) return 'RED';
  return compared(better, exactly(bounds.trendPoints)) < 0 ? 'AMBER' : 'GREEN';
}

/** A colour as computed and as shown: somebody may have shown another, and then says why. */
export const judged = (computed: Colour | null, override: Override | null): Judged =>
  override === null ? { computed, shown: computed } : { computed, shown: override.shown, reason: override.reason };

const meanings: Readonly<Record<'rating' | 'trend', Readonly<Record<Colour, string>>>> = {
  rating: { GREEN: 'target met or better', AMBER: 'just off target', RED: 'off target' },
  trend: { GREEN: 'much better', AMBER: 'a bit better', RED: 'not better' },
};

/** What a colour says in words, so that colour never stands alone. */
export const inWords = (what: 'rating' | 'trend', colour: Colour): string => meanings[what][colour];
