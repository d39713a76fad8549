import type { PlainDate } from '#calendar/plain-date';
import { CITYWIDE } from '#measures/counted';
import type { Measure } from '#measures/measure';
import { populationIn } from '#reference/in-force';
import type { Reference } from '#reference/reference';
import type { Figures } from './asking.ts';
import { wantedIn } from './cells.ts';
import type { Column } from './columns.ts';
import type { FrozenCell } from './frozen-report.ts';
import type { CardDefinition, ColumnDefinition, ReportDefinition } from './report.ts';

/**
 * A card with one column for each area in place of those that stand for all of them: the areas in which the card's measure
 * counts anything in that column. What teams that serve the whole authority hold is in no area (catalogue C.0.6, G18).
 */
export function inEachArea(
  card: CardDefinition,
  columns: readonly Column[],
  measure: Measure,
  { partsOf }: Pick<Figures, 'partsOf'>,
  reference: Reference,
): CardDefinition {
  if (!card.columns.some(isOfEachArea)) return card;
  const areasOf = (column: Column): readonly string[] => {
    const counted = wantedIn(column, measure, {}).flatMap((one) =>
      [...partsOf(one, 'area')].flatMap(([area, { numerator, denominator }]) =>
        numerator === 0 && (denominator ?? 0) === 0 ? [] : [area],
      ),
    );
    return inOrder(new Set(counted), reference, column.asked.asAt);
  };
  return expanded(card, (_, i) => areasOf(columns[i]!));
}

export const isOfEachArea = ({ eachArea }: ColumnDefinition): boolean => eachArea === true;

/** Areas people are counted in come first, then those that are areas of work alone; each by name. */
function inOrder(areas: ReadonlySet<string>, reference: Reference, asAt: PlainDate): readonly string[] {
  const names = [...areas].filter((area) => area !== CITYWIDE && area !== 'total').sort();
  const isPopulated = (area: string) => populationIn(reference, area, asAt) !== null;
  return [...names.filter(isPopulated), ...names.filter((area) => !isPopulated(area))];
}

/**
 * A report's definition with the area columns of a page that was printed: made again later, each cell stands where it did,
 * also when an area has gained its first row since or lost its last.
 */
export function withAreasOf(definition: ReportDefinition, printed: readonly FrozenCell[]): ReportDefinition {
  const areasOf = (card: number) => {
    const cells = printed.filter(({ cell }) => cell.startsWith(`${card + 1}.`));
    return [...new Set(cells.flatMap(({ area }) => (area === undefined ? [] : [area])))];
  };
  return { ...definition, cards: definition.cards.map((card, c) => expanded(card, () => areasOf(c))) };
}

function expanded(
  card: CardDefinition,
  areasOf: (column: ColumnDefinition, i: number) => readonly string[],
): CardDefinition {
  const columns = card.columns.flatMap((column, i) =>
    isOfEachArea(column) ? areasOf(column, i).map((area) => ofArea(column, area)) : [column],
  );
  if (card.comparedWith === undefined) return { ...card, columns };
  return { ...card, columns, comparedWith: columns.indexOf(card.columns[card.comparedWith]!) };
}

const ofArea = ({ eachArea: _, ...column }: ColumnDefinition, area: string): ColumnDefinition => ({
  ...column,
  heading: column.heading.replaceAll('{area}', area),
  place: { area },
});
