import { epochMilliseconds, instantFromEpochMilliseconds, londonDate, type Instant } from '#calendar/instant';
import { toEpochDay, type PlainDate } from '#calendar/plain-date';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How far London's clocks have ever been ahead of UTC: not at all, summer time, and double summer time until 1947. */
const offsets = [2 * HOUR, HOUR, 0];
const zones: Readonly<Record<number, string>> = { [HOUR]: 'BST', 0: 'GMT' };

/** A time of the day as somebody writes it, in milliseconds after midnight, and the zone if they named one. */
export interface ClockTime {
  readonly sinceMidnight: number;
  readonly zone?: 'GMT' | 'BST';
}

const written = /^(\d{1,2})(?:[:.](\d{2}))?(?::(\d{2})(?:\.(\d{1,3}))?)?\s*(am|pm)?\s*(GMT|BST)?$/i;

/** Reads "14:30", "2:30pm", "2.30 pm", "9am", "midday", "01:30 BST". Undefined for anything else: "9" could be two times. */
export function clockTimeFrom(text: string): ClockTime | undefined {
  const said = text.trim().toLowerCase();
  if (said === 'midday' || said === 'midnight') return { sinceMidnight: said === 'midday' ? 12 * HOUR : 0 };
  const match = written.exec(text.trim());
  if (match === null) return undefined;
  const [, hour, minute, second = '0', fraction = '', half, zone] = match;
  if (minute === undefined && half === undefined) return undefined;
  const hours = hourOfDay(Number(hour), half?.toLowerCase());
  const [minutes, seconds] = [Number(minute ?? 0), Number(second)];
  if (hours === undefined || minutes > 59 || seconds > 59) return undefined;
  const sinceMidnight = hours * HOUR + minutes * MINUTE + seconds * 1000 + Number(fraction.padEnd(3, '0'));
  return { sinceMidnight, ...(zone === undefined ? {} : { zone: zone.toUpperCase() as 'GMT' | 'BST' }) };
}

function hourOfDay(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 23 ? hour : undefined;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}

/**
 * The instants at which London's clocks showed a time on a day: one as a rule; none in the hour that is left out when
 * the clocks go forward, two in the hour that comes twice when they go back. A zone that was named leaves one of two.
 */
export function instantsAt(day: PlainDate, { sinceMidnight, zone }: ClockTime): readonly Instant[] {
  return offsets
    .filter((offset) => zone === undefined || zones[offset] === zone)
    .map((offset) => instantFromEpochMilliseconds(toEpochDay(day) * DAY + sinceMidnight - offset))
    .filter((at) => londonDate(at) === day && shownAt(at) === sinceMidnight);
}

/** The day and the time in London, as `clockTimeFrom` reads them back: the zone only where the time comes twice. */
export function londonClock(at: Instant): { readonly day: PlainDate; readonly time: string } {
  const day = londonDate(at);
  const sinceMidnight = shownAt(at);
  const [hours, minutes, rest] = [sinceMidnight / HOUR, (sinceMidnight / MINUTE) % 60, sinceMidnight % MINUTE];
  const seconds = rest === 0 ? '' : `:${two(rest / 1000)}${rest % 1000 === 0 ? '' : `.${three(rest % 1000)}`}`;
  const isTwice = instantsAt(day, { sinceMidnight }).length > 1;
  const zone = isTwice ? ` ${zones[offsetAt(at)] ?? 'GMT'}` : '';
  return { day, time: `${two(hours)}:${two(minutes)}${seconds}${zone}` };
}

/** What London's clocks show at an instant, in milliseconds after midnight. */
function shownAt(at: Instant): number {
  return (((epochMilliseconds(at) + offsetAt(at)) % DAY) + DAY) % DAY;
}

let clock: Intl.DateTimeFormat | undefined;

/** How far London's clocks are ahead of UTC at an instant. */
function offsetAt(at: Instant): number {
  clock ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  });
  const [hour, minute] = clock.format(epochMilliseconds(at)).split(':').map(Number);
  const shown = hour! * HOUR + minute! * MINUTE;
  const utc = Math.floor(epochMilliseconds(at) / MINUTE) * MINUTE;
  return (((shown - utc) % DAY) + DAY) % DAY;
}

const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
const three = (n: number): string => String(n).padStart(3, '0');
