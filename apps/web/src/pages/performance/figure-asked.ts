import { endOfLondonDay, type Instant } from '#calendar/instant';
import { monthsIn, quarterOf, rollingMonths, yearToDate } from '#calendar/period';
import { addDays, addMonths, daysBetween, endOfMonth, startOfMonth, type PlainDate } from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import type { Place } from '#measures/evaluate';
import { correspondingDay } from '#reporting/windows';
import type { MeasureAsked } from '#waymark/questions';
import { oneOf, type AskedPage } from '../page.ts';
import { dayAsked, lastWholeMonth, typedDay, type AskedDay, type FieldFault } from './days-asked.ts';

/** A figure as its address asks for it. */
export interface FigureWindow {
  readonly asked: MeasureAsked & { readonly place: Place };
  readonly fields: Readonly<Record<'from' | 'to' | 'asKnownAt', AskedDay>>;
  readonly faults: readonly FieldFault[];
}

const longestId = 80;

/** The period, the two dates and the place; without any, the last whole month of the whole authority as known now. */
export function figureAsked(query: AskedPage['query'], today: PlainDate): FigureWindow {
  const from = dayAsked(query, 'from', 'the first day of the period');
  const to = dayAsked(query, 'to', 'the last day of the period');
  const known = dayAsked(query, 'asKnownAt', 'the day by which things were known');
  const asAt = dayAsked(query, 'asAt', 'the day by which things had happened');
  const last = to.value ?? asAt.value ?? lastWholeMonth(today);
  const first = from.value ?? startOfMonth(last);
  const isBackward = first > last;
  const faults = [from, to, known, asAt].flatMap(({ fault }) => fault ?? []);
  const period = isBackward ? { from: startOfMonth(last), to: last } : { from: first, to: last };
  const asKnownAt: Instant | null = known.value === undefined ? null : endOfLondonDay(known.value);
  const shown = (field: AskedDay, day: PlainDate): AskedDay =>
    field.typed === '' ? { ...field, typed: typedDay(day) } : field;
  return {
    asked: { ...period, asAt: asAt.value ?? period.to, asKnownAt, place: placeAsked(query) },
    fields: { from: shown(from, first), to: shown(to, last), asKnownAt: known },
    faults: isBackward
      ? [...faults, { field: 'from', text: 'The first day must be on or before the last day of the period' }]
      : faults,
  };
}

/** One part of the authority: an area, a team or a group, the first that is named. */
function placeAsked(query: AskedPage['query']): Place {
  for (const part of ['area', 'team', 'group'] as const) {
    const name = oneOf(query, part);
    if (name !== undefined && name.length <= longestId) return { [part]: name };
  }
  return {};
}

/** The period before, as long as the one asked for, and the same one a year earlier, each looked at from its own end. */
export function comparedPeriods({ from, to }: Asked): { readonly before: Asked; readonly yearBefore: Asked } {
  const back = (months: number): Asked => {
    const end = correspondingDay(to, -months);
    return { from: addMonths(from, -months), to: end, asAt: end };
  };
  if (from === startOfMonth(from)) return { before: back(monthsIn({ from, to })), yearBefore: back(12) };
  const days = daysBetween(from, to) + 1;
  const end = addDays(from, -1);
  return { before: { from: addDays(from, -days), to: end, asAt: end }, yearBefore: back(12) };
}

/** Periods that end with the same day, to choose from. */
export function usualPeriods({
  to,
}: Pick<Asked, 'to'>): readonly { readonly text: string; readonly from: PlainDate; readonly to: PlainDate }[] {
  return [
    { text: 'Month', from: startOfMonth(to), to },
    { text: 'Quarter', from: quarterOf(to).from, to },
    { text: 'Financial year to date', from: yearToDate(to).from, to },
    { text: '6 months', from: rollingMonths(to, 6).from, to },
    { text: '12 months', from: rollingMonths(to, 12).from, to },
    {
      text: 'Month before',
      from: startOfMonth(addMonths(startOfMonth(to), -1)),
      to: endOfMonth(addMonths(startOfMonth(to), -1)),
    },
  ];
}
