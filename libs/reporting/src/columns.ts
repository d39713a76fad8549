import type { PlainDate } from '#calendar/plain-date';
import type { Asked } from '#measures/counted';
import { monthsIn } from '#calendar/period';
import type { Measure } from '#measures/measure';
import type { CardDefinition, ColumnDefinition } from './report.ts';
import { askedIn, filledIn, stepsOf } from './windows.ts';

/** A column with its dates: what it asks for, and the months it is averaged over, if it is. */
export interface Column {
  readonly definition: ColumnDefinition;
  readonly heading: string;
  readonly asked: Asked;
  readonly months: readonly Asked[] | null;
  /** Its figures stand beside the current ones, and may be from before there were any. */
  readonly isComparison: boolean;
}

const isWhole = ({ place, eachArea }: ColumnDefinition): boolean => place === undefined && eachArea === undefined;

/** The columns of a card on a report day. */
export function columnsOf(card: CardDefinition, reportDay: PlainDate): readonly Column[] {
  const current = currentOf(card);
  return card.columns.map((definition, i) => {
    const asked = askedIn(definition.window, reportDay);
    const isAveraged = (definition.averaging ?? 'WHOLE_PERIOD') !== 'WHOLE_PERIOD';
    return {
      definition,
      heading: filledIn(definition.heading, asked.to),
      asked,
      months: isAveraged ? stepsOf(definition.window, asked) : null,
      isComparison: i !== current && isWhole(definition),
    };
  });
}

/** The column a card is about: the last one of the whole authority. Refuses (RangeError) a card that has none. */
export function currentOf({ title, columns }: CardDefinition): number {
  const current = columns.findLastIndex(isWhole);
  if (current === -1) throw new RangeError(`The card "${title}" has no column for the whole authority.`);
  return current;
}

/** The column that a trend compares with: the one named, else the first of the whole authority before the current one. */
export function comparisonOf(card: CardDefinition): number | null {
  const current = currentOf(card);
  const found = card.comparedWith ?? card.columns.findIndex((column, i) => i < current && isWhole(column));
  return found === -1 ? null : found;
}

/** Whether two columns may be held against each other: a count of six months says nothing beside a count of one. */
export function isComparable({ unit, numerator }: Measure, one: Column, other: Column): boolean {
  const isCount = unit === 'count' || unit === 'net';
  const months = ({ months: averaged, asked }: Column) => (averaged === null ? monthsIn(asked) : 1);
  return !isCount || numerator.kind === 'stock' || months(one) === months(other);
}
