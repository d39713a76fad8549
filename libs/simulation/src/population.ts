import { londonDate, startOfLondonDay, type Instant } from '#calendar/instant';
import { dateOf, type PlainDate } from '#calendar/plain-date';
import { simulatedAreas } from './authority.ts';

/** An estimate of how many children live in the authority or one of its areas, as it is stored on `authority-<code>`. */
export interface PopulationEstimate {
  readonly type: 'PopulationEstimateLoaded';
  readonly stream: string;
  readonly occurredOn: PlainDate;
  readonly recordedAt: Instant;
  readonly data: {
    /** An area's id, or TOTAL for the authority as a whole. */
    readonly area: string;
    readonly midYear: number;
    readonly age0to17: number;
    readonly vintage: string;
  };
}

/**
 * Children living in the city for each simulated child. A city of 274,000 (what the rates of the scorecards of 2015 and
 * 2016 imply) has to do with about 36,000 of them in four years.
 */
const residentsPerChild = 7.6;

/**
 * Mid-year estimates of the years `fromYear` to `toYear` for the authority and its areas, so sized that the rates per
 * 10,000 of a simulation of so many children are plausible. Each is published in the July after.
 */
export function simulatedPopulation(children = 1500, fromYear = 2022, toYear = 2025): readonly PopulationEstimate[] {
  const total = children * residentsPerChild;
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, i) => fromYear + i);
  return years.flatMap((midYear) => {
    const growth = 1 + 0.004 * (midYear - toYear);
    const sizes = simulatedAreas.map(
      ({ id, shareOfChildren }) => [id, Math.round(total * growth * shareOfChildren)] as const,
    );
    const sum = sizes.reduce((all, [, size]) => all + size, 0);
    return [['TOTAL', sum] as const, ...sizes].map(([area, age0to17]) => estimate(area, midYear, age0to17));
  });
}

function estimate(area: string, midYear: number, age0to17: number): PopulationEstimate {
  // Published in the summer after: then the mid-year estimate of the year before is the latest there is.
  const recordedAt = startOfLondonDay(dateOf(midYear + 1, 7, 15));
  return {
    type: 'PopulationEstimateLoaded',
    stream: 'authority-SIM',
    occurredOn: londonDate(recordedAt),
    recordedAt,
    data: { area, midYear, age0to17, vintage: `MYE${midYear}` },
  };
}
