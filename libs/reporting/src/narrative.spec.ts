import { plainDate } from '#calendar/plain-date';
import { exactly, rounded, type Exact } from './exact.ts';
import { change, extremeSince, netChange, rankInYear, reasons, runAtLevel, shareOf, type Point } from './narrative.ts';

const whole = (value: Exact) => String(rounded(value, 0));
const percent = (value: Exact) => `${rounded(value, 0)}%`;
const point = (on: string, value: number | null): Point => ({
  on: plainDate(on),
  value: value === null ? null : exactly(value),
});
const months = (...values: readonly (number | null)[]): readonly Point[] =>
  values.map((value, i) => point(`2015-${String(i + 1).padStart(2, '0')}-28`, value));

describe('what a report writer asks of a figure', () => {
  it('YY01: 252 referrals are 99 more than the 153 of the same month last year', () => {
    const said = change(point('2015-10-31', 252), point('2014-10-31', 153), whole)!;
    expect(said.says).toBe('252, 99 more than in October 2014 (153)');
    expect(said.numbers).toEqual({ now: 252, then: 153, by: 99, percent: 65 });
    expect(said.numbers.now - said.numbers.by).toBe(153);
  });
  it('YY02: 81 early help assessments against 369 are 78% fewer', () =>
    expect(change(point('2016-09-30', 81), point('2015-09-30', 369), whole)).toEqual({
      says: '81, 288 fewer than in September 2015 (369)',
      numbers: { now: 81, then: 369, by: -288, percent: -78 },
    }));
  it('of shares tells points, not more and fewer', () =>
    expect(
      change(point('2016-09-30', 22.4), point('2015-09-30', 24.6), percent, {
        by: (value) => `${rounded(value, 1)} points`,
        words: ['higher', 'lower'],
        when: 'a year ago',
      })!.says,
    ).toBe('22%, 2.2 points lower than a year ago (25%)'));
  it('compares with nothing where there was nothing, and has no per cent of nought', () => {
    expect(change(point('2016-09-30', 81), undefined, whole)).toBeNull();
    expect(change(point('2016-09-30', 81), point('2015-09-30', null), whole)).toBeNull();
    expect(change(point('2016-09-30', 3), point('2015-09-30', 0), whole)!.numbers.percent).toBeNull();
  });

  it('the highest since January is one that January reached and no month after', () => {
    expect(extremeSince(months(260, 200, 210, 252), 'highest')).toEqual({
      says: 'the highest since January 2015',
      numbers: { since: '2015-01-28', months: 2 },
    });
    expect(extremeSince(months(252, 200, 210, 252), 'highest')!.numbers.since).toBe('2015-01-28');
    expect(extremeSince(months(200, 210, 252), 'highest')!.numbers).toEqual({ since: null, months: 2 });
    expect(extremeSince(months(200, 210, 205), 'highest')).toBeNull();
    expect(extremeSince(months(26, 30, 29, 26.5), 'lowest')!.numbers.since).toBe('2015-01-28');
  });

  it('a rank is one in the calendar year, and equal months share it', () => {
    expect(rankInYear([point('2014-12-31', 99), ...months(40, 20, 36)])).toEqual({
      says: 'the second highest month of 2015',
      numbers: { rank: 2, of: 3 },
    });
    expect(rankInYear(months(36, 20, 36))!.numbers.rank).toBe(1);
  });

  it('a run at a level ends at a month below it or without a figure', () => {
    expect(runAtLevel(months(90, 98, 98, 99, 98, 98), exactly(98), 'at or above', percent)).toEqual({
      says: 'at or above 98% for 5 months, since February 2015',
      numbers: { months: 5, from: '2015-02-28' },
    });
    expect(runAtLevel(months(98, null, 98), exactly(98), 'at or above', percent).numbers.months).toBe(1);
    expect(runAtLevel(months(98, 97), exactly(98), 'at or above', percent).numbers).toEqual({ months: 0, from: null });
  });

  it('a net change is between two days', () => {
    expect(netChange(point('2015-10-30', 303), point('2015-07-31', 300))!.says).toBe(
      'a net increase of 3 since July 2015',
    );
    expect(netChange(point('2015-10-30', 300), point('2015-07-31', 300))!.says).toBe('no net change since July 2015');
  });

  it('a share is of whole counts: 49 of 156 families is 31%', () =>
    expect(shareOf(49, 156)).toEqual({ says: '49 of 156 (31%)', numbers: { part: 49, whole: 156, percent: 31 } }));

  it('reasons for lateness come with how often, the most frequent first', () => {
    expect(reasons({ FAMILY: 1, LATE_NOTIFICATION: 6, QUORACY: 0 })!.says).toBe('6 late notification, 1 family');
    expect(reasons({})).toBeNull();
  });
});
