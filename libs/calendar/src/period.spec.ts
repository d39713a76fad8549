import fc from 'fast-check';
import {
  contains,
  financialYearOf,
  financialYearStart,
  isoWeekName,
  isoWeekOf,
  lengthDays,
  monthOf,
  monthsIn,
  previousMonths,
  quarterOf,
  rollingMonths,
  sameMonthLastYear,
  yearToDate,
  type Period,
} from './period.ts';
import { addDays, dayOfWeek, fromEpochDay, plainDate, toEpochDay } from './plain-date.ts';

const day = plainDate;
const anyDay = fc.integer({ min: toEpochDay(day('1980-01-01')), max: toEpochDay(day('2060-12-31')) }).map(fromEpochDay);
const period = (text: string): Period => {
  const [from, to] = text.split('..').map(plainDate);
  return { from: from!, to: to! };
};

describe('the worked cases of the catalogue', () => {
  it('PW02: the previous 6 months of a report for April 2016 are October 2015 to March 2016', () => {
    expect(previousMonths(day('2016-04-30'), 6)).toEqual(period('2015-10-01..2016-03-31'));
  });
  it('PW03: the rolling 12 months of a report for February 2016 are March 2015 to 29 February 2016', () => {
    expect(rollingMonths(day('2016-02-29'), 12)).toEqual(period('2015-03-01..2016-02-29'));
  });
  it('PW04: 31 March 2016 is in the financial year that starts in 2015, 1 April 2016 in that of 2016', () => {
    expect(financialYearStart(day('2016-03-31'))).toBe(2015);
    expect(financialYearStart(day('2016-04-01'))).toBe(2016);
  });
  it('PW05: the year to date at the end of Q2 2016/17 is 1 April to 30 September 2016', () => {
    expect(yearToDate(day('2016-09-30'))).toEqual(period('2016-04-01..2016-09-30'));
  });
});

describe('months, quarters and financial years', () => {
  it('are whole and hold their day', () => {
    expect(monthOf(day('2016-02-10'))).toEqual(period('2016-02-01..2016-02-29'));
    expect(financialYearOf(day('2016-03-31'))).toEqual(period('2015-04-01..2016-03-31'));
    expect(sameMonthLastYear(day('2016-02-29'))).toEqual(period('2015-02-01..2015-02-28'));
  });

  it.each([
    ['2016-04-01', '2016-04-01..2016-06-30'],
    ['2016-09-30', '2016-07-01..2016-09-30'],
    ['2016-11-15', '2016-10-01..2016-12-31'],
    ['2017-01-31', '2017-01-01..2017-03-31'],
  ])('the quarter of %s is %s', (d, quarter) => {
    expect(quarterOf(day(d))).toEqual(period(quarter));
  });

  it('give the same rolling months for every day of the last month', () => {
    expect(rollingMonths(day('2016-03-01'), 6)).toEqual(period('2015-10-01..2016-03-31'));
    expect(rollingMonths(day('2016-03-31'), 6)).toEqual(period('2015-10-01..2016-03-31'));
    expect(rollingMonths(day('2016-03-31'), 1)).toEqual(monthOf(day('2016-03-31')));
    expect(previousMonths(day('2016-03-31'), 1)).toEqual(period('2016-02-01..2016-02-29'));
  });

  it('cannot be rolled over no months', () => {
    expect(() => rollingMonths(day('2016-03-31'), 0)).toThrow('give a whole number, 1 or more');
    expect(() => previousMonths(day('2016-03-31'), 1.5)).toThrow(RangeError);
  });

  it('four quarters or twelve months make the financial year, and each touches its number of months', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 36 }), (d, n) => {
        const year = financialYearOf(d);
        expect(rollingMonths(year.to, 12)).toEqual(year);
        expect(monthsIn(quarterOf(d))).toBe(3);
        expect(quarterOf(d).from >= year.from && quarterOf(d).to <= year.to).toBe(true);
        expect(monthsIn(rollingMonths(d, n))).toBe(n);
        expect(addDays(previousMonths(d, n).to, 1)).toBe(monthOf(d).from);
      }),
    );
  });
});

describe('a period', () => {
  const march = period('2016-03-01..2016-03-31');

  it('holds both its ends and nothing outside', () => {
    expect(['2016-02-29', '2016-03-01', '2016-03-31', '2016-04-01'].map((d) => contains(march, day(d)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('is as long as the days it holds', () => {
    expect(lengthDays(march)).toBe(31);
    expect(lengthDays(period('2016-03-01..2016-03-01'))).toBe(1);
    expect(lengthDays(period('2015-04-01..2016-03-31'))).toBe(366);
  });

  it('touches a month by a single day of it', () => {
    expect(monthsIn(period('2016-01-31..2016-02-01'))).toBe(2);
    expect(monthsIn(period('2015-04-01..2016-03-31'))).toBe(12);
  });

  it('that ends before it begins is empty', () => {
    const empty = period('2016-03-31..2016-03-01');
    expect([lengthDays(empty), monthsIn(empty), contains(empty, day('2016-03-15'))]).toEqual([0, 0, false]);
  });
});

describe('the ISO week', () => {
  it.each([
    ['2016-01-03', '2015-W53'],
    ['2016-01-04', '2016-W01'],
    ['2016-02-01', '2016-W05'],
    ['2014-12-29', '2015-W01'],
    ['2017-01-01', '2016-W52'],
    ['2020-12-31', '2020-W53'],
  ])('of %s is %s', (d, name) => {
    expect(isoWeekName(day(d))).toBe(name);
  });

  it('runs from Monday to Sunday', () => {
    expect(isoWeekOf(day('2016-01-03'))).toEqual(period('2015-12-28..2016-01-03'));
    expect(isoWeekOf(day('2016-01-04'))).toEqual(period('2016-01-04..2016-01-10'));
  });

  it('is the one counted from the Monday of the week that holds 4 January', () => {
    fc.assert(
      fc.property(anyDay, (d) => {
        const mondayOfWeek1 = (year: number): number => {
          const fourth = day(`${year}-01-04`);
          return toEpochDay(fourth) - dayOfWeek(fourth) + 1;
        };
        const [year, week] = isoWeekName(d).split('-W').map(Number);
        const monday = mondayOfWeek1(year!) + (week! - 1) * 7;
        expect(toEpochDay(isoWeekOf(d).from)).toBe(monday);
        expect(monday).toBeGreaterThanOrEqual(mondayOfWeek1(year!));
        expect(monday).toBeLessThan(mondayOfWeek1(year! + 1));
        expect(contains(isoWeekOf(d), d)).toBe(true);
        expect(lengthDays(isoWeekOf(d))).toBe(7);
      }),
    );
  });
});
