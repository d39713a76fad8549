import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { Place } from '#measures/evaluate';
import type { Measure } from '#measures/measure';
import { commentaryFor, overrideFor, populationIn, targetFor } from '#reference/in-force';
import type { Reference } from '#reference/reference';
import { inEachArea, isOfEachArea } from './areas.ts';
import { figuresOf, type Figures, type Wanted } from './asking.ts';
import { averagedIn, cellOf, isCollected, wantedIn } from './cells.ts';
import { columnsOf, comparisonOf, currentOf, isComparable, type Column } from './columns.ts';
import { outsideAreas, comparatorsOf, printedTarget } from './beside.ts';
import { boundsOn, judged, ratingOf, trendOf } from './rating.ts';
import type { CardDefinition, FigureSource, LineDefinition, Report, ReportCard, ReportDefinition } from './report.ts';

/** The day a report is of, and the instant whose knowledge it rests on: all that is known now if null. */
export interface Dates {
  readonly asAt: PlainDate;
  readonly asKnownAt: Instant | null;
}

type MeasureById = (id: string) => Measure | undefined;
type FigureOf = Figures['figureOf'];

/**
 * A report of a day: every figure of every card, asked for in as few questions as there are sets of measures, with
 * targets, ratings, trends and comparators. `reference` is what was known at `asKnownAt`. Refuses (RangeError) a definition that names a measure there is not.
 */
export async function produceReport(
  definition: ReportDefinition,
  dates: Dates,
  source: FigureSource,
  reference: Reference,
  measureById: MeasureById,
): Promise<Report> {
  const plans = definition.cards.map((card) => planOf(card, dates.asAt, measureById));
  const figures = await figuresOf(plans.flatMap(wantedBy), dates.asKnownAt, source, (area, { asAt }) => {
    return populationIn(reference, area, asAt)?.age0to17 ?? null;
  });
  return {
    definition: definition.id,
    title: definition.title,
    ...dates,
    isPublic: false,
    cards: plans
      .map((plan) => byArea(plan, dates, figures, reference))
      .map((plan) => printedCard(plan, dates, figures.figureOf, reference)),
  };
}

/** The plan with a column for each area, now that it is known which there are. */
function byArea(plan: Plan, { asAt }: Dates, figures: Figures, reference: Reference): Plan {
  const card = inEachArea(plan.card, plan.columns, plan.measure, figures, reference);
  return card === plan.card ? plan : { ...plan, card, columns: columnsOf(card, asAt) };
}

/** A card with its measures looked up and its columns dated. */
interface Plan {
  readonly card: CardDefinition;
  readonly measure: Measure;
  readonly compared: Measure;
  readonly columns: readonly Column[];
  readonly measureOf: (line: LineDefinition) => Measure;
}

function planOf(card: CardDefinition, asAt: PlainDate, measureById: MeasureById): Plan {
  const find = (id: string): Measure => {
    const found = measureById(id);
    if (found === undefined)
      throw new RangeError(`The card "${card.title}" names ${id}, and there is no such measure.`);
    return found;
  };
  return {
    card,
    measure: find(card.measure),
    compared: find(card.comparedMeasure ?? card.measure),
    columns: columnsOf(card, asAt),
    measureOf: (line) => find(line.measure ?? card.measure),
  };
}

function wantedBy({ card, measure, columns, measureOf }: Plan): readonly Wanted[] {
  const current = columns[currentOf(card)]!;
  const inColumn = (column: Column, of: Measure, place: Place = {}): readonly Wanted[] => {
    const wanted = wantedIn(column, of, { ...column.definition.place, ...place });
    return isOfEachArea(column.definition) ? wanted.map((one) => ({ ...one, each: 'area' })) : wanted;
  };
  return [
    ...columns.flatMap((column) => card.lines.flatMap((line) => inColumn(column, measureOf(line), line.place))),
    ...columns.flatMap((column) => inColumn(column, measure)),
    ...(card.facts ?? []).flatMap((line) => wantedIn(current, measureOf(line), line.place ?? {})),
  ];
}

function printedCard(plan: Plan, dates: Dates, figureOf: FigureOf, reference: Reference): ReportCard {
  const { card, measure, columns, measureOf } = plan;
  const current = currentOf(card);
  const line = (definition: LineDefinition, of: readonly Column[]) => ({
    label: definition.label,
    cells: of.map((column) => cellOf(card, definition, column, measureOf(definition), figureOf)),
  });
  return {
    title: card.title,
    subtitle: card.subtitle ?? null,
    measure: card.measure,
    columns: columns.map(({ heading }) => heading),
    current,
    lines: card.lines.map((definition) => line(definition, columns)),
    facts: (card.facts ?? []).map((definition) => line(definition, [columns[current]!])),
    ...judgements(plan, dates, figureOf, reference),
    comparators: comparatorsOf(card, plan.compared, dates.asAt, reference),
    prints: card.prints,
    outsideAreas: outsideAreas(card, measure, columns, figureOf),
    notes: card.note === undefined ? [] : [card.note],
    commentary: commentaryFor(reference, card.measure, dates.asAt)?.text ?? null,
  };
}

/** Target, rating and trend, from unrounded values; an override stands beside what was computed. */
function judgements(
  { card, measure, columns }: Plan,
  { asAt }: Dates,
  figureOf: FigureOf,
  reference: Reference,
): Pick<ReportCard, 'target' | 'rating' | 'trend'> {
  const bounds = boundsOn(reference.policies, asAt);
  const target = targetFor(reference, card.measure, asAt);
  const inColumn = (column: Column) => averagedIn(column, measure, column.definition.place ?? {}, figureOf);
  const current = columns[currentOf(card)]!;
  const now = inColumn(current);
  const before = columns[comparisonOf(card) ?? -1];
  const hasTrend =
    before !== undefined &&
    isComparable(measure, current, before) &&
    isCollected(card, measure, before, inColumn(before));
  const rating =
    card.judgedBy === 'numerator'
      ? ratingOf({ ...measure, unit: 'count' }, now.above, target, bounds)
      : ratingOf(measure, now.value, target, bounds);
  const trend = hasTrend ? trendOf(measure, now.value, inColumn(before).value, bounds) : null;
  return {
    target: target && printedTarget(card, measure, target),
    rating: judged(rating, overrideFor(reference, card.measure, asAt, 'rating')),
    trend: judged(trend, overrideFor(reference, card.measure, asAt, 'trend')),
  };
}
