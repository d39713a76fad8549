import { lengthDays, monthsIn, yearToDate } from '#calendar/period';
import { addMonths, endOfMonth, plainDate, startOfMonth, type PlainDate } from '#calendar/plain-date';
import type { By } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import type { Measure } from '#measures/measure';
import { comparatorFor } from '#reference/comparators';
import type { Reference } from '#reference/reference';
import { targetFor } from '#reference/in-force';
import type { FigureSource, Report, ReportCard } from '#reporting/report';
import type { Ask, Golden, PrintedCard, PrintedFigure, PrintedWindow } from './printed.ts';

/** One printed figure beside ours. `verdict` is `same`, `differs`, or the reason why the report contradicts itself. */
export interface Compared {
  readonly golden: string;
  readonly line: number;
  readonly measure: string;
  readonly what: string;
  readonly printed: string;
  readonly ours: string;
  readonly verdict: string;
}

/** What a story's figures are read from. */
export interface Told {
  readonly report: Report;
  readonly source: FigureSource;
  readonly reference: Reference;
  readonly measureById: (id: string) => Measure | undefined;
}

/** Every figure that a golden report printed, beside what comes out of its story. */
export async function compareGolden(golden: Golden, told: Told): Promise<readonly Compared[]> {
  const ofCards = golden.cards.flatMap((card) => compareCard(golden, card, told.report));
  const ofFigures: Compared[] = [];
  for (const figure of golden.figures) ofFigures.push(await compareFigure(golden, figure, told));
  return [...ofCards, ...ofFigures];
}

function compareCard(golden: Golden, printed: PrintedCard, report: Report): readonly Compared[] {
  const card = report.cards.find((one) => one.title === printed.title);
  const line = (what: string, text: string, ours: string | undefined) =>
    verdict(golden, {
      golden: golden.id,
      line: printed.line,
      measure: card?.measure ?? '',
      what: `${printed.title} / ${what}`,
      printed: text,
      ours: ours ?? 'nothing',
    });
  const cells = printed.lines.flatMap(([label, ...texts]) =>
    texts.flatMap((text, i) =>
      text === null
        ? []
        : [line(`${label} / ${printed.columns[i]!}`, text, cellText(card, label, printed.columns[i]!))],
    ),
  );
  const beside = [
    ['Target', printed.target, card?.target?.text],
    ['Performance rating', printed.rating, card?.rating.shown ?? undefined],
    ['Trend', printed.trend, card?.trend.shown ?? undefined],
    ['National average', printed.national, card?.comparators.find((one) => one.area === 'England')?.text],
  ] as const;
  return [...cells, ...beside.flatMap(([what, text, ours]) => (text === undefined ? [] : [line(what, text, ours)]))];
}

function cellText(card: ReportCard | undefined, label: string, column: string): string | undefined {
  const at = card?.columns.indexOf(column) ?? -1;
  return card?.lines.find((line) => line.label === label)?.cells[at]?.text;
}

async function compareFigure(golden: Golden, figure: PrintedFigure, told: Told): Promise<Compared> {
  const { line, measure, says, printed, ask } = figure;
  const found = told.measureById(measure);
  const ours = found === undefined ? 'no such measure' : await answer(found, ask, golden, told);
  return verdict(golden, { golden: golden.id, line, measure, what: says, printed, ours });
}

/** A seed may write 1951 or 1,951, 98% or 98, 24.0 or 24: what counts is the number. */
function plain(text: string): string {
  const bare = text.replaceAll(/[,%\s]/g, '');
  return bare !== '' && Number.isFinite(Number(bare)) ? String(Number(bare)) : bare;
}

function verdict(golden: Golden, one: Omit<Compared, 'verdict'>): Compared {
  if (plain(one.printed) === plain(one.ours)) return { ...one, verdict: 'same' };
  const reason = golden.inconsistent[one.what] ?? golden.inconsistent[`${one.measure}/${one.printed}`];
  return { ...one, verdict: reason ?? 'differs' };
}

async function answer(measure: Measure, ask: Ask, golden: Golden, told: Told): Promise<string> {
  const { asAt } = golden;
  switch (ask.kind) {
    case 'comparator':
      return String(publishedIn(told, measure, ask.area, asAt) ?? 'nothing');
    case 'target':
      return String(targetFor(told.reference, measure.id, asAt)?.value ?? 'nothing');
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
    case 'highestTeam':
      return partsText(measure, ask, told);
    case 'below': {
      const { value } = await figureIn(measure, ask.window, {}, told);
      return value !== null && value < ask.level ? String(ask.level) : `${value}, not below`;
    }
    case 'weeklyMean': {
      const { numerator } = await figureIn(measure, ask.window, {}, told);
      const weeks = lengthDays({ from: plainDate(ask.window.from), to: plainDate(ask.window.to) }) / 7;
      return String(Math.round(numerator / weeks / ask.toNearest) * ask.toNearest);
    }
    default:
      return seriesText(measure, ask, asAt, told);
  }
}

/** What a sentence says of teams among each other, or of more than half. */
async function partsText(
  measure: Measure,
  ask: Extract<Ask, { kind: 'most' | 'highestTeam' }>,
  told: Told,
): Promise<string> {
  const parts = await partsIn(measure, ask.window, 'team', told);
  const [total, teams] = [parts.get('total')!, [...parts].filter(([name]) => name !== 'total')];
  if (ask.kind === 'highestTeam') return teams.toSorted(([, a], [, b]) => b.numerator - a.numerator)[0]?.[0] ?? 'none';
  const of = (names: readonly string[]) => names.reduce((sum, name) => sum + (parts.get(name)?.numerator ?? 0), 0);
  const percent = ask.teams === undefined ? total.value! : (100 * of(ask.teams)) / total.numerator;
  return percent > 50 ? 'most' : `${percent}%`;
}

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
  const last = 'to' in ask && ask.to !== undefined ? plainDate(ask.to) : asAt;
  const first =
    'from' in ask
      ? plainDate(ask.from)
      : ask.kind === 'rankInYear'
        ? startOfYear(last)
        : addMonths(startOfMonth(last), -24);
  const months: number[] = [];
  for (let month = startOfMonth(last); month >= first; month = addMonths(month, -1)) {
    const to = month === startOfMonth(last) ? last : endOfMonth(month);
    const from = 'window' in ask && ask.window === 'yearToDate' ? yearToDate(to).from : month;
    const { numerator, value } = await figureIn(measure, { from, to }, {}, told);
    months.push(('show' in ask && ask.show === 'numerator' ? numerator : value) ?? NaN);
  }
  const [now, ...before] = months as [number, ...number[]];
  if (ask.kind === 'rankInYear') return String(1 + before.filter((one) => one > now).length);
  if (ask.kind === 'runAtOrAbove') {
    const end = months.findIndex((one) => !(one >= ask.level));
    return String(end === -1 ? months.length : end);
  }
  const equalled = before.findIndex((one) => (ask.kind === 'highestSince' ? one >= now : one <= now));
  return equalled === -1 ? 'ever' : addMonths(startOfMonth(last), -1 - equalled).slice(0, 7);
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
