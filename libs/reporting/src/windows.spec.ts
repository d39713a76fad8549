import { plainDate } from '#calendar/plain-date';
import { askedIn, filledIn, monthsOf, quarterName } from './windows.ts';
import type { Window } from './report.ts';

const on = (day: string, window: Window) => {
  const { from, to, asAt } = askedIn(window, plainDate(day));
  return asAt === to ? `${from}..${to}` : `${from}..${to} as at ${asAt}`;
};

describe('the period a column of a report looks at', () => {
  it('PW02: the previous six months of April 2016 are October to March', () =>
    expect(on('2016-04-30', { kind: 'previousMonths', months: 6 })).toBe('2015-10-01..2016-03-31'));
  it('PW03: rolling twelve months to February 2016 end on the leap day', () =>
    expect(on('2016-02-29', { kind: 'rollingMonths', months: 12 })).toBe('2015-03-01..2016-02-29'));
  it('PW04: 31 March belongs to the year that began the April before', () => {
    expect(on('2016-03-31', { kind: 'yearToDate' })).toBe('2015-04-01..2016-03-31');
    expect(on('2016-04-01', { kind: 'yearToDate' })).toBe('2016-04-01..2016-04-01');
  });
  it('PW05: the year to date at Q2 2016/17', () =>
    expect(on('2016-09-30', { kind: 'yearToDate' })).toBe('2016-04-01..2016-09-30'));

  it('of last year ends on the corresponding day, so that like stands beside like', () => {
    expect(on('2016-09-30', { kind: 'quarterLastYear' })).toBe('2015-07-01..2015-09-30');
    expect(on('2016-09-15', { kind: 'yearToDateLastYear' })).toBe('2015-04-01..2015-09-15');
    expect(on('2016-02-29', { kind: 'sameMonthLastYear' })).toBe('2015-02-01..2015-02-28');
    expect(on('2017-02-28', { kind: 'sameMonthLastYear' })).toBe('2016-02-01..2016-02-29');
    expect(on('2016-09-30', { kind: 'rollingMonthsLastYear', months: 12 })).toBe('2014-10-01..2015-09-30');
  });

  it('takes the 31 March before the report day, never the day itself', () => {
    expect(on('2016-04-30', { kind: 'march' })).toBe('2016-03-01..2016-03-31');
    expect(on('2016-03-31', { kind: 'march' })).toBe('2015-03-01..2015-03-31');
  });

  it('counts whole quarters and financial years back', () => {
    expect(on('2016-12-31', { kind: 'quarter', before: 2 })).toBe('2016-04-01..2016-06-30');
    expect(on('2016-09-30', { kind: 'financialYear', before: 1 })).toBe('2015-04-01..2016-03-31');
  });

  it('takes whole weeks that have ended by the report day, a Sunday being the end of its own', () => {
    expect(on('2013-06-30', { kind: 'weeks', weeks: 1 })).toBe('2013-06-24..2013-06-30');
    expect(on('2013-06-29', { kind: 'weeks', weeks: 2 })).toBe('2013-06-10..2013-06-23');
  });

  it('looks at named dates from the report day while they last', () =>
    expect(on('2016-05-10', { kind: 'dates', from: plainDate('2016-05-01'), to: plainDate('2016-05-31') })).toBe(
      '2016-05-01..2016-05-31 as at 2016-05-10',
    ));

  it('falls into months, the first and last as far as it goes', () =>
    expect(
      monthsOf({ from: plainDate('2016-02-10'), to: plainDate('2016-04-05') }).map(({ from, to }) => `${from}..${to}`),
    ).toEqual(['2016-02-10..2016-02-29', '2016-03-01..2016-03-31', '2016-04-01..2016-04-05']));

  it('heads its column as the councils write it', () => {
    expect(filledIn('{month} {longMonth} Target - {monthAndYear}', plainDate('2017-03-31'))).toBe(
      'Mar-17 March 2017 Target - March 17',
    );
    expect(quarterName(plainDate('2016-09-30'))).toBe('Q2 2016/17');
    expect(quarterName(plainDate('2017-02-01'))).toBe('Q4 2016/17');
  });
});
