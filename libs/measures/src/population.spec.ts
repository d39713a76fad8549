import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { populationFor, type PopulationEstimate } from './population.ts';

const day = plainDate;
const estimate = (area: string, midYear: number, age0to17: number, recorded = '2016-07-01'): PopulationEstimate => ({
  area,
  midYear,
  age0to17,
  vintage: `MYE${midYear}`,
  recordedAt: instant(`${recorded}T09:00:00Z`),
});
const of = (all: readonly PopulationEstimate[], asAt: string, area = 'TOTAL', known: string | null = null) =>
  populationFor(all, area, day(asAt), known === null ? null : instant(`${known}T00:00:00Z`));

describe('the population a rate is of (catalogue C.0.11)', () => {
  const years = [2013, 2014, 2015, 2016].map((year) => estimate('TOTAL', year, year * 100));

  it('of a year that ends in March 2016 is that of mid-2015, and so is that of any day of the year', () => {
    expect(of(years, '2016-03-31')?.midYear).toBe(2015);
    expect(of(years, '2015-04-01')?.midYear).toBe(2015);
    expect(of(years, '2016-04-01')?.midYear).toBe(2016);
  });

  it('is the latest loaded before it where that year is not loaded, and none where none is', () => {
    expect(of(years, '2019-03-31')?.midYear).toBe(2016);
    expect(of(years, '2012-03-31')).toBeNull();
    expect(of(years, '2016-03-31', 'EAST')).toBeNull();
  });

  it('says the vintage, and of two vintages of a year the one recorded later counts (G23)', () => {
    const rebased = [...years, { ...estimate('TOTAL', 2015, 274_500, '2018-07-01'), vintage: 'rebased' }];
    expect(of(rebased, '2016-03-31')).toMatchObject({ age0to17: 274_500, vintage: 'rebased' });
    expect(of(rebased, '2016-03-31', 'TOTAL', '2017-01-01')).toMatchObject({ age0to17: 201_500, vintage: 'MYE2015' });
  });
});
