/**
 * The bank holidays of England and Wales in an ordinary year, by rule: the eight of Schedule 1 to the Banking and
 * Financial Dealings Act 1971 as it has stood since 1978 (with Good Friday and Christmas Day, holidays by common law),
 * each moved to the next free weekday when it falls on a weekend. Holidays moved or added by proclamation (a jubilee,
 * a coronation) are not known to any rule: those are in the dated list of bank-holidays.ts, which this rule checks.
 */
import { addDays, dateOf, dayOfWeek, type PlainDate } from './plain-date.ts';

/** The first year with today's eight holidays: the early May holiday began in 1978. */
export const ruleHoldsFromYear = 1978;

/** The eight holidays of a year (1000 to 9999), ascending, all on weekdays; no one-off is among them. */
export function usualBankHolidays(year: number): readonly PlainDate[] {
  const easter = easterSunday(year);
  const christmas = dateOf(year, 12, 25);
  return [
    weekdayOnOrAfter(dateOf(year, 1, 1)),
    addDays(easter, -2),
    addDays(easter, 1),
    mondayOnOrAfter(dateOf(year, 5, 1)),
    mondayOnOrAfter(dateOf(year, 5, 25)),
    mondayOnOrAfter(dateOf(year, 8, 25)),
    ...christmasHolidays(christmas),
  ];
}

/** Easter Sunday of a year by the Gregorian reckoning (the anonymous algorithm printed in Nature, 20 April 1876). */
export function easterSunday(year: number): PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const lunarCorrection =
    century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + lunarCorrection + 15) % 30;
  const yearOfCentury = year % 100;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const lateMoon = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  return addDays(dateOf(year, 3, 22), epact + toSunday - 7 * lateMoon);
}

/** Christmas Day and Boxing Day, or the weekdays that stand for them: 2015 had Friday 25th and Monday 28th. */
function christmasHolidays(christmas: PlainDate): readonly PlainDate[] {
  const day = dayOfWeek(christmas);
  if (day === 5) return [christmas, addDays(christmas, 3)];
  if (day === 6) return [addDays(christmas, 2), addDays(christmas, 3)];
  // On a Sunday, Boxing Day keeps its Monday and Christmas Day moves past it to Tuesday.
  if (day === 7) return [addDays(christmas, 1), addDays(christmas, 2)];
  return [christmas, addDays(christmas, 1)];
}

const weekdayOnOrAfter = (d: PlainDate): PlainDate => (dayOfWeek(d) > 5 ? mondayOnOrAfter(d) : d);
const mondayOnOrAfter = (d: PlainDate): PlainDate => addDays(d, (8 - dayOfWeek(d)) % 7);
