import { epochMilliseconds, isInstant, londonDate, type Instant } from '#calendar/instant';
import { dayOfWeek, type PlainDate } from '#calendar/plain-date';
import { workingDayOnOrAfter, workingDaysBetween } from '#calendar/working-days';
import { dayInShort } from '../filters.ts';

/** How near the end of a clock is, in words and as a tag: words first, for colour alone tells nobody anything. */
export interface ClockWords {
  readonly text: string;
  readonly colour: 'red' | 'orange' | 'yellow' | 'grey' | 'green';
}

const WORK_ENDS = 17;
const HOUR = 3_600_000;
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** The day by whose end a contact is to be screened: that of receipt, or the next working day if it was none (FD-02). */
export const screenBy = (receivedOn: PlainDate): PlainDate => workingDayOnOrAfter(receivedOn);

/**
 * The clock of the same working day for a contact nobody has screened. FD-02 counts until the end of the day and knows no
 * hour; people who screen go home at five, so until then five o'clock is what is left.
 */
export function screeningClock(receivedOn: PlainDate, now: Instant): ClockWords {
  const today = londonDate(now);
  const due = screenBy(receivedOn);
  if (due < today) {
    const late = workingDaysBetween(due, today);
    return {
      text: late === 0 ? `Overdue since ${weekdayOf(due)}` : `Overdue by ${counted(late, 'working day')}`,
      colour: 'red',
    };
  }
  if (due > today) return { text: `Screen by 5pm on ${weekdayOf(due)} ${dayInShort(due)}`, colour: 'grey' };
  const left = WORK_ENDS * HOUR - sinceMidnight(now);
  if (left <= 0) return { text: 'Screen before midnight: the office day is over', colour: 'orange' };
  return { text: `Screen by 5pm today, ${leftInWords(left)} left`, colour: left <= 2 * HOUR ? 'orange' : 'yellow' };
}

/** Within how many hours of a rating a contact is to be decided. Local practice, no law: red 4, amber 24, green 72. */
export const hoursToDecide = { R: 4, A: 24, G: 72 } as const;

/** The instant by which a rating wants a decision. */
export const decideBy = (rag: 'R' | 'A' | 'G', ratedAt: Instant): number =>
  epochMilliseconds(ratedAt) + hoursToDecide[rag] * HOUR;

/** The clock of a rating, for a contact nobody has decided. */
export function decisionClock(rag: 'R' | 'A' | 'G', ratedAt: Instant, now: Instant): ClockWords {
  const left = decideBy(rag, ratedAt) - epochMilliseconds(now);
  if (left <= 0) return { text: `Decision overdue by ${leftInWords(-left)}`, colour: 'red' };
  return { text: `Decide within ${leftInWords(left)}`, colour: left <= HOUR * 2 ? 'orange' : 'yellow' };
}

/** How much of a rating's time was used by a later instant, in percent; more than 100 where it was over. */
export const shareUsed = (rag: 'R' | 'A' | 'G', ratedAt: Instant, until: Instant): number =>
  Math.round(((epochMilliseconds(until) - epochMilliseconds(ratedAt)) / (hoursToDecide[rag] * HOUR)) * 100);

/** A length of time as it is said: "3 hours", "40 minutes", from two days on in days. */
export function leftInWords(milliseconds: number): string {
  const minutes = Math.max(1, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return counted(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? counted(hours, 'hour') : counted(Math.floor(hours / 24), 'day');
}

/** The time of the day in London; on the day the clocks change an hour more or less has passed, and five o'clock stays five o'clock. */
function sinceMidnight(now: Instant): number {
  const [hour = 0, minute = 0] = londonTime.format(new Date(now)).split(':').map(Number);
  return (hour * 60 + minute) * 60_000;
}

const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The day in London of an instant that a record holds; some records hold only the day. */
export const dayOfRecord = (at: string): PlainDate => (isInstant(at) ? londonDate(at) : (at.slice(0, 10) as PlainDate));

const weekdayOf = (on: PlainDate): string => weekdays[dayOfWeek(on) - 1]!;
const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
