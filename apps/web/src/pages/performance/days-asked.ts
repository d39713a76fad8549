import { endOfLondonDay, type Instant } from '#calendar/instant';
import {
  endOfMonth,
  addMonths,
  dayOfMonth,
  isPlainDate,
  monthNumberOf,
  startOfMonth,
  yearOf,
  type PlainDate,
} from '#calendar/plain-date';
import type { AskedPage } from '../page.ts';
import { oneOf } from '../page.ts';

/** What is wrong with a field, as the summary and the field itself say it. */
export interface FieldFault {
  readonly field: string;
  readonly text: string;
}

/** A day that stands in the address or was typed: 31/10/2026, 31 October 2026 or 2026-10-31. */
export interface AskedDay {
  readonly value?: PlainDate;
  /** As it is shown in the field again. */
  readonly typed: string;
  readonly fault?: FieldFault;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Years outside these are slips of the hand. */
const FIRST_YEAR = '1950';
const YEAR_AFTER = '2101';

/** Reads a day. `what` stands in the sentence that says what is wrong: "the last day of the period". Nothing typed is no fault. */
export function dayAsked(query: AskedPage['query'], field: string, what: string): AskedDay {
  const text = oneOf(query, field);
  if (text === undefined) return { typed: '' };
  const value = dayFrom(text);
  if (value !== undefined && value >= FIRST_YEAR && value < YEAR_AFTER) return { value, typed: typedDay(value) };
  return { typed: text, fault: { field, text: `Enter ${what} as a real day, for example 31/10/2026` } };
}

function dayFrom(text: string): PlainDate | undefined {
  if (isPlainDate(text)) return text;
  const parts = /^(\d{1,2})(?:\/|-|\.| )(\d{1,2}|[a-z]{3,9})(?:\/|-|\.| )(\d{4})$/i.exec(text);
  if (parts === null) return undefined;
  const [, day, month, year] = parts as unknown as [string, string, string, string];
  const number = /^\d/.test(month) ? Number(month) : 1 + monthNames.indexOf(month.slice(0, 3).toLowerCase());
  const iso = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(iso) ? iso : undefined;
}

/** A day as a field shows it: 31/10/2026. */
export const typedDay = (day: PlainDate): string => `${dayOfMonth(day)}/${monthNumberOf(day)}/${yearOf(day)}`;

/** The two dates of a question: what had happened by, and what had been recorded by the end of a day. */
export interface AskedDates {
  readonly asAt: PlainDate;
  readonly asKnownAt: Instant | null;
  readonly asAtField: AskedDay;
  readonly asKnownField: AskedDay;
  readonly faults: readonly FieldFault[];
}

/** Both dates; without any, the end of the last whole month as known now. */
export function datesAsked(query: AskedPage['query'], today: PlainDate): AskedDates {
  const asAtField = dayAsked(query, 'asAt', 'the day by which things had happened');
  const asKnownField = dayAsked(query, 'asKnownAt', 'the day by which things were known');
  const asAt = asAtField.value ?? lastWholeMonth(today);
  return {
    asAt,
    asKnownAt: asKnownField.value === undefined ? null : endOfLondonDay(asKnownField.value),
    asAtField: asAtField.typed === '' ? { ...asAtField, typed: typedDay(asAt) } : asAtField,
    asKnownField,
    faults: [asAtField, asKnownField].flatMap(({ fault }) => fault ?? []),
  };
}

/** The last day of the month before a day's own. */
export const lastWholeMonth = (today: PlainDate): PlainDate => endOfMonth(addMonths(startOfMonth(today), -1));

/** Faults as the error summary lists them. */
export const summaryOf = (faults: readonly FieldFault[]): readonly { readonly text: string; readonly href: string }[] =>
  faults.map(({ field, text }) => ({ text, href: `#${field}` }));

/** What stands at each field. */
export const faultsByField = (faults: readonly FieldFault[]): Readonly<Record<string, string>> =>
  Object.fromEntries(faults.map(({ field, text }) => [field, text]));
