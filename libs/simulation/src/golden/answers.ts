import { lengthDays, monthsIn, yearToDate } from '#calendar/period';
import { addMonths, endOfMonth, plainDate, startOfMonth, type PlainDate } from '#calendar/plain-date';
import type { By } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import type { Measure } from '#measures/measure';
import { comparatorFor } from '#reference/comparators';
import { targetFor } from '#reference/in-force';
import type { Reference } from '#reference/reference';
import { exactly, exactValue } from '#reporting/exact';
import { extremeSince, rankInYear, runAtLevel, type Point } from '#reporting/narrative';
import type { FigureSource, Report } from '#reporting/report';
import type { Ask, Golden, PrintedWindow } from './printed.ts';

/** What a story's figures are read from. */
export interface Told {
  readonly report: Report;
  readonly source: FigureSource;
  readonly reference: Reference;
  readonly measureById: (id: string) => Measure | undefined;
}

/** What comes out of a story where a report tells a figure in a sentence, as text. */
export async function answer(measure: Measure, ask: Ask, golden: Golden, told: Told): Promise<string> {
  const { asAt } = golden;
  switch (ask.kind) {
    case 'comparator':
      return String(publishedIn(told, measure, ask.area, asAt) ?? 'nothing');
    case 'target':
      return targetText(measure, targetFor(told.reference, measure.id, asAt)?.value);
    case 'figure':
      return figureText(measure, ask, told);
    case 'change':
      return changeText(measure, ask, told);
    case 'direction': {
      const difference = await differenceOf(measure, ask, ask.show ?? 'numerator', told);
      return difference > 0 ? 'up' : difference < 0 ? 'down' : 'stable';
    }
    case 'moreThan': {
      const { value } = await figureIn(measure, ask.window, {}, told);
      return String(Math.round(value! - (publishedIn(told, measure, ask.area, asAt) ?? NaN)));
    }
    case 'position': {
      const { value } = await figureIn(measure, ask.window, {}, told);
      const off = value! - (publishedIn(told, measure, ask.area, asAt) ?? NaN);
      return Math.abs(off) <= ask.within ? 'in line' : off > 0 ? 'above' : 'below';
    }
    case 'most':
    case 'highestGroup':
    case 'highestTeam':
      return partsText(measure, ask, told);
    case 'between': {
      const { value } = await figureIn(measure, ask.window, {}, told);
      const lies = value !== null && value >= ask.low && value <= ask.high;
      return lies ? `${ask.low} to ${ask.high}` : String(value);
    }
    case 'below': {
      const { value } = await figureIn(measure, ask.window, {}, told);
      return value !== null && value < ask.level ? String(ask.level) : `${value}, not below`;
    }
    case 'weeklyMean': {
      const { numerator } = await figureIn(measure, ask.window, {}, told);
      const weeks = lengthDays({ from: plainDate(ask.window.from), to: plainDate(ask.window.to) }) / 7;
      return String(Math.round(numerator / weeks / ask.toNearest) * ask.toNearest);
    }
    case 'highestSince':
    case 'lowestSince':
    case 'rankInYear':
    case 'runAtOrAbove':
      return seriesText(measure, ask, asAt, told);
  }
}

/** What a sentence says of teams among each other, or of more than half. */
async function partsText(
  measure: Measure,
  ask: Extract<Ask, { kind: 'most' | 'highestTeam' | 'highestGroup' }>,
  told: Told,
): Promise<string> {
  const parts = await partsIn(measure, ask.window, ask.kind === 'highestGroup' ? 'group' : 'team', told);
  const [total, named] = [parts.get('total')!, [...parts].filter(([name]) => name !== 'total')];
  if (ask.kind !== 'most') return named.toSorted(([, a], [, b]) => b.numerator - a.numerator)[0]?.[0] ?? 'none';
  const of = (names: readonly string[]) => names.reduce((sum, name) => sum + (parts.get(name)?.numerator ?? 0), 0);
  const percent = ask.teams === undefined ? total.value! : (100 * of(ask.teams)) / total.numerator;
  return percent > 50 ? 'most' : `${percent}%`;
}

const targetText = ({ unit }: Measure, value: number | undefined): string =>
  value === undefined ? 'nothing' : unit === 'ratio' ? `${value}:${100 - value}` : String(value);

const publishedIn = ({ reference }: Told, measure: Measure, area: string, asAt: PlainDate): number | undefined =>
  comparatorFor(reference, measure.id, area, asAt)?.value;

async function differenceOf(
  measure: Measure,
  { window, since }: { readonly window: PrintedWindow; readonly since: PrintedWindow },
  show: 'numerator' | 'value',
  told: Told,
): Promise<number> {
  const [now, then] = [await figureIn(measure, window, {}, told), await figureIn(measure, since, {}, told)];
  return show === 'value' ? now.value! - then.value! : now.numerator - then.numerator;
}

async function changeText(measure: Measure, ask: Extract<Ask, { kind: 'change' }>, told: Told): Promise<string> {
  const difference = await differenceOf(measure, ask, ask.show, told);
  if (ask.as === 'difference') return String(Math.round(difference * 100) / 100);
  const before = await figureIn(measure, ask.since, {}, told);
  return String(Math.round((100 * difference) / (ask.show === 'value' ? before.value! : before.numerator)));
}

type Series = Extract<Ask, { kind: 'highestSince' | 'lowestSince' | 'rankInYear' | 'runAtOrAbove' }>;

/** What a sentence says of a month among the months before it. */
async function seriesText(measure: Measure, ask: Series, asAt: PlainDate, told: Told): Promise<string> {
  const points = await pointsOf(measure, ask, asAt, told);
  switch (ask.kind) {
    case 'rankInYear':
      return String(rankInYear(points)?.numbers.rank);
    case 'runAtOrAbove':
      return String(runAtLevel(points, exactly(ask.level), 'at or above', String).numbers.months);
    case 'highestSince':
    case 'lowestSince': {
      const said = extremeSince(points, ask.kind === 'highestSince' ? 'highest' : 'lowest');
      return said === null ? 'no longer than a month' : (said.numbers.since?.slice(0, 7) ?? 'ever');
    }
  }
}

async function pointsOf(measure: Measure, ask: Series, asAt: PlainDate, told: Told): Promise<readonly Point[]> {
  const last = 'to' in ask && ask.to !== undefined ? plainDate(ask.to) : asAt;
  const first =
    'from' in ask
      ? plainDate(ask.from)
      : ask.kind === 'rankInYear'
        ? startOfYear(last)
        : addMonths(startOfMonth(last), -24);
  const points: Point[] = [];
  for (let month = startOfMonth(first); month <= last; month = addMonths(month, 1)) {
    const to = month === startOfMonth(last) ? last : endOfMonth(month);
    const from = 'window' in ask && ask.window === 'yearToDate' ? yearToDate(to).from : month;
    const figure = await figureIn(measure, { from, to }, {}, told);
    const counts = 'show' in ask && ask.show === 'numerator';
    points.push({ on: to, value: counts ? exactly(figure.numerator) : exactValue(measure, figure) });
  }
  return points;
}

const startOfYear = (day: PlainDate): PlainDate => plainDate(`${day.slice(0, 4)}-01-01`);

async function figureText(measure: Measure, ask: Extract<Ask, { kind: 'figure' }>, told: Told): Promise<string> {
  const rounded = ask.decimals === undefined ? measure : { ...measure, decimals: ask.decimals };
  const figure = await figureIn(rounded, ask.window, ask, told);
  const { numerator, denominator, value } = figure;
  if (ask.show === 'value')
    return measure.unit === 'ratio' ? `${value}:${100 - (value ?? 0)}` : (value?.toFixed(rounded.decimals) ?? '-');
  const count =
    ask.show === 'numerator' ? numerator : ask.show === 'denominator' ? denominator! : denominator! - numerator;
  const months = ask.monthlyMean ? monthsIn({ from: plainDate(ask.window.from), to: plainDate(ask.window.to) }) : 1;
  return String(ask.monthlyMean ? Math.round(count / months) : count);
}

async function figureIn(
  measure: Measure,
  window: PrintedWindow,
  { group, area }: { readonly group?: string; readonly area?: string },
  told: Told,
): Promise<Figure> {
  const by = group !== undefined ? 'group' : area !== undefined ? 'area' : 'total';
  const answers = await partsIn(measure, window, by, told);
  return answers.get(group ?? area ?? 'total') ?? { numerator: 0, denominator: null, value: 0 };
}

async function partsIn(
  measure: Measure,
  window: PrintedWindow,
  by: By,
  { source }: Told,
): Promise<ReadonlyMap<string, Figure>> {
  const [from, to] = [plainDate(window.from), plainDate(window.to)];
  const column = { name: 'asked', asked: { from, to, asAt: to, asKnownAt: null }, by };
  return (await source([measure], [column])).get(measure.id)!.get('asked')!;
}
