import { ageOn, addMonths, daysBetween, type PlainDate } from '#calendar/plain-date';
import type { Identity } from '#case-flow/child-identity/identity';
import { dayInWords } from '../filters.ts';

/** How old a child is on a day: in days and weeks at first, then months, and from the second birthday on years. */
export function ageInWords(dob: PlainDate, on: PlainDate): string {
  const days = daysBetween(dob, on);
  if (days < 0) return 'not born yet';
  if (days < 14) return counted(days, 'day');
  if (addMonths(dob, 3) > on) return counted(Math.floor(days / 7), 'week');
  const years = ageOn(dob, on);
  return years < 2 ? counted(monthsSince(dob, on), 'month') : counted(years, 'year');
}

/** When a child was born or is expected, and how old they are on a day; or that nobody recorded it. */
export function bornInWords(
  { dob, dobEstimated, expectedDob, diedOn, pregnancyEndedOn }: Identity,
  on: PlainDate,
): string {
  if (dob === undefined || dob > on) {
    if (pregnancyEndedOn !== undefined) return `Pregnancy ended ${dayInWords(pregnancyEndedOn)}`;
    const expected = expectedDob ?? dob;
    return expected === undefined ? 'Date of birth not recorded' : `Unborn, expected ${dayInWords(expected)}`;
  }
  const born = `Born ${dayInWords(dob)}${dobEstimated === true ? ' (estimated)' : ''}`;
  if (diedOn !== undefined && diedOn <= on) return `${born}, died ${dayInWords(diedOn)} at ${ageInWords(dob, diedOn)}`;
  return `${born}, ${ageInWords(dob, on)} old`;
}

function monthsSince(dob: PlainDate, on: PlainDate): number {
  let months = 0;
  while (addMonths(dob, months + 1) <= on) months++;
  return months;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
