import { monthNumberOf, type PlainDate } from '#calendar/plain-date';
import type { Measure } from '#measures/measure';
import { comparatorFor, neighboursMean } from '#reference/comparators';
import type { Reference, Target } from '#reference/reference';
import type { Figures } from './asking.ts';
import { averagedIn } from './cells.ts';
import { currentOf, type Column } from './columns.ts';
import { exactly, minus, plus, rounded } from './exact.ts';
import { printed } from './printing.ts';
import type { CardDefinition, ReportCard } from './report.ts';
import { filledIn, financialYearName, longMonth } from './windows.ts';

/** The mean of the statistical neighbours in force, or what a report printed as such. */
const NEIGHBOURS = 'NEIGHBOURS';
/** The region the authority lies in. */
const REGION = 'REGION';

/**
 * The published figures beside a card, each with the year it is of: an October 2016 report can only have 2014/15
 * (catalogue G13). Areas of which nothing was published by then are left out.
 */
export function comparatorsOf(
  card: CardDefinition,
  measure: Measure,
  asAt: PlainDate,
  reference: Reference,
): ReportCard['comparators'] {
  return (card.comparators ?? []).flatMap((named) => {
    const asked = typeof named === 'string' ? { area: named, label: undefined } : named;
    const area = asked.area === REGION ? reference.authority?.region : asked.area;
    if (area == null) return [];
    const label = asked.label ?? defaultLabel(area);
    const found = publishedOf(measure, area, asAt, reference);
    if (found === null) return [];
    const { value, yearEnding, source } = found;
    const text = printed(exactly(value), {
      unit: measure.unit,
      decimals: decimalsFor(card, measure, 'of' in found ? null : value),
    });
    return [{ area, label: `${label}, latest published (${yearOf(yearEnding)})`, text, value, yearEnding, source }];
  });
}

function publishedOf({ id }: Measure, area: string, asAt: PlainDate, reference: Reference) {
  const loaded = comparatorFor(reference, id, area, asAt);
  if (area !== NEIGHBOURS) return loaded;
  const computed = reference.authority ? neighboursMean(reference, id, reference.authority.code, asAt) : null;
  return loaded !== null && loaded.yearEnding >= (computed?.yearEnding ?? '') ? loaded : computed;
}

const defaultLabel = (area: string): string =>
  area === 'England' ? 'National average' : area === NEIGHBOURS ? 'Statistical neighbours' : area;

/** 2014/15 for a year ending 31 March 2015; of the workforce, counted on 30 September, that month. */
const yearOf = (yearEnding: PlainDate): string =>
  monthNumberOf(yearEnding) === 3 ? financialYearName(yearEnding) : longMonth(yearEnding);

/**
 * A published figure is printed to as many decimals as the line it stands beside: a whole number beside whole numbers, and
 * beside decimals as it was published, to two at most (23.65%). A mean we worked out ourselves (null) is as the line.
 */
function decimalsFor(card: CardDefinition, { id, unit, decimals }: Measure, published: number | null): number {
  const line = card.lines.find(({ show, measure }) => show === 'value' && (measure ?? card.measure) === id);
  const own = line?.decimals ?? (unit === 'percent' ? 0 : decimals);
  const asPublished = published === null ? 0 : Math.min(2, String(published).split('.')[1]?.length ?? 0);
  return own === 0 ? 0 : Math.max(own, asPublished);
}

/** A target as the card prints it: a number of children where it is set as one, else in the unit of the measure. */
export function printedTarget(
  card: CardDefinition,
  measure: Measure,
  { value, from, until }: Target,
): ReportCard['target'] {
  const unit = card.judgedBy === 'numerator' ? 'count' : measure.unit;
  const decimals = Number.isInteger(value) ? 0 : 1;
  return {
    label: card.targetLabel === undefined ? 'Target' : filledIn(card.targetLabel, until ?? from),
    text: printed(exactly(value), { unit: unit === 'net' ? 'count' : unit, decimals, thousands: card.thousands }),
    value,
  };
}

/**
 * How many the areas leave out, where a card breaks a count down by area: teams that serve the whole authority are counted
 * in the total and in no area (catalogue C.0.6, G18). Of a share, what it is of. Null for a card without areas.
 */
export function outsideAreas(
  card: CardDefinition,
  measure: Measure,
  columns: readonly Column[],
  figureOf: Figures['figureOf'],
): number | null {
  const places = columns.filter(({ definition }) => definition.place?.area !== undefined);
  if (places.length === 0 || measure.unit === 'average') return null;
  const side = measure.unit === 'percent' ? 'below' : 'above';
  const count = (column: Column) => averagedIn(column, measure, column.definition.place ?? {}, figureOf)[side];
  const parts = places.map(count).filter((one) => one !== null);
  const whole = count(columns[currentOf(card)]!);
  return whole === null ? null : rounded(minus(whole, parts.reduce(plus, exactly(0))), 0);
}
