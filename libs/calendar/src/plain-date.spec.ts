import fc from 'fast-check';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  birthday,
  dateOf,
  dayOfMonth,
  dayOfWeek,
  daysBetween,
  daysInMonth,
  earliest,
  endOfMonth,
  fromEpochDay,
  isPlainDate,
  latest,
  monthNumberOf,
  plainDate,
  startOfMonth,
  toEpochDay,
  yearOf,
} from './plain-date.ts';

const day = plainDate;
const anyDay = fc.integer({ min: toEpochDay(day('1000-01-01')), max: toEpochDay(day('9999-12-31')) }).map(fromEpochDay);
const dayOfRealCase = fc
  .integer({ min: toEpochDay(day('1980-01-01')), max: toEpochDay(day('2060-12-31')) })
  .map(fromEpochDay);

describe('a day as text', () => {
  it.each(['2015-06-10', '2016-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])('%s is a day', (text) => {
    expect(isPlainDate(text)).toBe(true);
    expect(plainDate(text)).toBe(text);
  });

  it.each([
    '2015-02-29', // 2015 is no leap year
    '1900-02-29', // nor is a century that 400 does not divide
    '2015-04-31',
    '2015-13-01',
    '2015-00-10',
    '2015-06-00',
    '0999-12-31',
    '2015-6-10',
    '10/06/2015',
    '2015-06-10T09:00:00Z',
    ' 2015-06-10',
    '2015-06-1x',
    '２０１５-06-10',
    '',
  ])('"%s" is not a day and is refused with a sentence that shows how to write one', (text) => {
    expect(isPlainDate(text)).toBe(false);
    expect(() => plainDate(text)).toThrow(RangeError);
    expect(() => plainDate(text)).toThrow('write a real calendar day as YYYY-MM-DD, for example 2015-06-10');
  });

  it('is never a number, a null or a Date', () => {
    expect([20150610, null, undefined, new Date(0), ['2015-06-10']].some(isPlainDate)).toBe(false);
  });

  it('is put together from a year, a month and a day, and a day that does not exist is refused', () => {
    expect(dateOf(2016, 2, 29)).toBe('2016-02-29');
    expect(() => dateOf(2015, 2, 29)).toThrow(RangeError);
    expect(() => dateOf(999, 1, 1)).toThrow(RangeError);
    expect(() => dateOf(2015, 6, 1.5)).toThrow(RangeError);
  });
});

describe('counting days', () => {
  it('starts at 1 January 1970', () => {
    expect(toEpochDay(day('1970-01-01'))).toBe(0);
    expect(toEpochDay(day('1969-12-31'))).toBe(-1);
    expect(fromEpochDay(16_596)).toBe('2015-06-10');
  });

  it('agrees with the calendar of the JavaScript engine on every day', () => {
    fc.assert(
      fc.property(anyDay, (d) => {
        const milliseconds = toEpochDay(d) * 86_400_000;
        expect(new Date(milliseconds).toISOString().slice(0, 10)).toBe(d);
        expect(dayOfWeek(d)).toBe(new Date(milliseconds).getUTCDay() || 7);
        expect(dateOf(yearOf(d), monthNumberOf(d), dayOfMonth(d))).toBe(d);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps its order when days are compared as text', () => {
    fc.assert(fc.property(anyDay, anyDay, (a, b) => expect(a < b).toBe(daysBetween(a, b) > 0)));
  });

  it('adds days across the end of a month, of a year and of February', () => {
    expect(addDays(day('2015-12-31'), 1)).toBe('2016-01-01');
    expect(addDays(day('2016-02-28'), 1)).toBe('2016-02-29');
    expect(addDays(day('2015-03-01'), -1)).toBe('2015-02-28');
    expect(addDays(day('2015-08-31'), 183)).toBe('2016-03-01');
  });

  it('adding the days between two days to the first gives the second', () => {
    fc.assert(fc.property(anyDay, anyDay, (a, b) => expect(addDays(a, daysBetween(a, b))).toBe(b)));
  });

  it('refuses to leave the years 1000 to 9999, and half days', () => {
    expect(() => addDays(day('9999-12-31'), 1)).toThrow('outside the calendar, which has the years 1000 to 9999');
    expect(() => addDays(day('1000-01-01'), -1)).toThrow(RangeError);
    expect(() => addDays(day('2015-06-10'), 0.5)).toThrow(RangeError);
    expect(() => addMonths(day('9999-12-31'), 1)).toThrow(RangeError);
  });

  it('names the weekdays from Monday 1 to Sunday 7, before 1970 too', () => {
    expect(dayOfWeek(day('2015-06-08'))).toBe(1);
    expect(dayOfWeek(day('2015-06-14'))).toBe(7);
    expect(dayOfWeek(day('1945-05-08'))).toBe(2);
  });
});

describe('months and years later', () => {
  it('is the corresponding date, clamped to the end of a shorter month', () => {
    expect(addMonths(day('2015-11-30'), 3)).toBe('2016-02-29');
    expect(addMonths(day('2016-02-29'), 6)).toBe('2016-08-29');
    expect(addMonths(day('2016-03-31'), -1)).toBe('2016-02-29');
    expect(addMonths(day('2016-01-15'), -13)).toBe('2014-12-15');
    expect(addYears(day('2016-02-29'), 1)).toBe('2017-02-28');
    expect(addYears(day('2016-02-29'), -4)).toBe('2012-02-29');
  });

  it('lands in the month that many months on, on the same day of the month or on the last one', () => {
    fc.assert(
      fc.property(dayOfRealCase, fc.integer({ min: -240, max: 240 }), (d, n) => {
        const there = addMonths(d, n);
        const monthsOn = (yearOf(there) - yearOf(d)) * 12 + monthNumberOf(there) - monthNumberOf(d);
        expect(monthsOn).toBe(n);
        if (dayOfMonth(there) === dayOfMonth(d)) return;
        expect(dayOfMonth(there)).toBeLessThan(dayOfMonth(d));
        expect(there).toBe(endOfMonth(there));
      }),
    );
  });

  it('knows the first and the last day of a month', () => {
    expect(startOfMonth(day('2016-02-17'))).toBe('2016-02-01');
    expect(endOfMonth(day('2016-02-17'))).toBe('2016-02-29');
    expect(endOfMonth(day('2015-12-01'))).toBe('2015-12-31');
    expect([daysInMonth(2015, 2), daysInMonth(2016, 2), daysInMonth(2016, 9)]).toEqual([28, 29, 30]);
  });
});

describe('age', () => {
  it('LA19: a child born on 29 February 2000 is 17 on 28 February 2018 and 18 on 1 March 2018', () => {
    const born = day('2000-02-29');
    expect(ageOn(born, day('2018-02-28'))).toBe(17);
    expect(ageOn(born, day('2018-03-01'))).toBe(18);
    expect(birthday(born, 18)).toBe('2018-03-01');
    expect(birthday(born, 16)).toBe('2016-02-29');
  });

  it('is reached on the birthday and not the day before', () => {
    expect(ageOn(day('1997-06-01'), day('2015-05-31'))).toBe(17);
    expect(ageOn(day('1997-06-01'), day('2015-06-01'))).toBe(18);
  });

  it('is negative for a child who is not born yet', () => {
    expect(ageOn(day('2015-10-09'), day('2015-01-01'))).toBe(-1);
    expect(ageOn(day('2015-10-09'), day('2015-10-09'))).toBe(0);
  });

  it('turns on the birthday exactly, whatever the day of birth', () => {
    fc.assert(
      fc.property(dayOfRealCase, fc.integer({ min: 0, max: 30 }), (born, age) => {
        const reached = birthday(born, age);
        expect(ageOn(born, reached)).toBe(age);
        expect(ageOn(born, addDays(reached, -1))).toBe(age - 1);
      }),
    );
    expect(birthday(day('2012-02-29'), 4)).toBe('2016-02-29');
  });
});

describe('the earliest and the latest of several days', () => {
  it('pass over what is missing and are missing when nothing is there', () => {
    const days = [undefined, day('2015-06-10'), null, day('2014-12-31'), day('2016-01-01')];
    expect(earliest(...days)).toBe('2014-12-31');
    expect(latest(...days)).toBe('2016-01-01');
    expect(earliest(undefined, null)).toBeUndefined();
    expect(latest()).toBeUndefined();
  });
});
