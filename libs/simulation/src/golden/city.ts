import { plainDate, type PlainDate } from '#calendar/plain-date';
import type { Teller } from './teller.ts';

/** The areas that both scorecards of seed 004 print. */
export const cityAreas = ['EAST', 'NWC', 'SOUTH'] as const;

/**
 * The populations that the printed rates imply: each lies in the interval that every whole-number rate of seed 004
 * leaves open (catalogue 0.5, G23). The mid-year estimates published since are larger.
 */
const populations = { TOTAL: 274_500, EAST: 103_000, NWC: 105_700, SOUTH: 65_900 };

export function populationsOf(t: Teller): void {
  const { populated } = authorityNotes(t, '330', 'as printed in seed 004');
  for (const [area, age0to17] of Object.entries(populations)) populated(area, 2013, age0to17);
}

/** Targets, published figures and overrides on an authority's stream, with the report they are taken from as their source. */
export const authorityNotes = (t: Teller, code: string, source: string) => ({
  targeted: (measure: string, value: number, from: PlainDate, until?: PlainDate) => {
    t.note(`authority-${code}`, 'TargetSet', from, { measure, value, from, ...(until === undefined ? {} : { until }) });
  },
  compared: (measure: string, value: number, yearEnding: string, area = 'England') => {
    const ending = plainDate(yearEnding);
    t.note(`authority-${code}`, 'ComparatorLoaded', ending, {
      measure,
      area,
      yearEnding: ending,
      value,
      publishedOn: ending,
      source,
    });
  },
  /** A rating or trend that the page prints otherwise than the legend's rule gives (catalogue G20). */
  overridden: (
    asAt: PlainDate,
    measure: string,
    what: 'rating' | 'trend',
    shown: 'GREEN' | 'AMBER' | 'RED',
    reason: string,
  ) => {
    t.note(`authority-${code}`, 'RatingOverridden', asAt, { measure, asAt, what, shown, reason });
  },
  populated: (area: string, midYear: number, age0to17: number) => {
    t.note(`authority-${code}`, 'PopulationEstimateLoaded', plainDate(`${midYear + 1}-07-01`), {
      area,
      midYear,
      age0to17,
      vintage: `implied by the rates ${source}`,
    });
  },
});
