import type { Instant } from '#calendar/instant';
import { monthOf, previousMonths, yearToDate } from '#calendar/period';
import type { PlainDate } from '#calendar/plain-date';
import { evaluate, groups, list, partNames, type By, type Known, type Listed, type Place } from '#measures/evaluate';
import { figure, type Figure } from '#measures/figure';
import { isCount, type Measure } from '#measures/measure';
import { groupsFromRows, listFromRows, type FigureAsked } from '#projecting/figures';
import type { Sql } from '#projecting/reading-database';
import { scorecardFigures, type ScorecardColumn } from '#projecting/scorecard';
import { definitionFor, type Definition } from '#reference/definitions';
import { comparatorFor } from '#reference/comparators';
import { overrideFor, populationIn, targetFor } from '#reference/in-force';
import type { Colour } from '#reference/reference';
import { exactly, exactValue } from '#reporting/exact';
import { boundsOn, judged, ratingOf, targetedByCount } from '#reporting/rating';
import type { Basis } from './reference-data.ts';

/** A measure's answer, as the command line and the API print it. */
export interface MeasureAnswer extends Figure {
  readonly measure: string;
  /** The definition that was used: the measure itself, or the variant that a policy has put in its place (catalogue C.11). */
  readonly countedAs: string;
  readonly title: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly asAt: PlainDate;
  readonly asKnownAt: Instant | null;
  readonly unit: Measure['unit'];
  readonly groups?: Readonly<Record<string, number>>;
  readonly parts?: readonly ({ readonly name: string } & Figure)[];
  readonly rows?: readonly Listed[];
}

/** What may be asked of a measure: the period, the two dates, its list, and either a breakdown or one team or area. */
export interface MeasureAsked extends FigureAsked {
  readonly by?: Exclude<By, 'total'>;
  readonly place?: Place;
  readonly withList?: boolean;
}

/** Measures from the read model, each by the definition in force at `asAt` as known at `asKnownAt`. */
export async function askMeasures(
  sql: Sql,
  measures: readonly Measure[],
  asked: MeasureAsked,
  basis: Basis,
): Promise<readonly MeasureAnswer[]> {
  const definitions = definitionsOf(measures, asked, basis);
  const by = asked.by ?? partAsked(asked.place);
  const column: ScorecardColumn = { name: 'asked', asked, by };
  const used = definitions.map(({ measure }) => measure);
  const figures = await scorecardFigures(sql, used, [column], populationAt(basis, asked));
  return Promise.all(
    definitions.map(async ({ measure, definition: countedAs }) => {
      const named = figures.get(measure.id)!.get('asked')!;
      const part = asked.place?.[by as 'team'] ?? 'total';
      const answer = named.get(part) ?? emptyOf(measure, asked, populationAt(basis, asked)(part));
      const parts = [...named].filter(([name]) => name !== 'total').map(([name, part]) => ({ name, ...part }));
      const grouped = await groupsFromRows(sql, measure, asked, asked.place ?? {});
      return {
        ...heading(measure, countedAs, asked),
        ...answer,
        ...(grouped === undefined ? {} : { groups: grouped }),
        ...(asked.by === undefined ? {} : { parts }),
        ...(asked.withList ? { rows: await listFromRows(sql, measure, asked, asked.place ?? {}) } : {}),
      };
    }),
  );
}

const partAsked = (place: Place = {}): By =>
  (['team', 'area', 'group'] as const).find((part) => place[part] !== undefined) ?? 'total';

/** The same answers from rows in memory: what `evaluate` prints for an event file. */
export function evaluateMeasures(
  measures: readonly Measure[],
  known: Known,
  asked: MeasureAsked,
  basis: Basis,
): readonly MeasureAnswer[] {
  const place = asked.place ?? {};
  const people = populationAt(basis, asked)(place.team ?? place.area ?? 'TOTAL');
  return definitionsOf(measures, asked, basis).map(({ measure, definition: countedAs }) => {
    const grouped = groups(measure, known, asked, place);
    return {
      ...heading(measure, countedAs, asked),
      ...evaluate(measure, known, asked, place, people),
      ...(grouped === undefined ? {} : { groups: grouped }),
      ...(asked.by === undefined
        ? {}
        : { parts: partsOf(measure, known, asked, asked.by, populationAt(basis, asked)) }),
      ...(asked.withList ? { rows: list(measure, known, asked, place) } : {}),
    };
  });
}

/** A figure for every team, area or group that has a row in it. */
const partsOf = (
  measure: Measure,
  known: Known,
  asked: MeasureAsked,
  by: Exclude<By, 'total'>,
  population: (area: string) => number | null,
) =>
  partNames(measure, known, asked, by)
    .map((name) => ({ name, ...evaluate(measure, known, asked, { [by]: name }, population(name)) }))
    .filter(({ numerator, denominator }) => numerator !== 0 || (isCount(measure.denominator) && denominator !== 0));

/** One line of a scorecard: the measure in the report month by area, the six months before and the year to date. */
export interface ScorecardLine {
  readonly measure: string;
  /** The definition that was used, in every column. */
  readonly countedAs: string;
  readonly title: string;
  readonly unit: Measure['unit'];
  readonly polarity: Measure['polarity'];
  readonly month: Figure;
  readonly areas: Readonly<Record<string, Figure>>;
  readonly previousSixMonths: Figure;
  readonly yearToDate: Figure;
  readonly trend: Colour | null;
  readonly target: number | null;
  /** By rule, or as somebody overrode it. */
  readonly rating: Colour | null;
  /** Published figures of England and the authority's region, the latest out on the day, with the year they are of. */
  readonly comparators: readonly { readonly area: string; readonly value: number; readonly yearEnding: PlainDate }[];
}

/**
 * All measures at a date: the month up to it, by area, beside the six months before and the year to date. A line is counted
 * by one definition in all its columns, the one in force at `asAt`: a trend compares like with like.
 */
export async function askScorecard(
  sql: Sql,
  measures: readonly Measure[],
  asAt: PlainDate,
  asKnownAt: Instant | null,
  basis: Basis,
): Promise<readonly ScorecardLine[]> {
  const month = { from: monthOf(asAt).from, to: asAt, asAt, asKnownAt };
  const before = previousMonths(asAt, 6);
  const columns: readonly ScorecardColumn[] = [
    { name: 'month', by: 'area', asked: month },
    { name: 'before', by: 'total', asked: { ...before, asAt: before.to, asKnownAt } },
    { name: 'year', by: 'total', asked: { ...yearToDate(asAt), asAt, asKnownAt } },
  ];
  const definitions = definitionsOf(measures, month, basis);
  const used = definitions.map(({ measure }) => measure);
  const figures = await scorecardFigures(sql, used, columns, populationAt(basis, month));
  return definitions.map(({ measure, definition: countedAs }) => {
    const cells = figures.get(measure.id)!;
    const { total, ...areas } = Object.fromEntries(cells.get('month')!);
    const previousSixMonths = cells.get('before')!.get('total')!;
    return {
      measure: measure.id,
      countedAs,
      title: measure.title,
      unit: measure.unit,
      polarity: measure.polarity,
      month: total!,
      areas,
      previousSixMonths,
      yearToDate: cells.get('year')!.get('total')!,
      trend: trendOf(measure, total!, previousSixMonths),
      ...beside(measure, total!, asAt, basis),
    };
  });
}

/** Target, rating and comparators of a line of the scorecard. */
function beside(
  measure: Measure,
  now: Figure,
  asAt: PlainDate,
  { reference }: Basis,
): Pick<ScorecardLine, 'target' | 'rating' | 'comparators'> {
  const { targets = [], comparators = [], overrides = [], policies, authority } = reference;
  const target = targetFor({ targets }, measure.id, asAt);
  const bounds = boundsOn(policies, asAt);
  const rating = targetedByCount.has(measure.id)
    ? ratingOf({ ...measure, unit: 'count' }, exactly(now.numerator), target, bounds)
    : ratingOf(measure, exactValue(measure, now), target, bounds);
  const areas = ['England', ...(authority?.region ? [authority.region] : [])];
  const published = areas.map((area) => comparatorFor({ comparators }, measure.id, area, asAt));
  return {
    target: target?.value ?? null,
    rating: judged(rating, overrideFor({ overrides }, measure.id, asAt, 'rating')).shown,
    comparators: published
      .filter((one) => one !== null)
      .map(({ area, value, yearEnding }) => ({ area, value, yearEnding })),
  };
}

/** Trend by catalogue C.10, on unrounded values: not better is RED, less than a point better AMBER, else GREEN. Flows that are counts have none. */
export function trendOf(measure: Measure, now: Figure, before: Figure): Colour | null {
  if (measure.polarity === 'none' || measure.unit !== 'percent' || !now.denominator || !before.denominator) return null;
  const share = (one: Figure) => (100 * one.numerator) / one.denominator!;
  const better = (share(now) - share(before)) * (measure.polarity === 'low' ? -1 : 1);
  return better <= 0 ? 'RED' : better < 1 ? 'AMBER' : 'GREEN';
}

const definitionsOf = (
  measures: readonly Measure[],
  { asAt }: MeasureAsked,
  { reference, catalogue }: Basis,
): readonly Definition[] => measures.map((measure) => definitionFor(measure, catalogue, asAt, reference.policies));

/** Asked for every measure and part: each area is looked up once. */
function populationAt({ reference }: Basis, { asAt }: FigureAsked): (area: string) => number | null {
  const found = new Map<string, number | null>();
  return (area) => {
    const known = found.get(area);
    if (known !== undefined) return known;
    const people = populationIn(reference, area, asAt)?.age0to17 ?? null;
    found.set(area, people);
    return people;
  };
}

const heading = (measure: Measure, countedAs: string, { from, to, asAt, asKnownAt }: MeasureAsked) => ({
  measure: measure.id,
  countedAs,
  title: measure.title,
  from,
  to,
  asAt,
  asKnownAt,
  unit: measure.unit,
});

/** The figure of a part that has no row: that of no rows, as `evaluate` gives it. */
const emptyOf = (measure: Measure, asked: MeasureAsked, people: number | null): Figure =>
  measure.percentile
    ? { numerator: 0, denominator: null, value: null }
    : figure(measure, 0, isCount(measure.denominator) ? 0 : null, asked, people);
