import { yearOf, type PlainDate } from '#calendar/plain-date';
import { asNumber, compared, exactly, minus, over, rounded, times, type Exact } from './exact.ts';
import { longMonth } from './windows.ts';

/** One month (or day) of a series of figures: its last day and its unrounded value; null where there was nothing to divide by. */
export interface Point {
  readonly on: PlainDate;
  readonly value: Exact | null;
}

/** What there is to say: a part of a sentence, and the numbers in it. */
export interface Said<Numbers> {
  readonly says: string;
  readonly numbers: Numbers;
}

/** How a value is read out: `252`, `22.9%`. */
export type ReadOut = (value: Exact) => string;

/** How a difference is told: of counts `99 more than`, of shares `2 points higher than`; and of when the other value is. */
export interface Telling {
  readonly by?: ReadOut;
  readonly words?: readonly [more: string, less: string];
  readonly when?: string;
}

/**
 * From one value to another: by how much, and by how much of what it was, half up to a whole per cent (YY01, YY02).
 * Null where one of them is missing.
 */
export function change(
  now: Point | undefined,
  then: Point | undefined,
  readOut: ReadOut,
  { by: readDifference = readOut, words = ['more', 'fewer'], when }: Telling = {},
): Said<{ readonly now: number; readonly then: number; readonly by: number; readonly percent: number | null }> | null {
  if (!now?.value || !then?.value) return null;
  const by = minus(now.value, then.value);
  const share = over(times(by, exactly(100)), then.value);
  const percent = share === null ? null : rounded(share, 0);
  const size = readDifference(by.above < 0n ? { above: -by.above, below: by.below } : by);
  const direction = by.above === 0n ? 'the same as' : `${size} ${words[by.above > 0n ? 0 : 1]} than`;
  return {
    says: `${readOut(now.value)}, ${direction} ${when ?? `in ${longMonth(then.on)}`} (${readOut(then.value)})`,
    numbers: { now: asNumber(now.value), then: asNumber(then.value), by: asNumber(by), percent },
  };
}

/**
 * Since when the last value of a series has been the highest (or lowest): the last earlier point that was at least as high.
 * `since` null: there is none in the series, and it is the highest in all of it.
 */
export function extremeSince(
  series: readonly Point[],
  which: 'highest' | 'lowest',
): Said<{ readonly since: PlainDate | null; readonly months: number }> | null {
  const last = series.at(-1);
  if (!last?.value) return null;
  const earlier = series.slice(0, -1);
  const sign = which === 'highest' ? 1 : -1;
  const i = earlier.findLastIndex(({ value }) => value !== null && sign * compared(value, last.value!) >= 0);
  const months = earlier.length - 1 - i;
  if (months === 0) return null;
  const since = earlier[i]?.on ?? null;
  return {
    says:
      since === null
        ? `the ${which} of the ${series.length} months looked at`
        : `the ${which} since ${longMonth(since)}`,
    numbers: { since, months },
  };
}

/** Which highest the last value is in its calendar year: 1 is the highest; equal values share a rank. */
export function rankInYear(series: readonly Point[]): Said<{ readonly rank: number; readonly of: number }> | null {
  const last = series.at(-1);
  if (!last?.value) return null;
  const year = series.filter(({ on, value }) => yearOf(on) === yearOf(last.on) && value !== null);
  const rank = 1 + year.filter(({ value }) => compared(value!, last.value!) > 0).length;
  return { says: `the ${ordinal(rank)}highest month of ${yearOf(last.on)}`, numbers: { rank, of: year.length } };
}

const ordinals = ['', 'second ', 'third ', 'fourth ', 'fifth ', 'sixth '] as const;
const ordinal = (rank: number): string => ordinals[rank - 1] ?? `${rank}th `;

/** For how many months, up to and with the last, the value has been at a level or better. A month without a value ends it. */
export function runAtLevel(
  series: readonly Point[],
  level: Exact,
  which: 'at or above' | 'at or below',
  readOut: ReadOut,
): Said<{ readonly months: number; readonly from: PlainDate | null }> {
  const sign = which === 'at or above' ? 1 : -1;
  const broken = series.findLastIndex(({ value }) => value === null || sign * compared(value, level) < 0);
  const months = series.length - 1 - broken;
  const from = series[broken + 1]?.on ?? null;
  const since = from === null ? '' : `, since ${longMonth(from)}`;
  return {
    says: `${which} ${readOut(level)} for ${months} month${months === 1 ? '' : 's'}${since}`,
    numbers: { months, from },
  };
}

/** The net change of a stock between two days: +3 since July. */
export function netChange(now: Point, then: Point): Said<{ readonly by: number }> | null {
  if (!now.value || !then.value) return null;
  const by = asNumber(minus(now.value, then.value));
  const says = by === 0 ? 'no net change' : `a net ${by > 0 ? 'increase' : 'decrease'} of ${Math.abs(by)}`;
  return { says: `${says} since ${longMonth(then.on)}`, numbers: { by } };
}

/** A part of a whole, in whole per cent: 49 of 156 is 31%. */
export function shareOf(
  part: number,
  whole: number,
): Said<{ readonly part: number; readonly whole: number; readonly percent: number | null }> {
  const share = over(times(exactly(part), exactly(100)), exactly(whole));
  const percent = share === null ? null : rounded(share, 0);
  return { says: `${part} of ${whole}${percent === null ? '' : ` (${percent}%)`}`, numbers: { part, whole, percent } };
}

/** Why things were late: the reasons with how often, the most frequent first. */
export function reasons(parts: Readonly<Record<string, number>>): Said<Readonly<Record<string, number>>> | null {
  const named = Object.entries(parts).filter(([, count]) => count > 0);
  if (named.length === 0) return null;
  const sorted = named.sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
  const says = sorted.map(([name, count]) => `${count} ${name.toLowerCase().replaceAll('_', ' ')}`).join(', ');
  return { says, numbers: Object.fromEntries(sorted) };
}
