import type { Environment } from 'nunjucks';
import { londonDate, type Instant } from '#calendar/instant';
import { isPlainDate, monthNumberOf, dayOfMonth, toEpochDay, yearOf, type PlainDate } from '#calendar/plain-date';
import { wordsOf } from '../words.ts';

const months = 'January February March April May June July August September October November December'.split(' ');
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A day as it is read out: 5 October 2026. */
export const dayInWords = (on: PlainDate): string => `${dayOfMonth(on)} ${months[monthNumberOf(on) - 1]} ${yearOf(on)}`;

/** A day for a narrow column: 5 Oct 2026. */
export const dayInShort = (on: PlainDate): string =>
  `${dayOfMonth(on)} ${months[monthNumberOf(on) - 1]!.slice(0, 3)} ${yearOf(on)}`;

/** A moment in London: 5 October 2026, 14:30. */
export const momentInWords = (at: Instant): string => `${dayInWords(londonDate(at))}, ${clock.format(new Date(at))}`;

/** A code of ours that has no label of its own: CHILDREN_IN_CARE is "Children in care". */
export function inSentence(code: string): string {
  if (/^(MASH|EDT)$/.test(code)) return code;
  const words = code.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const weekdayOf = (on: PlainDate): string => weekdays[(toEpochDay(on) + 4) % 7]!;

/** What templates may write a value with. Nothing there is a blank; what is no day stays as it is. */
export function addFilters(environment: Environment): void {
  const ofDay = (write: (on: PlainDate) => string) => (value: unknown) =>
    typeof value === 'string' && isPlainDate(value) ? write(value) : (value ?? '');
  environment.addFilter('day', ofDay(dayInWords));
  environment.addFilter('shortDay', ofDay(dayInShort));
  environment.addFilter('moment', (value: unknown) =>
    typeof value === 'string' && value !== '' ? momentInWords(value as Instant) : '',
  );
  environment.addFilter('number', (value: unknown) =>
    typeof value === 'number' ? value.toLocaleString('en-GB') : (value ?? ''),
  );
  environment.addFilter('code', (value: unknown) => (typeof value === 'string' ? inSentence(value) : ''));
  environment.addFilter('weekday', ofDay(weekdayOf));
  environment.addFilter('inWords', (value: unknown) => (typeof value === 'string' ? wordsOf(value) : ''));
  environment.addFilter(
    'plural',
    (count: number, one: string, many?: string) =>
      `${count.toLocaleString('en-GB')} ${count === 1 ? one : (many ?? `${one}s`)}`,
  );
}
