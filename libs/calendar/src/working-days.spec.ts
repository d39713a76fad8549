import fc from 'fast-check';
import { bankHolidaysIn } from './bank-holidays.ts';
import { addDays, fromEpochDay, plainDate, toEpochDay, type PlainDate } from './plain-date.ts';
import {
  addWorkingDays,
  isWorkingDay,
  nextWorkingDay,
  workingDayOnOrAfter,
  workingDaysBetween,
} from './working-days.ts';

const day = plainDate;
const dayFrom = (from: string, to: string): fc.Arbitrary<PlainDate> =>
  fc.integer({ min: toEpochDay(day(from)), max: toEpochDay(day(to)) }).map(fromEpochDay);

/** A working day told in another way: by the engine's own weekday and a look through the year's holidays. */
function isPlainlyAWorkingDay(d: PlainDate): boolean {
  const weekday = new Date(`${d}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !bankHolidaysIn(Number(d.slice(0, 4))).includes(d);
}

describe('the worked cases of the catalogue', () => {
  it('WD01: one working day after Thursday 1 October 2015 is Friday 2 October', () => {
    expect(addWorkingDays(day('2015-10-01'), 1)).toBe('2015-10-02');
  });
  it('WD02: one working day after Friday 2 October 2015 is Monday 5 October, past the weekend', () => {
    expect(addWorkingDays(day('2015-10-02'), 1)).toBe('2015-10-05');
  });
  it('WD03: one working day after Thursday 24 December 2015 is Tuesday 29 December, past Christmas and its substitute', () => {
    expect(addWorkingDays(day('2015-12-24'), 1)).toBe('2015-12-29');
  });
  it('WD04: one working day after Thursday 24 March 2016 is Tuesday 29 March, past Good Friday and Easter Monday', () => {
    expect(addWorkingDays(day('2016-03-24'), 1)).toBe('2016-03-29');
  });
  it('WD05: from 1 October 2015 to the same day are 0 working days, because the start day is day 0', () => {
    expect(workingDaysBetween(day('2015-10-01'), day('2015-10-01'))).toBe(0);
  });
  it('WD09: 45 working days after 1 December 2015 is 5 February 2016, past three holidays', () => {
    expect(addWorkingDays(day('2015-12-01'), 45)).toBe('2016-02-05');
  });
  it('WD12: 15 working days after 12 September 2022 is 4 October, past the state funeral on Monday 19 September', () => {
    expect(addWorkingDays(day('2022-09-12'), 15)).toBe('2022-10-04');
  });
  it('WD13: 20 working days after 12 December 2013 is 14 January 2014, past Christmas and New Year', () => {
    expect(addWorkingDays(day('2013-12-12'), 20)).toBe('2014-01-14');
  });
  it('WD14: 45 working days after 20 April 2020 is 24 June, past Friday 8 May (moved for VE Day) and 25 May', () => {
    expect(addWorkingDays(day('2020-04-20'), 45)).toBe('2020-06-24');
  });
  it('WD16: 35 working days after Saturday 1 June 2013 is 19 July, the Saturday being day 0', () => {
    expect(addWorkingDays(day('2013-06-01'), 35)).toBe('2013-07-19');
  });
});

describe('working days', () => {
  it('are Monday to Friday without bank holidays', () => {
    expect(isWorkingDay(day('2015-12-24'))).toBe(true);
    expect(isWorkingDay(day('2015-12-25'))).toBe(false);
    expect(isWorkingDay(day('2015-12-26'))).toBe(false);
    expect(isWorkingDay(day('2015-12-28'))).toBe(false);
    expect(isWorkingDay(day('2020-05-04'))).toBe(true);
    expect(isWorkingDay(day('2020-05-08'))).toBe(false);
  });

  it('are told apart in every year from 1970 to 2110, inside the table and outside', () => {
    const wrong: PlainDate[] = [];
    for (let n = toEpochDay(day('1970-01-01')); n <= toEpochDay(day('2110-12-31')); n++) {
      const d = fromEpochDay(n);
      if (isWorkingDay(d) !== isPlainlyAWorkingDay(d)) wrong.push(d);
    }
    expect(wrong).toEqual([]);
  });

  it('leave the day as it is when none is added, even on a Saturday', () => {
    expect(addWorkingDays(day('2013-06-01'), 0)).toBe('2013-06-01');
  });

  it('give the next working day, and the day itself when it may be one', () => {
    expect(nextWorkingDay(day('2015-10-30'))).toBe('2015-11-02');
    expect(workingDayOnOrAfter(day('2015-10-30'))).toBe('2015-10-30');
    expect(workingDayOnOrAfter(day('2015-10-31'))).toBe('2015-11-02');
    expect(workingDayOnOrAfter(day('2016-03-25'))).toBe('2016-03-29');
  });

  it('cannot be taken away or split', () => {
    expect(() => addWorkingDays(day('2015-10-01'), -1)).toThrow('give a whole number, 0 or more');
    expect(() => addWorkingDays(day('2015-10-01'), 1.5)).toThrow(RangeError);
  });

  it('are none when the second day is not after the first', () => {
    expect(workingDaysBetween(day('2015-10-08'), day('2015-10-01'))).toBe(0);
  });
});

describe('adding and counting', () => {
  const around = dayFrom('1976-01-01', '2102-12-31'); // both edges of the table are inside
  const someDays = fc.integer({ min: 1, max: 300 });

  it('undo each other: the n-th working day after a day is n working days away, and is a working day', () => {
    fc.assert(
      fc.property(around, someDays, (d, n) => {
        const due = addWorkingDays(d, n);
        expect(workingDaysBetween(d, due)).toBe(n);
        expect(isWorkingDay(due)).toBe(true);
      }),
    );
  });

  it('say the same about being in time: on or before the n-th working day is n or fewer working days', () => {
    fc.assert(
      fc.property(around, fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 60 }), (start, later, n) => {
        const event = addDays(start, later);
        const lastInTime = addDays(addWorkingDays(start, n + 1), -1);
        expect(event <= lastInTime).toBe(workingDaysBetween(start, event) <= n);
      }),
    );
  });

  it('count what is counted day by day, near the edges of the table and beyond them', () => {
    fc.assert(
      fc.property(around, fc.integer({ min: 0, max: 800 }), (a, length) => {
        let counted = 0;
        for (let i = 1; i <= length; i++) if (isPlainlyAWorkingDay(addDays(a, i))) counted++;
        expect(workingDaysBetween(a, addDays(a, length))).toBe(counted);
      }),
    );
  });

  it('add up: the working days of two stretches are those of both together', () => {
    const wide = dayFrom('1900-01-01', '2200-12-31');
    fc.assert(
      fc.property(wide, wide, wide, (...days) => {
        const [a, b, c] = [...days].sort() as [PlainDate, PlainDate, PlainDate];
        expect(workingDaysBetween(a, b) + workingDaysBetween(b, c)).toBe(workingDaysBetween(a, c));
      }),
    );
  });

  it('go on working for a mistyped year, by the usual holidays', () => {
    expect(addWorkingDays(day('1015-12-20'), 1)).toBe('1015-12-21');
    expect(workingDaysBetween(day('2915-10-01'), day('2915-10-08'))).toBe(5);
    expect(workingDaysBetween(day('1015-06-10'), day('2015-06-10'))).toBeGreaterThan(250_000);
  });
});
