import { addDays, addYears, ageOn, daysBetween, isPlainDate, yearOf, type PlainDate } from '#calendar/plain-date';

/** How two birth dates that are not the same may still be one date written down wrongly, the likeliest first. */
export const slips = ['SWAPPED', 'DIGIT', 'DAYS', 'YEAR'] as const;
export type Slip = (typeof slips)[number];

/** Days between two dates that may be one birth: at midnight, or reported a day late. */
export const NEAR_DAYS = 2;
/** Days between a birth and the day it was expected on (a birth six weeks early or late is still the expected one). */
export const NEAR_EXPECTED_DAYS = 42;

/** The same date with day and month exchanged; undefined where that is no date. */
export function swapped(on: PlainDate): PlainDate | undefined {
  const other = `${on.slice(0, 4)}-${on.slice(8, 10)}-${on.slice(5, 7)}`;
  return other !== on && isPlainDate(other) ? other : undefined;
}

/** How two different dates may be the same birth written down wrongly; undefined where they are simply different. */
export function slipBetween(a: PlainDate, b: PlainDate): Slip | undefined {
  if (a === b) return undefined;
  if (swapped(a) === b) return 'SWAPPED';
  if ([...a].filter((digit, i) => digit !== b[i]).length === 1) return 'DIGIT';
  if (Math.abs(daysBetween(a, b)) <= NEAR_DAYS) return 'DAYS';
  return isYearOff(a, b) ? 'YEAR' : undefined;
}

const isYearOff = (a: PlainDate, b: PlainDate): boolean =>
  Math.abs(yearOf(a) - yearOf(b)) === 1 && a.slice(5) === b.slice(5);

/** Every date that a date may have been meant for, itself first: some sixty, for a look-up. */
export function datesNear(on: PlainDate): readonly PlainDate[] {
  const near: (string | undefined)[] = [on, swapped(on), shiftedYear(on, -1), shiftedYear(on, 1)];
  for (let days = -NEAR_DAYS; days <= NEAR_DAYS; days++) near.push(addDays(on, days));
  for (const [i, digit] of [...on].entries())
    if (digit !== '-')
      for (let other = 0; other <= 9; other++) near.push(`${on.slice(0, i)}${other}${on.slice(i + 1)}`);
  return [...new Set(near)].filter((one): one is PlainDate => one !== undefined && isPlainDate(one));
}

const shiftedYear = (on: PlainDate, by: number): string => `${String(yearOf(on) + by).padStart(4, '0')}${on.slice(4)}`;

/** The months, YYYY-MM, in which somebody was born who is so many years old on a day, give or take a year. */
export function monthsOfAge(years: number, on: PlainDate): readonly string[] {
  return monthsBetween(addDays(addYears(on, -years - 2), 1), addYears(on, -years + 1));
}

/** The months around a day that a birth expected on it, or that was expected of it, may lie in. */
export const monthsAround = (on: PlainDate): readonly string[] =>
  monthsBetween(addDays(on, -NEAR_EXPECTED_DAYS), addDays(on, NEAR_EXPECTED_DAYS));

function monthsBetween(from: PlainDate, to: PlainDate): readonly string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (name > to.slice(0, 7)) return months;
    months.push(name);
    month = (month % 12) + 1;
    if (month === 1) year++;
  }
}

/** How many years two ages are apart, of somebody born on a day and of somebody that old on another. */
export const yearsApart = (born: PlainDate, years: number, on: PlainDate): number =>
  born > on ? Infinity : Math.abs(ageOn(born, on) - years);
