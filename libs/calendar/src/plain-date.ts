/**
 * A day in the world, as text: 'YYYY-MM-DD', without a clock time and without a time zone.
 *
 * ISO 8601 days of four-digit years sort as text, so `<`, `<=` and `===` compare days. Arithmetic goes through the
 * number of days since 1970-01-01 in the proleptic Gregorian calendar and never through a Date: a day is not midnight
 * in any zone, and these functions run millions of times in a replay.
 *
 * Sources: ISO 8601 for the notation and the weekday numbers; catalogue C.0.4 for months (the corresponding date,
 * clamped to the end of the month); Family Law Reform Act 1969 s.9 for ages (reached at the start of the birthday).
 */
export type PlainDate = string & { readonly __plainDate: unique symbol };

/** ISO weekday: Monday is 1, Sunday is 7. */
export type DayOfWeek = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const FIRST_YEAR = 1000;
const LAST_YEAR = 9999;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
/** Days from 1 March to the first of the month, for January to December: the leap day then ends the counted year. */
const DAYS_SINCE_MARCH = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275] as const;
/** Days from 1 March of the year 0 to 1970-01-01. */
const EPOCH_SINCE_MARCH_0 = 719_468;

/** True for the text of a real calendar day of the years 1000 to 9999; anything else, of any type, is false. */
export function isPlainDate(text: unknown): text is PlainDate {
  if (typeof text !== 'string' || text.length !== 10 || text[4] !== '-' || text[7] !== '-') return false;
  for (let i = 0; i < 10; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (i !== 4 && i !== 7 && (digit < 0 || digit > 9)) return false;
  }
  return isCivil(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
}

/** The text as a day; refuses (RangeError) whatever is not a real day written YYYY-MM-DD. */
export function plainDate(text: string): PlainDate {
  if (isPlainDate(text)) return text;
  throw new RangeError(`"${text}" is not a day: write a real calendar day as YYYY-MM-DD, for example 2015-06-10.`);
}

/** The day with this year, month (1 to 12) and day of the month; refuses (RangeError) a day that does not exist. */
export function dateOf(year: number, month: number, day: number): PlainDate {
  if (isCivil(year, month, day)) return fromEpochDay(epochDayOf(year, month, day));
  throw new RangeError(`There is no day ${day} of month ${month} in the year ${year} (years 1000 to 9999).`);
}

/** The year of the day, 1000 to 9999. */
export const yearOf = (d: PlainDate): number => digits(d, 0, 4);
/** The number of the month, 1 to 12. */
export const monthNumberOf = (d: PlainDate): number => digits(d, 5, 7);
/** The day of the month, 1 to 31. */
export const dayOfMonth = (d: PlainDate): number => digits(d, 8, 10);

/** Days since 1970-01-01 (negative before it). */
export function toEpochDay(d: PlainDate): number {
  return epochDayOf(yearOf(d), monthNumberOf(d), dayOfMonth(d));
}

/** The day that is `n` days after 1970-01-01; refuses (RangeError) days outside the years 1000 to 9999. */
export function fromEpochDay(n: number): PlainDate {
  const slot = n - WRITTEN_FROM;
  if (slot < 0 || slot >= WRITTEN_LENGTH) return writeEpochDay(n);
  return (written[slot] ??= writeEpochDay(n));
}

/** `n` calendar days later (earlier when negative). */
export const addDays = (d: PlainDate, n: number): PlainDate => fromEpochDay(toEpochDay(d) + n);

/** Calendar days from `a` to `b`, that is b - a: 0 on the same day, negative when `b` is the earlier one. */
export const daysBetween = (a: PlainDate, b: PlainDate): number => toEpochDay(b) - toEpochDay(a);

/** The corresponding date `n` months later (earlier when negative), clamped to the end of a shorter month: LA02. */
export function addMonths(d: PlainDate, n: number): PlainDate {
  const months = yearOf(d) * 12 + monthNumberOf(d) - 1 + n;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return dateOf(year, month, Math.min(dayOfMonth(d), daysInMonth(year, month)));
}

/** The corresponding date `n` years later (earlier when negative); 29 February becomes 28 February where need be. */
export const addYears = (d: PlainDate, n: number): PlainDate => addMonths(d, n * 12);

/**
 * Age in whole years. Someone born on 29 February comes of age on 1 March of a year that has no such day (LA19).
 * Negative before birth: an unborn child in the last year before the (expected) date is -1.
 */
export function ageOn(born: PlainDate, on: PlainDate): number {
  const years = yearOf(on) - yearOf(born);
  const monthAndDay = monthNumberOf(on) * 100 + dayOfMonth(on);
  return monthAndDay < monthNumberOf(born) * 100 + dayOfMonth(born) ? years - 1 : years;
}

/** The first day on which `ageOn(born, day)` is `age`. */
export function birthday(born: PlainDate, age: number): PlainDate {
  const year = yearOf(born) + age;
  const [month, day] = [monthNumberOf(born), dayOfMonth(born)];
  return day > daysInMonth(year, month) ? dateOf(year, 3, 1) : dateOf(year, month, day);
}

/** The ISO weekday of the day: Monday 1 to Sunday 7. */
export function dayOfWeek(d: PlainDate): DayOfWeek {
  // 1970-01-01 was a Thursday. The inner remainder may be negative, down to -6.
  return (((((toEpochDay(d) + 3) % 7) + 7) % 7) + 1) as DayOfWeek;
}

/** The earliest of the days that are there; undefined when none is. */
export function earliest(...dates: readonly (PlainDate | undefined | null)[]): PlainDate | undefined {
  let found: PlainDate | undefined;
  for (const d of dates) if (d != null && (found === undefined || d < found)) found = d;
  return found;
}

/** The latest of the days that are there; undefined when none is. */
export function latest(...dates: readonly (PlainDate | undefined | null)[]): PlainDate | undefined {
  let found: PlainDate | undefined;
  for (const d of dates) if (d != null && (found === undefined || d > found)) found = d;
  return found;
}

/** The first day of the day's month. */
export const startOfMonth = (d: PlainDate): PlainDate => fromEpochDay(toEpochDay(d) - dayOfMonth(d) + 1);

/** The last day of the day's month. */
export function endOfMonth(d: PlainDate): PlainDate {
  return fromEpochDay(toEpochDay(d) - dayOfMonth(d) + daysInMonth(yearOf(d), monthNumberOf(d)));
}

/** The number of days in a month (1 to 12) of a year: 28 to 31. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : MONTH_LENGTHS[month - 1]!;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function isCivil(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR) return false;
  if (!Number.isInteger(month) || month < 1 || month > 12) return false;
  return Number.isInteger(day) && day >= 1 && day <= daysInMonth(year, month);
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

function epochDayOf(year: number, month: number, day: number): number {
  const marchYear = month < 3 ? year - 1 : year;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + DAYS_SINCE_MARCH[month - 1]! + day - 1 - EPOCH_SINCE_MARCH_0;
}

const FIRST_EPOCH_DAY = epochDayOf(FIRST_YEAR, 1, 1);
const LAST_EPOCH_DAY = epochDayOf(LAST_YEAR, 12, 31);

// Every day of two centuries is written once and then handed out again: less work, and one string per day in memory.
const WRITTEN_FROM = epochDayOf(1900, 1, 1);
const WRITTEN_LENGTH = epochDayOf(2100, 1, 1) - WRITTEN_FROM;
const written: (PlainDate | undefined)[] = new Array<PlainDate | undefined>(WRITTEN_LENGTH).fill(undefined);

function writeEpochDay(n: number): PlainDate {
  if (!Number.isInteger(n) || n < FIRST_EPOCH_DAY || n > LAST_EPOCH_DAY) {
    throw new RangeError(`Day ${n} counted from 1970-01-01 is outside the calendar, which has the years 1000 to 9999.`);
  }
  // 400 years are 146097 days. Counted from 1 March, as here, the guess is the day's year or the one before it.
  let year = Math.floor(((n + EPOCH_SINCE_MARCH_0) * 400) / 146_097);
  if (n >= epochDayOf(year + 1, 1, 1)) year++;
  let day = n - epochDayOf(year, 1, 1) + 1;
  let month = 1;
  while (day > daysInMonth(year, month)) day -= daysInMonth(year, month++);
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}` as PlainDate;
}
