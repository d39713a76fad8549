/**
 * Working days: Monday to Friday, less the bank holidays of England and Wales (catalogue C.0.3 and G2, G3; the
 * "15 working days" of the child in need census guide 4.12.2 are counted the same way).
 *
 * The start day is day 0 whatever kind of day it is, so `workingDaysBetween(a, b)` counts (a, b], and something that
 * starts on `a` is in time with `n` working days when it ends on or before `addWorkingDays(a, n)`.
 */
import { bankHolidaysIn } from './bank-holidays.ts';
import { ruleHoldsFromYear } from './bank-holiday-rule.ts';
import { addDays, dateOf, dayOfWeek, fromEpochDay, toEpochDay, yearOf, type PlainDate } from './plain-date.ts';

// A running count over the years in which real cases lie makes every question two look-ups. Days outside it (a mistyped
// year) are walked or counted year by year: right, and slow enough only to matter if a million of them came along.
const TABLE_FROM = toEpochDay(dateOf(ruleHoldsFromYear, 1, 1));
const TABLE_DAYS = toEpochDay(dateOf(2101, 1, 1)) - TABLE_FROM;
/** At i: the working days among the first i days of the table. */
const countBefore = new Int32Array(TABLE_DAYS + 1);
/** At k: the epoch day of the working day that has k working days before it. */
const workingEpochDays = fillTable();

/** True on a Monday to Friday that is not a bank holiday of England and Wales. */
export function isWorkingDay(d: PlainDate): boolean {
  const slot = toEpochDay(d) - TABLE_FROM;
  if (slot >= 0 && slot < TABLE_DAYS) return countBefore[slot + 1]! > countBefore[slot]!;
  return dayOfWeek(d) <= 5 && !bankHolidaysIn(yearOf(d)).includes(d);
}

/** The `n`-th working day after `d`; `d` itself for 0. Refuses (RangeError) an `n` that is negative or not whole. */
export function addWorkingDays(d: PlainDate, n: number): PlainDate {
  if (!Number.isInteger(n) || n < 0) {
    throw new RangeError(`${n} working days cannot be added: give a whole number, 0 or more.`);
  }
  if (n === 0) return d;
  const slot = toEpochDay(d) - TABLE_FROM;
  if (slot >= 0 && slot < TABLE_DAYS) {
    const found = workingEpochDays[countBefore[slot + 1]! + n - 1];
    if (found !== undefined) return fromEpochDay(found);
  }
  let day = d;
  for (let left = n; left > 0; left--) day = workingDayOnOrAfter(addDays(day, 1));
  return day;
}

/** The number of working days in (a, b]: 0 when `b` is `a` or earlier. */
export function workingDaysBetween(a: PlainDate, b: PlainDate): number {
  if (b <= a) return 0;
  const first = toEpochDay(a) - TABLE_FROM;
  const last = toEpochDay(b) - TABLE_FROM;
  if (first >= 0 && last < TABLE_DAYS) return countBefore[last + 1]! - countBefore[first + 1]!;
  let holidays = 0;
  for (let year = yearOf(a); year <= yearOf(b); year++) {
    for (const holiday of bankHolidaysIn(year)) if (holiday > a && holiday <= b) holidays++;
  }
  return weekdaysThrough(toEpochDay(b)) - weekdaysThrough(toEpochDay(a)) - holidays;
}

/** The first working day after `d`. */
export const nextWorkingDay = (d: PlainDate): PlainDate => addWorkingDays(d, 1);

/** `d` when it is a working day, else the first one after it. */
export function workingDayOnOrAfter(d: PlainDate): PlainDate {
  let day = d;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

/** Mondays to Fridays up to and including this epoch day, counted from Monday 5 January 1970 (negative before it). */
function weekdaysThrough(epochDay: number): number {
  const days = epochDay - 3;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7, 5);
}

function fillTable(): Int32Array {
  const holidays = new Set<number>();
  for (let year = ruleHoldsFromYear; year <= 2100; year++) {
    for (const holiday of bankHolidaysIn(year)) holidays.add(toEpochDay(holiday));
  }
  const found = new Int32Array(TABLE_DAYS);
  let count = 0;
  let weekday = dayOfWeek(fromEpochDay(TABLE_FROM)) - 1;
  for (let slot = 0; slot < TABLE_DAYS; slot++, weekday = (weekday + 1) % 7) {
    if (weekday < 5 && !holidays.has(TABLE_FROM + slot)) found[count++] = TABLE_FROM + slot;
    countBefore[slot + 1] = count;
  }
  return found.subarray(0, count);
}
