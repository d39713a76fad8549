/**
 * An instant: a point in time, as text in UTC to the millisecond, 'YYYY-MM-DDTHH:mm:ss.sssZ'. All instants have that
 * one shape, so `<`, `<=` and `===` compare them in time.
 *
 * A day in the world is the day in London at that instant (catalogue C.0.1): 2015-05-31T23:30:00Z is already 1 June.
 * Summer time since 1996 runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October
 * (Summer Time Order 2002, directive 2000/84/EC and its forerunners), worked out here because it is asked millions of
 * times; earlier years, with their own dates and rules, are left to the time zone database behind Intl.
 */
import {
  addDays,
  dateOf,
  dayOfWeek,
  fromEpochDay,
  isPlainDate,
  plainDate,
  toEpochDay,
  yearOf,
  type PlainDate,
} from './plain-date.ts';

export type Instant = string & { readonly __instant: unique symbol };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FIRST_RULED_YEAR = 1996;

const NORMAL_CLOCK = /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const ANY_CLOCK =
  /^T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?(?:Z|([+-])([01]\d|2[0-3])(?::?([0-5]\d))?)$/;

/** True for text that is an instant in the one shape; other ISO 8601 spellings are false here and read by `instant`. */
export function isInstant(text: unknown): text is Instant {
  return (
    typeof text === 'string' &&
    text.length === 24 &&
    NORMAL_CLOCK.test(text.slice(10)) &&
    isPlainDate(text.slice(0, 10))
  );
}

/**
 * Reads ISO 8601 with a zone: '2015-06-10T09:00Z', '2015-06-10T10:00:00.25+01:00'. Digits beyond the millisecond are
 * cut off, so that nothing becomes later than it was. Refuses (RangeError) a day alone, a clock time without its zone,
 * hour 24 and leap seconds.
 */
export function instant(text: string): Instant {
  if (isInstant(text)) return text;
  const clock = ANY_CLOCK.exec(text.slice(10));
  const day = text.slice(0, 10);
  if (clock === null || !isPlainDate(day)) {
    throw new RangeError(
      `"${text}" is not an instant: write a day, a clock time and its zone, for example 2015-06-10T09:00:00Z or ` +
        `2015-06-10T10:00:00+01:00.`,
    );
  }
  const [, hour, minute, second = '0', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = clock;
  const offset = (sign === '-' ? -1 : 1) * (Number(offsetHour) * HOUR + Number(offsetMinute) * MINUTE);
  const sinceMidnight = Number(hour) * HOUR + Number(minute) * MINUTE + Number(second) * 1000;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return instantFromEpochMilliseconds(toEpochDay(day) * DAY + sinceMidnight + milliseconds - offset);
}

/** The instant that is `n` milliseconds after 1970-01-01T00:00:00Z; refuses (RangeError) fractions and far years. */
export function instantFromEpochMilliseconds(n: number): Instant {
  if (!Number.isInteger(n)) throw new RangeError(`${n} is not a whole number of milliseconds since 1970-01-01.`);
  const epochDay = Math.floor(n / DAY);
  const rest = n - epochDay * DAY;
  const clock = `${two(rest / HOUR)}:${two((rest / MINUTE) % 60)}:${two((rest / 1000) % 60)}`;
  return `${fromEpochDay(epochDay)}T${clock}.${String(rest % 1000).padStart(3, '0')}Z` as Instant;
}

/** Milliseconds since 1970-01-01T00:00:00Z (negative before it). */
export function epochMilliseconds(i: Instant): number {
  const clock = Number(i.slice(11, 13)) * HOUR + Number(i.slice(14, 16)) * MINUTE + Number(i.slice(17, 19)) * 1000;
  return toEpochDay(i.slice(0, 10) as PlainDate) * DAY + clock + Number(i.slice(20, 23));
}

/** The day on London's calendar at this instant. */
export function londonDate(i: Instant): PlainDate {
  const utcDay = i.slice(0, 10) as PlainDate;
  if (yearOf(utcDay) < FIRST_RULED_YEAR) return dayAndOffset(epochMilliseconds(i)).day;
  // London is at most an hour ahead of UTC, and its clocks change at one in the morning: only the last hour can differ.
  return i.slice(11, 13) === '23' && endsInSummerTime(utcDay) ? addDays(utcDay, 1) : utcDay;
}

/** The instant at which the day begins in London, 00:00: an hour before UTC's in summer. */
export function startOfLondonDay(d: PlainDate): Instant {
  const utcMidnight = toEpochDay(d) * DAY;
  if (yearOf(d) >= FIRST_RULED_YEAR)
    return instantFromEpochMilliseconds(utcMidnight - (startsInSummerTime(d) ? HOUR : 0));
  // Clocks never changed between London's midnight and UTC's, not even in the years of double summer time.
  return instantFromEpochMilliseconds(utcMidnight - dayAndOffset(utcMidnight).offset);
}

/** The last millisecond of the day in London, 23:59:59.999: what "as at" this day means (catalogue C.0.1, PW08). */
export function endOfLondonDay(d: PlainDate): Instant {
  if (yearOf(d) < FIRST_RULED_YEAR) {
    return instantFromEpochMilliseconds(epochMilliseconds(startOfLondonDay(addDays(d, 1))) - 1);
  }
  return instantFromEpochMilliseconds(toEpochDay(d) * DAY + DAY - 1 - (endsInSummerTime(d) ? HOUR : 0));
}

/** Whether the day's first hour in London is summer time: not yet on the Sunday in March, still on the one in October. */
function startsInSummerTime(d: PlainDate): boolean {
  const { from, to } = summerOf(yearOf(d));
  return from < d && d <= to;
}

/** Whether the day's last hour in London is summer time: already on the Sunday in March, no longer on October's. */
function endsInSummerTime(d: PlainDate): boolean {
  const { from, to } = summerOf(yearOf(d));
  return from <= d && d < to;
}

const summers = new Map<number, { readonly from: PlainDate; readonly to: PlainDate }>();

function summerOf(year: number): { readonly from: PlainDate; readonly to: PlainDate } {
  let summer = summers.get(year);
  if (summer === undefined) {
    summer = { from: sundayOnOrBefore(dateOf(year, 3, 31)), to: sundayOnOrBefore(dateOf(year, 10, 31)) };
    summers.set(year, summer);
  }
  return summer;
}

const sundayOnOrBefore = (d: PlainDate): PlainDate => addDays(d, -(dayOfWeek(d) % 7));

let londonClock: Intl.DateTimeFormat | undefined;

/** The day in London and how far its clocks are ahead of UTC (milliseconds), from the time zone database. */
function dayAndOffset(milliseconds: number): { readonly day: PlainDate; readonly offset: number } {
  londonClock ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const parts = new Map(londonClock.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const day = plainDate(`${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`);
  const clock = number('hour') * HOUR + number('minute') * MINUTE + number('second') * 1000;
  const wholeSeconds = Math.floor(milliseconds / 1000) * 1000;
  return { day, offset: toEpochDay(day) * DAY + clock - wholeSeconds };
}

const two = (n: number): string => (n < 10 ? '0' : '') + Math.floor(n);
