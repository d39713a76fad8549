import {
  financialYearStart,
  isoWeekOf,
  monthOf,
  previousMonths,
  quarterOf,
  rollingMonths,
  yearToDate,
} from '#calendar/period';
import {
  addDays,
  addMonths,
  dateOf,
  dayOfMonth,
  endOfMonth,
  monthNumberOf,
  startOfMonth,
  yearOf,
  type PlainDate,
} from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import type { Window } from './report.ts';

/**
 * The period a column looks at and the day it is looked at from, for a report of one day (catalogue C.0.2). A period that
 * holds the report day ends with it; one of last year ends on the corresponding day, so that like stands beside like.
 */
export function askedIn(window: Window, reportDay: PlainDate): Asked {
  const upTo = (period: { readonly from: PlainDate }, to: PlainDate): Asked => ({ from: period.from, to, asAt: to });
  const whole = ({ from, to }: { readonly from: PlainDate; readonly to: PlainDate }): Asked => ({ from, to, asAt: to });
  const lastYear = correspondingDay(reportDay, -12);
  switch (window.kind) {
    case 'month':
      return upTo(monthOf(reportDay), reportDay);
    case 'previousMonth':
      return whole(previousMonths(reportDay, 1));
    case 'sameMonthLastYear':
      return upTo(monthOf(lastYear), lastYear);
    case 'previousMonths':
      return whole(previousMonths(reportDay, window.months));
    case 'rollingMonths':
      return upTo(rollingMonths(reportDay, window.months), reportDay);
    case 'rollingMonthsLastYear':
      return upTo(rollingMonths(lastYear, window.months), lastYear);
    case 'quarter':
      return window.before === undefined
        ? upTo(quarterOf(reportDay), reportDay)
        : whole(quarterOf(addMonths(startOfMonth(reportDay), -3 * window.before)));
    case 'quarterLastYear':
      return upTo(quarterOf(lastYear), lastYear);
    case 'yearToDate':
      return whole(yearToDate(reportDay));
    case 'yearToDateLastYear':
      return whole(yearToDate(lastYear));
    case 'financialYear': {
      const start = financialYearStart(reportDay) - window.before;
      return whole({ from: dateOf(start, 4, 1), to: dateOf(start + 1, 3, 31) });
    }
    case 'march':
      return whole(monthOf(lastMarchBefore(reportDay)));
    case 'weeks': {
      const to = addDays(isoWeekOf(addDays(reportDay, 1)).from, -1);
      return whole({ from: addDays(to, 1 - 7 * window.weeks), to });
    }
    case 'dates':
      return { from: window.from, to: window.to, asAt: window.to < reportDay ? window.to : reportDay };
  }
}

/** The months (or weeks) a window is made of, each looked at from its own end: what averages are averages of. */
export function stepsOf(window: Window, asked: Asked): readonly Asked[] {
  if (window.kind !== 'weeks') return monthsOf(asked);
  return Array.from({ length: window.weeks }, (_, i) => {
    const last = addDays(asked.from, 7 * i + 6);
    return { from: addDays(asked.from, 7 * i), to: last, asAt: last };
  });
}

/** The months of a period, each looked at from its own end; the first and last as far as the period goes. */
export function monthsOf({ from, to }: Pick<Asked, 'from' | 'to'>): readonly Asked[] {
  const months: Asked[] = [];
  for (let first = from; first <= to; first = startOfMonth(addMonths(first, 1))) {
    const last = endOfMonth(first) < to ? endOfMonth(first) : to;
    months.push({ from: first, to: last, asAt: last });
  }
  return months;
}

/** The same day so many months away; the last day of a month stays the last day. */
export function correspondingDay(day: PlainDate, months: number): PlainDate {
  const there = addMonths(day, months);
  return day === endOfMonth(day) ? endOfMonth(there) : there;
}

function lastMarchBefore(day: PlainDate): PlainDate {
  const thisYear = dateOf(yearOf(day), 3, 31);
  return thisYear < day ? thisYear : dateOf(yearOf(day) - 1, 3, 31);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const twoDigits = (year: number): string => String(year % 100).padStart(2, '0');

/** A month as the cards head their columns: May-15. */
export const shortMonth = (day: PlainDate): string => `${months[monthNumberOf(day) - 1]!}-${twoDigits(yearOf(day))}`;

/** A month in words: May 2015. */
export const longMonth = (day: PlainDate): string => `${longMonths[monthNumberOf(day) - 1]!} ${yearOf(day)}`;

/** A day in words: 31 May 2015. */
export const longDay = (day: PlainDate): string => `${dayOfMonth(day)} ${longMonth(day)}`;

/** The financial year of a day: 2014/15. */
export const financialYearName = (day: PlainDate): string =>
  `${financialYearStart(day)}/${twoDigits(financialYearStart(day) + 1)}`;

/** The quarter of a day as the quarterly reports name it: Q2 2016/17. */
export const quarterName = (day: PlainDate): string =>
  `Q${Math.floor(((monthNumberOf(day) + 8) % 12) / 3) + 1} ${financialYearName(day)}`;

/** A heading with {month}, {longMonth}, {monthAndYear}, {quarter} and {year} filled in from the last day of its period. */
export const filledIn = (text: string, day: PlainDate): string =>
  text
    .replaceAll('{month}', shortMonth(day))
    .replaceAll('{longMonth}', longMonth(day))
    .replaceAll('{monthAndYear}', `${longMonths[monthNumberOf(day) - 1]!} ${twoDigits(yearOf(day))}`)
    .replaceAll('{quarter}', quarterName(day))
    .replaceAll('{year}', financialYearName(day));
