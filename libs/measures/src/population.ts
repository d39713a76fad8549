import { financialYearStart } from '#calendar/period';
import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';

/** People aged 0 to 17 in an area (or `TOTAL`) at the middle of a year, in the vintage it was published. */
export interface PopulationEstimate {
  readonly area: string;
  readonly midYear: number;
  readonly age0to17: number;
  readonly vintage: string;
  readonly recordedAt: Instant;
}

/**
 * The population a rate is of: the mid-year before the reporting year ends (a year ending March 2016 uses mid-2015), or
 * the latest loaded before it (catalogue C.0.11), as known at an instant. Null where none is loaded. Of two vintages of
 * one mid-year the one recorded later counts.
 */
export function populationFor(
  estimates: readonly PopulationEstimate[],
  area: string,
  asAt: PlainDate,
  asKnownAt: Instant | null,
): PopulationEstimate | null {
  const usable = estimates.filter(
    (one) =>
      one.area === area &&
      one.midYear <= financialYearStart(asAt) &&
      (asKnownAt === null || one.recordedAt <= asKnownAt),
  );
  return usable.reduce<PopulationEstimate | null>(
    (best, one) => (best === null || isLater(one, best) ? one : best),
    null,
  );
}

const isLater = (one: PopulationEstimate, best: PopulationEstimate): boolean =>
  one.midYear > best.midYear || (one.midYear === best.midYear && one.recordedAt >= best.recordedAt);
