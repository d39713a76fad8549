import type { Figure } from '#measures/figure';
import type { Measure } from '#measures/measure';
import type { Wanted } from './asking.ts';
import type { Column } from './columns.ts';
import { exactly, exactValue, mean, minus, over, rounded, times, type Exact } from './exact.ts';
import { NO_HISTORY, NOTHING, printed, printedCount, printedNumber } from './printing.ts';
import type { CardDefinition, LineDefinition, ReportCell } from './report.ts';

/** A figure of a column with its unrounded parts: of one period, or averaged over months. */
export interface Averaged {
  readonly figure: Figure;
  readonly above: Exact;
  readonly below: Exact | null;
  readonly value: Exact | null;
  readonly months?: readonly Figure[];
}

type FigureOf = (wanted: Wanted) => Figure;

/** Every figure that a column needs of a measure. */
export const wantedIn = (column: Column, measure: Measure, place: Wanted['place']): readonly Wanted[] =>
  (column.months ?? [column.asked]).map((asked) => ({ measure, asked, place }));

/** The figure of a column, averaged as the column says (catalogue C.0.10). */
export function averagedIn(column: Column, measure: Measure, place: Wanted['place'], figureOf: FigureOf): Averaged {
  const figures = wantedIn(column, measure, place).map(figureOf);
  return column.months === null
    ? wholePeriod(measure, figures[0]!)
    : overMonths(measure, figures, column.definition.averaging === 'MEAN_OF_RATIOS');
}

const wholePeriod = (measure: Measure, figure: Figure): Averaged => ({
  figure,
  above: exactly(figure.numerator),
  below: figure.denominator === null ? null : exactly(figure.denominator),
  value: exactValue(measure, figure),
});

/**
 * Mean monthly counts, half up to whole numbers. The value is their ratio, from the unrounded counts, or the mean of the
 * monthly values; months in which there was nothing to divide by have no ratio to be averaged.
 */
function overMonths(measure: Measure, months: readonly Figure[], ofRatios: boolean): Averaged {
  const above = mean(months.map(({ numerator }) => exactly(numerator)))!;
  const below = months.some(({ denominator }) => denominator === null)
    ? null
    : mean(months.map(({ denominator }) => exactly(denominator!)))!;
  const values = months.map((one) => exactValue(measure, one)).filter((one) => one !== null);
  const value = !ofRatios && isRatio(measure) && below !== null ? ratio(measure, above, below) : mean(values);
  return {
    figure: {
      numerator: rounded(above, 0),
      denominator: below === null ? null : rounded(below, 0),
      value: value === null ? null : rounded(value, measure.decimals),
    },
    above,
    below,
    value,
    months,
  };
}

const isRatio = ({ unit, denominator }: Measure): boolean =>
  unit === 'percent' || unit === 'ratio' || (unit === 'average' && denominator !== undefined);

const ratio = ({ unit }: Measure, above: Exact, below: Exact): Exact | null =>
  over(times(above, exactly(unit === 'average' ? 1 : 100)), below);

/** What a line says in a column, and everything needed to open it. */
export function cellOf(
  card: CardDefinition,
  line: LineDefinition,
  column: Column,
  measure: Measure,
  figureOf: FigureOf,
): ReportCell {
  const place = { ...column.definition.place, ...line.place };
  const averaged = averagedIn(column, measure, place, figureOf);
  const unit = line.signed === false && measure.unit === 'net' ? 'fte' : measure.unit;
  const decimals = line.decimals ?? (unit === 'percent' || unit === 'ratio' ? 0 : measure.decimals);
  const shown = shownOf(line.show, averaged, { unit, decimals, thousands: card.thousands });
  const hasHistory = isCollected(card, measure, column, averaged);
  return {
    text: hasHistory ? shown.text : NO_HISTORY,
    value: hasHistory ? shown.value : null,
    measure: measure.id,
    show: line.show,
    asked: column.asked,
    place,
    figure: averaged.figure,
    unit: line.show === 'value' ? unit : 'count',
    decimals: line.show === 'value' ? decimals : 0,
    ...(averaged.months === undefined
      ? {}
      : { averaging: column.definition.averaging!, months: averaged.months, steps: column.months! }),
  };
}

/** Whether there was anything to count already: before its first day, or as a share of nothing, a comparison says N/A. */
export function isCollected(
  { since }: CardDefinition,
  { unit }: Measure,
  { asked, isComparison }: Column,
  { below }: Pick<Averaged, 'below'>,
): boolean {
  if (!isComparison) return true;
  return (since === undefined || asked.from >= since) && (unit === 'net' || below?.above !== 0n);
}

function shownOf(
  show: LineDefinition['show'],
  { above, below, value }: Averaged,
  setting: Parameters<typeof printed>[1],
): { readonly text: string; readonly value: number | null } {
  if (show === 'value') return { text: printed(value, setting), value: printedNumber(value, setting) };
  const count = show === 'numerator' ? above : below === null ? null : show === 'rest' ? minus(below, above) : below;
  if (count === null) return { text: NOTHING, value: null };
  const whole = rounded(count, isWhole(count) ? 0 : decimalsOfCount(setting));
  return { text: printedCount(whole, setting.thousands ?? true), value: whole };
}

const isWhole = ({ above, below }: Exact): boolean => above % below === 0n;

/** A mean count of children is a whole number (C.0.10); posts have a decimal. */
const decimalsOfCount = ({ unit }: { readonly unit: Measure['unit'] }): number =>
  unit === 'fte' || unit === 'average' || unit === 'ratio' ? 1 : 0;
