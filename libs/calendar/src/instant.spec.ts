import fc from 'fast-check';
import {
  endOfLondonDay,
  epochMilliseconds,
  instant,
  instantFromEpochMilliseconds,
  isInstant,
  londonDate,
  startOfLondonDay,
} from './instant.ts';
import { addDays, fromEpochDay, plainDate, toEpochDay, type PlainDate } from './plain-date.ts';

const day = plainDate;
const momentFrom = (from: string, to: string): fc.Arbitrary<number> =>
  fc.integer({ min: Date.parse(from), max: Date.parse(to) });
const dayFrom = (from: string, to: string): fc.Arbitrary<PlainDate> =>
  fc.integer({ min: toEpochDay(day(from)), max: toEpochDay(day(to)) }).map(fromEpochDay);

const londonByIntl = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short' });

describe('the worked cases of the catalogue', () => {
  it('PW06: an event stamped 23:30 UTC on 31 May 2015 happened on 1 June in London', () => {
    expect(londonDate(instant('2015-05-31T23:30:00Z'))).toBe('2015-06-01');
  });
  it('PW07: an event stamped 23:30 UTC on 31 December 2015 happened on that day in London', () => {
    expect(londonDate(instant('2015-12-31T23:30:00Z'))).toBe('2015-12-31');
  });
  it('PW08: 31 May 2015 ends in London at 22:59:59.999 UTC', () => {
    expect(endOfLondonDay(day('2015-05-31'))).toBe('2015-05-31T22:59:59.999Z');
  });
  it('PW09: 31 December 2015 ends in London when it ends in UTC', () => {
    expect(endOfLondonDay(day('2015-12-31'))).toBe('2015-12-31T23:59:59.999Z');
  });
});

describe('an instant as text', () => {
  it.each([
    ['2015-06-10T09:00:00.000Z', '2015-06-10T09:00:00.000Z'],
    ['2015-06-10T09:00:00Z', '2015-06-10T09:00:00.000Z'],
    ['2015-06-10T09:00Z', '2015-06-10T09:00:00.000Z'],
    ['2015-06-10T09:00:00.5Z', '2015-06-10T09:00:00.500Z'],
    ['2015-06-10T09:00:00,25Z', '2015-06-10T09:00:00.250Z'],
    ['2015-06-10T09:00:00.123999Z', '2015-06-10T09:00:00.123Z'],
    ['2015-06-10T10:00:00+01:00', '2015-06-10T09:00:00.000Z'],
    ['2015-06-10T10:00+0100', '2015-06-10T09:00:00.000Z'],
    ['2015-06-10T10:00+01', '2015-06-10T09:00:00.000Z'],
    ['2015-12-31T22:30:00-03:30', '2016-01-01T02:00:00.000Z'],
    ['2016-03-01T00:30:00.001+01:00', '2016-02-29T23:30:00.001Z'],
  ])('%s is read as %s', (text, normal) => {
    expect(instant(text)).toBe(normal);
    expect(isInstant(normal)).toBe(true);
    expect(isInstant(text)).toBe(text === normal);
  });

  it.each([
    '2015-06-10', // a day is not midnight anywhere
    '2015-06-10T09:00:00', // whose clock?
    '2015-02-29T09:00:00Z',
    '2015-06-10T24:00:00Z',
    '2015-06-10T09:60:00Z',
    '2016-12-31T23:59:60Z',
    '2015-06-10T09:00:00.Z',
    '2015-06-10 09:00:00Z',
    '2015-06-10T09Z',
    '2015-06-10T09:00:00+24:00',
    '2015-06-10T09:00:00 Europe/London',
    'yesterday',
    '',
  ])('"%s" is refused with a sentence that shows how to write one', (text) => {
    expect(isInstant(text)).toBe(false);
    expect(() => instant(text)).toThrow(RangeError);
    expect(() => instant(text)).toThrow('write a day, a clock time and its zone, for example 2015-06-10T09:00:00Z');
  });

  it('is never a number, a null or a Date', () => {
    expect([1433926800000, null, undefined, new Date(0)].some(isInstant)).toBe(false);
    expect(isInstant('2015-02-29T09:00:00.000Z')).toBe(false);
  });

  it('agrees with the engine in milliseconds, both ways, and sorts as time does', () => {
    const moment = momentFrom('1000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z');
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const written = instantFromEpochMilliseconds(a);
        expect(written).toBe(new Date(a).toISOString());
        expect(isInstant(written)).toBe(true);
        expect(epochMilliseconds(written)).toBe(a);
        expect(written < instantFromEpochMilliseconds(b)).toBe(a < b);
      }),
    );
  });

  it('is a whole number of milliseconds in the years 1000 to 9999', () => {
    expect(() => instantFromEpochMilliseconds(0.5)).toThrow('not a whole number of milliseconds');
    expect(() => instantFromEpochMilliseconds(Number.NaN)).toThrow(RangeError);
    expect(() => instantFromEpochMilliseconds(Date.parse('9999-12-31T23:59:59.999Z') + 1)).toThrow(RangeError);
  });
});

describe('the day in London', () => {
  it.each([
    ['2015-03-28T23:30:00Z', '2015-03-28', 'the night before the clocks go forward'],
    ['2015-03-29T23:30:00Z', '2015-03-30', 'the night after they went forward'],
    ['2015-10-24T23:30:00Z', '2015-10-25', 'the night in which they go back'],
    ['2015-10-25T23:30:00Z', '2015-10-25', 'the night after they went back'],
    ['2015-12-31T23:59:59.999Z', '2015-12-31', 'in winter, when London is on UTC'],
    ['1970-12-31T23:30:00Z', '1971-01-01', 'in the years of British Standard Time'],
    ['1995-10-21T23:30:00Z', '1995-10-22', 'in 1995, when summer ended on the fourth Sunday of October'],
    ['1995-10-22T23:30:00Z', '1995-10-22', 'in 1995, after that Sunday'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31', 'in the last hour there is'],
  ])('at %s is %s: %s', (moment, d) => {
    expect(londonDate(instant(moment))).toBe(d);
  });

  it('is what the time zone database says, at any moment since 1900', () => {
    fc.assert(
      fc.property(momentFrom('1900-01-01T00:00:00Z', '2099-12-31T00:00:00Z'), (moment) => {
        expect(londonDate(instantFromEpochMilliseconds(moment))).toBe(londonByIntl.format(moment));
      }),
      { numRuns: 2000 },
    );
  });

  it('is what the time zone database says around midnight of every day from 1996 to 2040', () => {
    const wrong: string[] = [];
    for (let n = toEpochDay(day('1996-01-01')); n <= toEpochDay(day('2040-12-31')); n++) {
      for (const hours of [-1.5, -1, -0.5, 0]) {
        const moment = (n * 24 + hours) * 3_600_000;
        const i = instantFromEpochMilliseconds(moment);
        if (londonDate(i) !== londonByIntl.format(moment)) wrong.push(i);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('begins and ends an hour earlier in UTC in summer, and lasts 23 and 25 hours when the clocks change', () => {
    expect(startOfLondonDay(day('2015-06-01'))).toBe('2015-05-31T23:00:00.000Z');
    expect(startOfLondonDay(day('2015-12-01'))).toBe('2015-12-01T00:00:00.000Z');
    expect(endOfLondonDay(day('2015-12-31'))).toBe('2015-12-31T23:59:59.999Z');
    const hours = (d: PlainDate): number =>
      (epochMilliseconds(endOfLondonDay(d)) + 1 - epochMilliseconds(startOfLondonDay(d))) / 3_600_000;
    expect(['2015-03-29', '2015-10-25', '2015-06-10', '1970-06-10'].map((d) => hours(day(d)))).toEqual([
      23, 25, 24, 24,
    ]);
    expect(endOfLondonDay(day('9999-12-31'))).toBe('9999-12-31T23:59:59.999Z');
  });

  it('holds its first and its last millisecond and not the ones beside them', () => {
    fc.assert(
      fc.property(dayFrom('1900-01-02', '2099-12-30'), (d) => {
        const [start, end] = [epochMilliseconds(startOfLondonDay(d)), epochMilliseconds(endOfLondonDay(d))];
        expect(londonByIntl.format(start)).toBe(d);
        expect(londonByIntl.format(end)).toBe(d);
        expect(londonByIntl.format(start - 1)).toBe(addDays(d, -1));
        expect(londonByIntl.format(end + 1)).toBe(addDays(d, 1));
      }),
      { numRuns: 1000 },
    );
  });
});
