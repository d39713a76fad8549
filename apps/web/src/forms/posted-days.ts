import { isPlainDate, monthNumberOf, dayOfMonth, yearOf, type PlainDate } from '#calendar/plain-date';
import type { Instant } from '#calendar/instant';
import { clockTimeFrom, instantsAt, londonClock } from './london-clock.ts';
import { one, type FieldError, type Posted } from './field.ts';

/** A value that was read, nothing where nothing was sent, or what is wrong with it. */
export type Read<T> = { readonly value?: T } | { readonly error: Omit<FieldError, 'name'> };

const boxes = ['day', 'month', 'year'] as const;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a day from its three boxes. `what` is the field within a sentence: "day the assessment started". A month may be
 * written as a word; a year of two digits is asked for again, for nobody can tell which century is meant.
 */
export function postedDay(posted: Posted, name: string, what: string): Read<PlainDate> {
  const [day, month, year] = boxes.map((box) => one(posted, `${name}-${box}`)) as [string, string, string];
  if (day === '' && month === '' && year === '') return {};
  const missing = boxes.filter((_, i) => [day, month, year][i] === '');
  if (missing.length > 0)
    return { error: { box: missing[0]!, message: `The ${what} must include a ${missing.join(' and a ')}` } };
  if (!/^\d{4}$/.test(year))
    return { error: { box: 'year', message: `The year of the ${what} must have four digits, for example 2026` } };
  const monthNumber = monthFrom(month);
  if (monthNumber === undefined || monthNumber < 1 || monthNumber > 12)
    return { error: { box: 'month', message: `The month of the ${what} must be a number from 1 to 12` } };
  const text = `${year}-${String(monthNumber).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (isPlainDate(text)) return { value: text };
  return {
    error: {
      box: 'day',
      message: `${day} ${month} ${year} is not a real day. Enter the ${what}, for example 27 3 2026`,
    },
  };
}

/** Reads an instant from the three boxes of its day and the time in London. */
export function postedMoment(posted: Posted, name: string, what: string): Read<Instant> {
  const day = postedDay(posted, name, what);
  const time = one(posted, `${name}-time`);
  if ('error' in day) return day;
  if (day.value === undefined)
    return time === '' ? {} : { error: { box: 'day', message: `The ${what} must include a day` } };
  const clock = clockTimeFrom(time);
  if (clock === undefined)
    return { error: { box: 'time', message: `Enter the time of the ${what}, for example 14:30 or 2:30pm` } };
  const [at, again] = instantsAt(day.value, clock);
  if (at === undefined)
    return {
      error: { box: 'time', message: `The clocks did not show ${time} on that day. Check the time of the ${what}` },
    };
  if (again !== undefined)
    return {
      error: {
        box: 'time',
        message: `The clocks showed ${time} twice on that day. Write ${time} BST for the first time or ${time} GMT for the second`,
      },
    };
  return { value: at };
}

/** The boxes of a day, as a form shows them. */
export const boxesOfDay = (name: string, day: PlainDate): Posted => ({
  [`${name}-day`]: String(dayOfMonth(day)),
  [`${name}-month`]: String(monthNumberOf(day)),
  [`${name}-year`]: String(yearOf(day)),
});

/** The boxes of an instant: its day and time in London. */
export function boxesOfMoment(name: string, at: Instant): Posted {
  const { day, time } = londonClock(at);
  return { ...boxesOfDay(name, day), [`${name}-time`]: time };
}

function monthFrom(text: string): number | undefined {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const found = months.indexOf(text.slice(0, 3).toLowerCase());
  return found === -1 ? undefined : found + 1;
}
