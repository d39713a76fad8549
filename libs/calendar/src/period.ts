/**
 * Periods of whole days, both ends inclusive (catalogue C.0.2). The financial year runs from 1 April to 31 March and
 * is named by the year it starts in (2015 is 2015/16); Q1 is April to June. Weeks are those of ISO 8601: Monday to
 * Sunday, week 1 being the one with the year's first Thursday. A period whose `to` is before its `from` is empty.
 */
import {
  addDays,
  addMonths,
  dateOf,
  dayOfWeek,
  daysBetween,
  endOfMonth,
  monthNumberOf,
  startOfMonth,
  yearOf,
  type PlainDate,
} from './plain-date.ts';

export interface Period {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The calendar month of the day. */
export const monthOf = (d: PlainDate): Period => ({ from: startOfMonth(d), to: endOfMonth(d) });

/** The year in which the day's financial year starts: 2015 for 2016-03-31, 2016 for 2016-04-01. */
export function financialYearStart(d: PlainDate): number {
  return monthNumberOf(d) < 4 ? yearOf(d) - 1 : yearOf(d);
}

/** The financial year of the day, 1 April to 31 March. */
export function financialYearOf(d: PlainDate): Period {
  const start = financialYearStart(d);
  return { from: dateOf(start, 4, 1), to: dateOf(start + 1, 3, 31) };
}

/** The quarter of the day: April to June (Q1), July to September, October to December, January to March. */
export function quarterOf(d: PlainDate): Period {
  const from = addMonths(startOfMonth(d), -((monthNumberOf(d) - 1) % 3));
  return { from, to: endOfMonth(addMonths(from, 2)) };
}

/** The financial year so far: 1 April to the day. */
export const yearToDate = (d: PlainDate): Period => ({ from: dateOf(financialYearStart(d), 4, 1), to: d });

/** The `n` whole months that end with the day's month. */
export const rollingMonths = (d: PlainDate, n: number): Period => monthsEnding(startOfMonth(d), n);

/** The `n` whole months before the day's month. */
export const previousMonths = (d: PlainDate, n: number): Period => monthsEnding(addMonths(startOfMonth(d), -1), n);

/**
 * So many months, ending so many months before a day. From the last day of a month they are whole calendar months; from
 * any other they run from the day after the corresponding date (12 months to 10 June begin on 11 June).
 */
export function monthsBefore(d: PlainDate, months: number, endingMonthsBefore: number): Period {
  if (d === endOfMonth(d)) return monthsEnding(addMonths(startOfMonth(d), -endingMonthsBefore), months);
  const to = addMonths(d, -endingMonthsBefore);
  return { from: addDays(addMonths(to, -months), 1), to };
}

/** The calendar month of the day, one year earlier. */
export const sameMonthLastYear = (d: PlainDate): Period => monthOf(addMonths(d, -12));

/** The ISO week of the day, Monday to Sunday. */
export function isoWeekOf(d: PlainDate): Period {
  const from = addDays(d, 1 - dayOfWeek(d));
  return { from, to: addDays(from, 6) };
}

/** The ISO name of the day's week, such as '2016-W05'. The year is that of the week's Thursday: 2016-01-03 is in '2015-W53'. */
export function isoWeekName(d: PlainDate): string {
  const thursday = addDays(d, 4 - dayOfWeek(d));
  const week = Math.floor(daysBetween(dateOf(yearOf(thursday), 1, 1), thursday) / 7) + 1;
  return `${yearOf(thursday)}-W${week < 10 ? '0' : ''}${week}`;
}

/** How many calendar months the period touches: 2 for 31 January to 1 February; 0 when it is empty. */
export function monthsIn({ from, to }: Period): number {
  return to < from ? 0 : (yearOf(to) - yearOf(from)) * 12 + monthNumberOf(to) - monthNumberOf(from) + 1;
}

/** True when the day is in the period, its two ends included. */
export const contains = (period: Period, d: PlainDate): boolean => period.from <= d && d <= period.to;

/** The number of days in the period, both ends counted; 0 when it is empty. */
export const lengthDays = ({ from, to }: Period): number => Math.max(0, daysBetween(from, to) + 1);

function monthsEnding(lastMonth: PlainDate, n: number): Period {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} months are no period: give a whole number, 1 or more.`);
  return { from: addMonths(lastMonth, 1 - n), to: endOfMonth(lastMonth) };
}
