import type { Measure } from '#measures/measure';
import type { Figure } from '#measures/figure';
import { measures } from '#projections/index';
import { neighboursMean, comparatorFor } from '#reference/comparators';
import { definitionFor } from '#reference/definitions';
import { targetFor } from '#reference/in-force';
import type { Reference } from '#reference/reference';
import { placeOfCell } from '#reporting/frozen-report';
import { financialYearName, longMonth } from '#reporting/windows';
import { monthNumberOf, type PlainDate } from '#calendar/plain-date';
import { frozenReports, type FrozenReport } from '#waymark/frozen-reports';
import { readReference } from '#waymark/reference-data';
import { inOneSnapshot, type AtPosition } from '#waymark/snapshot';
import type { Waymark } from '../../waymark.ts';
import type { ChartLine } from '../../charts/line-chart.ts';
import { comparedPeriods, type FigureWindow } from './figure-asked.ts';
import { figuresIn, lastMonths, type MonthlyFigure } from './months.query.ts';

type Window = FigureWindow['asked'];

/** A figure with everything that is shown around it, all of it of one position. */
export interface MeasureShown {
  /** What is counted: the definition in force, under the id asked for. */
  readonly used: Measure;
  /** The id of that definition. */
  readonly countedAs: string;
  readonly figure: Figure;
  readonly before: Figure;
  readonly yearBefore: Figure;
  readonly months: readonly MonthlyFigure[];
  readonly beside: readonly ChartLine[];
  readonly parts: Readonly<Record<Part, readonly ({ readonly name: string } & Figure)[]>>;
  readonly printed: readonly Printed[];
}

type Part = 'area' | 'team' | 'group';

/** A frozen report that prints this very figure, and what it said. */
export interface Printed {
  readonly id: string;
  readonly frozenAt: string;
  readonly figure: Figure;
  readonly text: string;
  readonly hasMoved: boolean;
}

const MONTHS = 24;

/** Asks for a measure's page: figure, comparisons, months, parts, and what frozen reports printed. */
export async function measureShown(
  waymark: Waymark,
  measure: Measure,
  asked: Window,
): Promise<AtPosition<MeasureShown>> {
  const { store, database } = waymark;
  const { asAt, asKnownAt, place } = asked;
  const reference = await readReference(store, asKnownAt);
  const { measure: used, definition: countedAs } = definitionFor(measure, measures, asAt, reference.policies);
  const frozen = asKnownAt === null ? await frozenReports(store) : [];
  const isWhole = Object.keys(place).length === 0;
  const broken: readonly Part[] = isWhole ? ['area', 'team', ...(used.grouping ? (['group'] as const) : [])] : [];
  const months = lastMonths(asAt, MONTHS);
  const { before, yearBefore } = comparedPeriods(asked);
  return inOneSnapshot(database, async (sql) => {
    const found = await figuresIn(
      sql,
      used,
      reference,
      asKnownAt,
      place,
      [asked, before, yearBefore, ...months],
      broken,
    );
    const [figure, ...others] = found.whole as [Figure, ...Figure[]];
    const monthly = months.map((one, i) => ({ asked: one, figure: others[i + 2]! }));
    return {
      used,
      countedAs,
      figure,
      before: others[0]!,
      yearBefore: others[1]!,
      months: monthly,
      beside: isWhole ? besideMonths(measure, monthly, reference) : [],
      parts: found.parts,
      printed: frozen.flatMap((report) => printedIn(report, measure, asked, figure)),
    };
  });
}

/** The cell of a frozen report that prints the very figure, if there is one. */
function printedIn(
  { id, recordedAt, cells }: FrozenReport,
  measure: Measure,
  asked: Window,
  now: Figure,
): readonly Printed[] {
  const { from, to, asAt, place } = asked;
  const cell = cells.find(
    (one) =>
      one.measure === measure.id &&
      one.from === from &&
      one.to === to &&
      one.asAt === asAt &&
      one.months === undefined &&
      JSON.stringify(placeOfCell(one)) === JSON.stringify(place),
  );
  if (cell === undefined) return [];
  const { numerator, denominator, value, text } = cell;
  const hasMoved = numerator !== now.numerator || denominator !== now.denominator || value !== now.value;
  return [{ id, frozenAt: recordedAt, figure: { numerator, denominator, value }, text, hasMoved }];
}

/** The target in force and the published figures that were out, month by month; a line that never has a value is left out. */
function besideMonths({ id }: Measure, months: readonly MonthlyFigure[], reference: Reference): readonly ChartLine[] {
  const days = months.map(({ asked }) => asked.to);
  const { authority } = reference;
  const published = (area: string) => (on: PlainDate) => comparatorFor(reference, id, area, on);
  const neighbours = (on: PlainDate) =>
    published('NEIGHBOURS')(on) ?? (authority ? neighboursMean(reference, id, authority.code, on) : null);
  const line = (
    kind: ChartLine['kind'],
    name: string,
    at: (on: PlainDate) => { value: number; yearEnding?: PlainDate } | null,
  ): ChartLine[] => {
    const found = days.map(at);
    const last = found.findLast((one) => one !== null);
    if (last == null) return [];
    const year = last.yearEnding === undefined ? '' : `, ${yearOf(last.yearEnding)}`;
    return [{ kind, label: `${name}${year}`, values: found.map((one) => one?.value ?? null) }];
  };
  return [
    ...line('target', 'Target', (on) => targetFor(reference, id, on)),
    ...line('england', 'England', published('England')),
    ...(authority?.region ? line('region', authority.region, published(authority.region)) : []),
    ...line('neighbours', 'Statistical neighbours', neighbours),
  ];
}

const yearOf = (yearEnding: PlainDate): string =>
  monthNumberOf(yearEnding) === 3 ? financialYearName(yearEnding) : longMonth(yearEnding);
