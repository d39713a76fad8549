import type { Instant } from '#calendar/instant';
import { monthOf, previousMonths, yearToDate } from '#calendar/period';
import type { PlainDate } from '#calendar/plain-date';
import type { EventStore } from '#event-store/event-store';
import { evaluate, groups, list, partNames, type By, type Known, type Listed, type Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import { isCount, type Measure } from '#measures/measure';
import { populationFor, type PopulationEstimate } from '#measures/population';
import { groupsFromRows, listFromRows, type FigureAsked, type Population } from '#projecting/figures';
import type { Sql } from '#projecting/reading-database';
import { scorecardFigures, type ScorecardColumn } from '#projecting/scorecard';

/** A measure's answer, as the command line and the API print it. */
export interface MeasureAnswer extends Figure {
  readonly measure: string;
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

/** The population estimates recorded on the authority's stream. */
export async function populations(store: EventStore): Promise<readonly PopulationEstimate[]> {
  return (await store.readTypes(['PopulationEstimateLoaded'])).map((event) => ({
    ...(event.data as unknown as PopulationEstimate),
    recordedAt: event.recordedAt,
  }));
}

/** Measures from the read model. */
export async function askMeasures(
  sql: Sql,
  measures: readonly Measure[],
  asked: MeasureAsked,
  estimates: readonly PopulationEstimate[],
): Promise<readonly MeasureAnswer[]> {
  const by = asked.by ?? partAsked(asked.place);
  const column: ScorecardColumn = { name: 'asked', asked, by };
  const figures = await scorecardFigures(sql, measures, [column], populationAt(estimates, asked));
  return Promise.all(
    measures.map(async (measure) => {
      const named = figures.get(measure.id)!.get('asked')!;
      const figure = named.get(asked.place?.[by as 'team'] ?? 'total') ?? emptyOf(named.get('total')!);
      const parts = [...named].filter(([name]) => name !== 'total').map(([name, part]) => ({ name, ...part }));
      const grouped = await groupsFromRows(sql, measure, asked, asked.place ?? {});
      return {
        ...heading(measure, asked),
        ...figure,
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
  estimates: readonly PopulationEstimate[],
): readonly MeasureAnswer[] {
  const place = asked.place ?? {};
  const people = populationAt(estimates, asked)(place.team ?? place.area ?? 'TOTAL');
  return measures.map((measure) => {
    const grouped = groups(measure, known, asked, place);
    return {
      ...heading(measure, asked),
      ...evaluate(measure, known, asked, place, people),
      ...(grouped === undefined ? {} : { groups: grouped }),
      ...(asked.by === undefined
        ? {}
        : { parts: partsOf(measure, known, asked, asked.by, populationAt(estimates, asked)) }),
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
  population: Population,
) =>
  partNames(measure, known, asked, by)
    .map((name) => ({ name, ...evaluate(measure, known, asked, { [by]: name }, population(name)) }))
    .filter(({ numerator, denominator }) => numerator !== 0 || (isCount(measure.denominator) && denominator !== 0));

/** One line of a scorecard: the measure in the report month by area, the six months before and the year to date. */
export interface ScorecardLine {
  readonly measure: string;
  readonly title: string;
  readonly unit: Measure['unit'];
  readonly polarity: Measure['polarity'];
  readonly month: Figure;
  readonly areas: Readonly<Record<string, Figure>>;
  readonly previousSixMonths: Figure;
  readonly yearToDate: Figure;
  readonly trend: 'GREEN' | 'AMBER' | 'RED' | null;
}

/** All measures at a date: the month up to it, by area, beside the six months before and the year to date. */
export async function askScorecard(
  sql: Sql,
  measures: readonly Measure[],
  asAt: PlainDate,
  asKnownAt: Instant | null,
  estimates: readonly PopulationEstimate[],
): Promise<readonly ScorecardLine[]> {
  const month = { from: monthOf(asAt).from, to: asAt, asAt, asKnownAt };
  const before = previousMonths(asAt, 6);
  const columns: readonly ScorecardColumn[] = [
    { name: 'month', by: 'area', asked: month },
    { name: 'before', by: 'total', asked: { ...before, asAt: before.to, asKnownAt } },
    { name: 'year', by: 'total', asked: { ...yearToDate(asAt), asAt, asKnownAt } },
  ];
  const figures = await scorecardFigures(sql, measures, columns, populationAt(estimates, month));
  return measures.map((measure) => {
    const cells = figures.get(measure.id)!;
    const { total, ...areas } = Object.fromEntries(cells.get('month')!);
    const previousSixMonths = cells.get('before')!.get('total')!;
    return {
      measure: measure.id,
      title: measure.title,
      unit: measure.unit,
      polarity: measure.polarity,
      month: total!,
      areas,
      previousSixMonths,
      yearToDate: cells.get('year')!.get('total')!,
      trend: trendOf(measure, total!, previousSixMonths),
    };
  });
}

/** Trend by catalogue C.10, on unrounded values: not better is RED, less than a point better AMBER, else GREEN. Flows that are counts have none. */
export function trendOf(measure: Measure, now: Figure, before: Figure): ScorecardLine['trend'] {
  if (measure.polarity === 'none' || measure.unit !== 'percent' || !now.denominator || !before.denominator) return null;
  const share = (one: Figure) => (100 * one.numerator) / one.denominator!;
  const better = (share(now) - share(before)) * (measure.polarity === 'low' ? -1 : 1);
  return better <= 0 ? 'RED' : better < 1 ? 'AMBER' : 'GREEN';
}

const populationAt =
  (estimates: readonly PopulationEstimate[], { asAt, asKnownAt }: FigureAsked): Population =>
  (area) =>
    populationFor(estimates, area, asAt, asKnownAt)?.age0to17 ?? null;

const heading = (measure: Measure, { from, to, asAt, asKnownAt }: MeasureAsked) => ({
  measure: measure.id,
  title: measure.title,
  from,
  to,
  asAt,
  asKnownAt,
  unit: measure.unit,
});

const emptyOf = (total: Figure): Figure => ({
  numerator: 0,
  denominator: total.denominator === null ? null : 0,
  value: total.denominator === null ? 0 : null,
});
