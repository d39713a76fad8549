import { endOfLondonDay, instant, type Instant } from '#calendar/instant';
import { monthOf } from '#calendar/period';
import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import { Malformed } from './ask.ts';
import type { MeasureAsked } from './questions.ts';

/** The period and the two dates of a question, as somebody typed them. */
export interface Window {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly asAt?: string | undefined;
  readonly asKnownAt?: string | undefined;
}

/**
 * The window a question is asked in. With `from` and `to`, `asAt` is `to` unless it is given; with `asAt` alone the
 * period is the month up to it. `asKnownAt` is an instant, or a day and then its end in London (catalogue C.0.1).
 * Refuses (Malformed, naming the field) what is no day or instant, half a period, and a period that ends before it begins.
 */
export function windowOf({ from, to, asAt, asKnownAt }: Window): MeasureAsked {
  const known = asKnownAt === undefined ? null : knownAt(asKnownAt);
  if (from === undefined && to === undefined) {
    if (asAt === undefined) throw malformed('asAt', 'give asAt, or from and to');
    const end = dayIn('asAt', asAt);
    return { from: monthOf(end).from, to: end, asAt: end, asKnownAt: known };
  }
  if (from === undefined) throw malformed('from', 'a period has both a from and a to');
  if (to === undefined) throw malformed('to', 'a period has both a from and a to');
  const period = { from: dayIn('from', from), to: dayIn('to', to) };
  if (period.from > period.to) throw malformed('from', `${period.from} is after ${period.to}, the end of the period`);
  return { ...period, asAt: asAt === undefined ? period.to : dayIn('asAt', asAt), asKnownAt: known };
}

/** The instant of an `asKnownAt`; refuses (Malformed) what is neither an instant nor a day. */
export function knownAt(value: string): Instant {
  if (isPlainDate(value)) return endOfLondonDay(value);
  try {
    return instant(value);
  } catch {
    throw malformed('asKnownAt', `"${value}" is neither a day (2015-06-10) nor an instant (2015-06-10T09:00:00Z)`);
  }
}

/** The day a field holds; refuses (Malformed) what is not a real day. */
export function dayIn(field: string, value: string): PlainDate {
  if (!isPlainDate(value)) throw malformed(field, `"${value}" is not a real day written YYYY-MM-DD`);
  return value;
}

const malformed = (field: string, message: string): Malformed => new Malformed([{ field, message }]);
