import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { areaStream, englandAndRegions } from './areas.ts';
import { bestOf, comparatorFor, neighboursMean, previousYear, usuallyPublishedOn } from './comparators.ts';
import { measureById } from '#projections/index';
import { measureOfPublishedName } from './published-names.ts';
import { publishedEvents, publishedSets } from './published/published-events.ts';
import { referenceFrom } from './reference-from.ts';
import { authorityEvents } from './reference.events.ts';
import { noReference, type Comparator, type Neighbours } from './reference.ts';

const day = plainDate;
const recordedAt = instant('2026-01-01T00:00:00Z');
const figure = (area: string, year: number, value: number, publishedOn?: string): Comparator => ({
  measure: 'RF-05',
  area,
  yearEnding: day(`${year}-03-31`),
  value,
  publishedOn: publishedOn === undefined ? null : day(publishedOn),
  source: 'table c1',
  recordedAt,
});
const neighbours: Neighbours = {
  authority: '878',
  codes: ['933', '893', '838'],
  model: '2014 model',
  from: day('2014-04-01'),
  recordedAt,
};
const loaded = (...comparators: readonly Comparator[]) => ({ ...noReference, comparators, neighbours: [neighbours] });

describe('the published figure a report is set beside', () => {
  const england = loaded(figure('England', 2014, 23.4), figure('England', 2015, 24), figure('England', 2016, 22.5));

  it('is of the latest year that was out by its day: an October 2016 report has 2014-15 (G13)', () => {
    expect(comparatorFor(england, 'RF-05', 'England', day('2016-09-30'))).toMatchObject({
      value: 24,
      yearEnding: '2015-03-31',
    });
    expect(comparatorFor(england, 'RF-05', 'England', day('2015-05-31'))?.yearEnding).toBe('2014-03-31');
    expect(comparatorFor(england, 'RF-05', 'England', day('2014-05-31'))).toBeNull();
    expect(comparatorFor(england, 'RF-05', 'South West', day('2016-09-30'))).toBeNull();
    expect(comparatorFor(england, 'AS-02', 'England', day('2016-09-30'))).toBeNull();
  });

  it('is out on the day its file names, and where it names none at the usual end of a month', () => {
    const dated = loaded(figure('England', 2016, 22.5, '2016-11-03'));
    expect(comparatorFor(dated, 'RF-05', 'England', day('2016-11-02'))).toBeNull();
    expect(comparatorFor(dated, 'RF-05', 'England', day('2016-11-03'))?.value).toBe(22.5);
    expect(usuallyPublishedOn('RF-05', day('2016-03-31'))).toBe('2016-10-31');
    expect(usuallyPublishedOn('LAC-01.rate', day('2016-03-31'))).toBe('2016-12-31');
    expect(usuallyPublishedOn('WF-05', day('2016-09-30'))).toBe('2017-02-28');
  });

  it('of one year is the vintage published last by then, and of the same day the one recorded last', () => {
    const revised = loaded(figure('England', 2015, 24, '2015-10-22'), figure('England', 2015, 24.2, '2016-11-03'));
    expect(comparatorFor(revised, 'RF-05', 'England', day('2016-09-30'))?.value).toBe(24);
    expect(comparatorFor(revised, 'RF-05', 'England', day('2016-11-30'))?.value).toBe(24.2);
    const twice = loaded(figure('England', 2015, 24), figure('England', 2015, 24.2));
    expect(comparatorFor(twice, 'RF-05', 'England', day('2016-09-30'))?.value).toBe(24.2);
  });

  it('stands beside that of the year before, or beside nothing where that very year is missing', () => {
    expect(previousYear(england, 'RF-05', 'England', day('2016-09-30'))?.value).toBe(23.4);
    const gap = loaded(figure('England', 2013, 24.7), figure('England', 2015, 24));
    expect(previousYear(gap, 'RF-05', 'England', day('2016-09-30'))).toBeNull();
  });
});

describe('the figure of the statistical neighbours', () => {
  it('is the unweighted mean of those in force that have one in the latest year, the others left out (C.0.14)', () => {
    const reference = loaded(
      figure('933', 2015, 20),
      figure('893', 2015, 25.1),
      figure('838', 2014, 90),
      figure('330', 2015, 99),
    );
    expect(neighboursMean(reference, 'RF-05', '878', day('2016-09-30'))).toEqual({
      value: 22.55,
      yearEnding: '2015-03-31',
      of: 2,
      source: '2014 model; table c1',
    });
  });

  it('is none without neighbours in force, or without figures', () => {
    expect(neighboursMean(loaded(figure('933', 2013, 20)), 'RF-05', '878', day('2014-03-31'))).toBeNull();
    expect(neighboursMean(loaded(figure('933', 2015, 20)), 'RF-05', '330', day('2016-09-30'))).toBeNull();
    expect(neighboursMean(loaded(), 'RF-05', '878', day('2016-09-30'))).toBeNull();
  });
});

describe('the best authority', () => {
  it('has the lowest or the highest figure of the latest year, by what is good; England and regions are none', () => {
    const reference = loaded(
      figure('933', 2015, 20),
      figure('893', 2015, 25),
      figure('838', 2014, 1),
      figure('London', 2015, 2),
    );
    expect(bestOf(reference, 'RF-05', 'low', day('2016-09-30'))?.area).toBe('933');
    expect(bestOf(reference, 'RF-05', 'high', day('2016-09-30'))?.area).toBe('893');
    expect(bestOf(reference, 'AS-02', 'high', day('2016-09-30'))).toBeNull();
  });
});

describe('the names of published figures', () => {
  it('lead to measures there are, but for three that only the Department counts', () => {
    const unknown = Object.values(measureOfPublishedName).filter((id) => measureById(id) === undefined);
    expect(unknown).toEqual(['RF-06.assessed', 'IC-01.rate', 'CP-02.rate']);
  });
});

describe('the published figures that are shipped', () => {
  const events = publishedEvents({ asPublished: true }).map(({ event }) => ({
    ...event,
    recordedAt: event.recordedAt!,
  }));
  const reference = referenceFrom(events, null);

  it('are events as their catalogue says, each with its own id, source and licence', () => {
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
    for (const { type, data } of events) expect(authorityEvents[type]!.payload.strict().parse(data)).toEqual(data);
    expect(
      publishedSets.every(
        ({ source, licence }) => source.startsWith('DfE ') && licence === 'Open Government Licence v3.0',
      ),
    ).toBe(true);
  });

  it('are of England and its nine regions, each on a stream of its own', () => {
    expect([...new Set(reference.comparators.map(({ area }) => area))].sort()).toEqual([...englandAndRegions].sort());
    expect(new Set(englandAndRegions.map(areaStream)).size).toBe(10);
    expect(areaStream('Wales')).toBeUndefined();
  });

  it.each([
    ['RF-05', 'England', '2016-09-30', 24.2],
    ['RF-05', 'South West', '2016-09-30', 24.6],
    ['AS-02', 'England', '2016-09-30', 81.5],
    ['AS-02', 'South West', '2016-09-30', 79.3],
    ['CP-05', 'England', '2016-09-30', 16.6],
    ['S47-03', 'South West', '2016-09-30', 48.7],
    ['CP-01.rate', 'West Midlands', '2016-04-30', 45.9],
    ['CIN-04', 'England', '2025-03-31', 332.9],
    ['WF-05', 'England', '2026-03-31', 15.2],
    ['LAC-09', 'England', '2026-03-31', 6540],
  ])('%s of %s as at %s was %d', (measure, area, asAt, value) =>
    expect(comparatorFor(reference, measure, area, day(asAt))?.value).toBe(value),
  );

  it('say of the years 2022 and 2023 what was revised last', () => {
    const england = reference.populations.filter(({ midYear }) => midYear === 2023);
    expect(england.map(({ age0to17 }) => age0to17)).toEqual([11_998_646, 12_059_476]);
  });
});
