import {
  addDays,
  addMonths,
  dayOfWeek,
  endOfMonth,
  plainDate,
  startOfMonth,
  type PlainDate,
} from '#calendar/plain-date';

/** The first day of the month written 2016-04. */
export const month = (text: string): PlainDate => plainDate(`${text}-01`);

/** The first days of so many months, the last of which is the one given. */
export const monthsUpTo = (last: PlainDate, count: number): readonly PlainDate[] =>
  Array.from({ length: count }, (_, i) => addMonths(startOfMonth(last), i - count + 1));

/** A weekday between the 6th and the 24th of a month: the i-th, round and round. */
export function weekdayIn(first: PlainDate, i: number): PlainDate {
  let days = weekdays.get(first);
  if (days === undefined) weekdays.set(first, (days = weekdaysIn(first)));
  return days[i % days.length]!;
}

/** Asked for every event of a story: a month's are worked out once. */
const weekdays = new Map<PlainDate, readonly PlainDate[]>();

const weekdaysIn = (first: PlainDate): readonly PlainDate[] =>
  Array.from({ length: 19 }, (_, day) => addDays(first, 5 + day)).filter((day) => dayOfWeek(day) < 6);

export const monthEnd = (first: PlainDate): PlainDate => endOfMonth(first);

/** A total spread over so many parts as evenly as whole numbers go. */
export const spread = (total: number, parts: number): readonly number[] =>
  Array.from({ length: parts }, (_, i) => Math.floor(((i + 1) * total) / parts) - Math.floor((i * total) / parts));

/**
 * Monthly parts and wholes whose means are those printed, and the mean of whose percentages is another than the ratio of
 * the means: the wholes fall by `step` a month while the share rises (or falls) in a line, as it must to come out so.
 */
export function tilted(
  parts: number,
  printed: { readonly part: number; readonly whole: number; readonly meanShare: number },
  step: number,
): readonly { readonly part: number; readonly whole: number }[] {
  const { part, whole, meanShare } = printed;
  const middle = (parts - 1) / 2;
  const squares = Array.from({ length: parts }, (_, i) => (i - middle) ** 2).reduce((a, b) => a + b, 0);
  const slope = (parts * whole * meanShare - parts * part) / (step * squares);
  const wholes = Array.from({ length: parts }, (_, i) => Math.round(whole - step * (i - middle)));
  const shares = wholes.map((_, i) => meanShare + slope * (i - middle));
  const found = wholes.map((one, i) => Math.round(one * shares[i]!));
  // Rounding may leave a child or two over: they go to the first months.
  let over = parts * part - found.reduce((a, b) => a + b, 0);
  for (let i = 0; over !== 0; i = (i + 1) % parts, over -= Math.sign(over)) found[i]! += Math.sign(over);
  if (wholes.some((one, i) => found[i]! > one)) throw new Error('A part would exceed its whole: take a larger step.');
  return wholes.map((one, i) => ({ whole: one, part: found[i]! }));
}
