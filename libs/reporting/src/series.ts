import type { Instant } from '#calendar/instant';
import { addMonths, type PlainDate } from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import type { Measure } from '#measures/measure';
import type { Reference } from '#reference/reference';
import { populationIn } from '#reference/in-force';
import { figuresOf } from './asking.ts';
import { exactly, exactValue, rounded, type Exact } from './exact.ts';
import {
  change,
  extremeSince,
  netChange,
  rankInYear,
  reasons,
  runAtLevel,
  type Point,
  type Said,
  type Telling,
} from './narrative.ts';
import { numberText, printed } from './printing.ts';
import type { Dates } from './produce.ts';
import type { FigureSource } from './report.ts';
import { askedIn, correspondingDay, longMonth, monthsOf } from './windows.ts';

/** How far back the narrative looks for "the highest since". */
const MONTHS = 60;

/** A measure month by month up to the report day, in order; the months before anything was counted left out. */
export async function seriesOf(
  measure: Measure,
  { asAt, asKnownAt }: Dates,
  source: FigureSource,
  reference: Reference,
  months = MONTHS,
): Promise<readonly Point[]> {
  const asked = monthsOf(askedIn({ kind: 'rollingMonths', months }, asAt));
  const values = await valuesOf(measure, asked, asKnownAt, source, reference);
  const points = asked.map(({ to }, i) => ({ on: to, value: values[i]! }));
  const first = points.findIndex(({ value }) => value !== null && value.above !== 0n);
  return first === -1 ? [] : points.slice(first);
}

async function valuesOf(
  measure: Measure,
  asked: readonly Asked[],
  asKnownAt: Instant | null,
  source: FigureSource,
  reference: Reference,
): Promise<readonly (Exact | null)[]> {
  const wanted = asked.map((one) => ({ measure, asked: one, place: {} }));
  const people = (area: string, { asAt }: Asked) => populationIn(reference, area, asAt)?.age0to17 ?? null;
  const { figureOf } = await figuresOf(wanted, asKnownAt, source, people);
  return wanted.map((one) => exactValue(measure, figureOf(one)));
}

/** What there is to say of a measure on a day, by the name of the question; null where a question has no answer. */
export type Narrative = Readonly<Record<string, Said<object> | null>>;

/**
 * Everything a report writer asks of a figure (catalogue C.10). `late` is the measure whose parts are the reasons for
 * lateness, if there is one.
 */
export async function narrativeOf(
  measure: Measure,
  dates: Dates,
  source: FigureSource,
  reference: Reference,
  late?: Measure,
): Promise<Narrative> {
  const series = await seriesOf(measure, dates, source, reference);
  const { asAt } = dates;
  const decimals = measure.decimals;
  const readOut = (value: Exact) => printed(value, { unit: measure.unit === 'net' ? 'count' : measure.unit, decimals });
  const on = (day: PlainDate) => series.find((point) => point.on.slice(0, 7) === day.slice(0, 7));
  const [now, monthBefore] = [on(asAt), on(addMonths(asAt, -1))];
  const years = [askedIn({ kind: 'yearToDateLastYear' }, asAt), askedIn({ kind: 'yearToDate' }, asAt)];
  const toDate = await valuesOf(measure, years, dates.asKnownAt, source, reference);
  const [then, sofar] = years.map(({ to }, i) => ({ on: to, value: toDate[i]! }));
  const isShare = measure.unit === 'percent';
  const points = (value: Exact) => `${numberText(rounded(value, decimals), decimals)} points`;
  const telling: Telling = isShare ? { by: points, words: ['higher', 'lower'] } : {};
  const samePoint = { ...telling, when: `at the same point last year, to ${longMonth(then!.on)}` };
  const isStock = measure.numerator.kind === 'stock';
  return {
    onPreviousMonth: change(now, monthBefore, readOut, telling),
    onSameMonthLastYear: change(now, on(correspondingDay(asAt, -12)), readOut, telling),
    yearToDateOnLastYear: change(sofar, then, readOut, samePoint),
    highestSince: extremeSince(series, 'highest'),
    lowestSince: extremeSince(series, 'lowest'),
    rankInCalendarYear: rankInYear(series),
    run: runOf(series, measure, readOut),
    netSinceThreeMonthsAgo: isStock && now && on(addMonths(asAt, -3)) ? netChange(now, on(addMonths(asAt, -3))!) : null,
    lateReasons: late === undefined ? null : reasons(await partsOf(late, dates, source)),
  };
}

/** How long a share has been at its level of now, to the whole per cent, or better. */
function runOf(
  series: readonly Point[],
  { unit, polarity }: Measure,
  readOut: (value: Exact) => string,
): Said<object> | null {
  const last = series.at(-1)?.value;
  if (!last || unit !== 'percent' || polarity === 'none') return null;
  const whole = Number(last.above / last.below);
  return polarity === 'high'
    ? runAtLevel(series, exactly(whole), 'at or above', readOut)
    : runAtLevel(series, exactly(whole + 1), 'at or below', readOut);
}

async function partsOf(
  late: Measure,
  { asAt, asKnownAt }: Dates,
  source: FigureSource,
): Promise<Record<string, number>> {
  const asked = { ...askedIn({ kind: 'month' }, asAt), asKnownAt };
  const figures = await source([late], [{ name: 'late', asked, by: 'group' }]);
  const parts = [...figures.get(late.id)!.get('late')!].filter(([name]) => name !== 'total');
  return Object.fromEntries(parts.map(([name, { numerator }]) => [name, numerator]));
}
