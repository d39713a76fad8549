import { endOfMonth, startOfMonth } from '#calendar/plain-date';
import { londonDate, type Instant } from '#calendar/instant';
import { CITYWIDE, NO_TEAM, type Asked } from '#measures/counted';
import type { Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import { isCount, type Measure } from '#measures/measure';
import { exactly, exactValue } from '#reporting/exact';
import { inWords } from '#reporting/rating';
import { printed, printedCount } from '#reporting/printing';
import type { Judged } from '#reporting/report';
import { longMonth } from '#reporting/windows';
import { dayInWords } from '../filters.ts';
import { groupWords } from './group-words.ts';

/** A figure's value as it is printed: 21.8%, 1,305, +3. */
export const valueText = (measure: Measure, figure: Figure): string => printed(exactValue(measure, figure), measure);

/** A plain number in a measure's unit: a target, a published figure. */
export function numberInUnit({ unit }: Pick<Measure, 'unit'>, value: number): string {
  const decimals = Math.min(2, String(value).split('.')[1]?.length ?? 0);
  return printed(exactly(value), { unit: unit === 'net' ? 'count' : unit, decimals });
}

/** What stands behind a number of a unit in a chart. */
export const unitSign = ({ unit }: Pick<Measure, 'unit'>): string =>
  unit === 'percent' || unit === 'ratio' ? '%' : '';

/** What a figure's value is, in words. */
export const unitWords: Readonly<Record<Measure['unit'], string>> = {
  count: 'a number',
  percent: 'a percentage',
  per10000: 'a rate per 10,000 people aged 0 to 17',
  perMonth: 'a monthly average',
  net: 'a difference',
  average: 'an average',
  fte: 'whole posts',
  days: 'days',
  ratio: 'a share of two parts',
};

/** `248 of 1,114`; a count by itself has no "of". */
export function partsText(measure: Measure, { numerator, denominator }: Figure): string | null {
  if (measure.denominator === undefined || measure.percentile !== undefined || measure.unit === 'net') return null;
  const of = denominator === null ? 'not known' : printedCount(denominator);
  if (isCount(measure.denominator)) return `${printedCount(numerator)} of ${of}`;
  return measure.denominator.kind === 'months'
    ? `${printedCount(numerator)} in ${of} months`
    : `${printedCount(numerator)}, in a population of ${of}`;
}

/** October 2026, for a whole month; else its first and last day. */
export function periodWords({ from, to }: Pick<Asked, 'from' | 'to'>): string {
  if (from === startOfMonth(to) && to === endOfMonth(to)) return longMonth(to);
  if (from === startOfMonth(from) && to === endOfMonth(to)) return `${longMonth(from)} to ${longMonth(to)}`;
  return from === to ? dayInWords(from) : `${dayInWords(from)} to ${dayInWords(to)}`;
}

/** What a figure looks at: a stock the end of a day, everything else a period. */
export const windowWords = (measure: Measure, asked: Asked): string =>
  measure.numerator.kind === 'stock' && !measure.numerator.during
    ? `at the end of ${dayInWords(asked.asAt)}`
    : periodWords(asked);

const isShort = (word: string): boolean => /^[^AEIOU]{2,4}$/.test(word) || ['MASH', 'ASYE', 'EDT'].includes(word);

/** A team or an area as it is read: ASSESSMENT-SOUTH is "Assessment South". */
export function placeWords(name: string): string {
  if (name === CITYWIDE) return 'Teams for the whole authority';
  if (name === NO_TEAM) return 'No team';
  const words = name.split(/[-_ ]/);
  return words.map((word) => (isShort(word) ? word : word.charAt(0) + word.slice(1).toLowerCase())).join(' ');
}

/** What a place asked for is called, and nothing for the whole authority. */
export function placeAskedWords({ team, area, group }: Place, measure?: Measure): string | null {
  if (group !== undefined) return measure === undefined ? group : groupWords(measure, group);
  const name = area ?? team;
  return name === undefined ? null : placeWords(name);
}

/** A rating or trend as a tag: the colour's name and what it says, never colour alone. */
export function judgedTag(
  what: 'rating' | 'trend',
  { shown }: Pick<Judged, 'shown'>,
): { readonly text: string; readonly colour: string } {
  if (shown === null) return { text: 'Not rated', colour: 'grey' };
  const colours = { GREEN: 'green', AMBER: 'yellow', RED: 'red' } as const;
  const words = inWords(what, shown);
  return { text: `${shown.charAt(0)}${shown.slice(1).toLowerCase()}: ${words}`, colour: colours[shown] };
}

/** The address of a page with parameters; what is not there is left out. */
export function addressOf(path: string, parameters: Readonly<Record<string, string | null | undefined>>): string {
  const given = Object.entries(parameters).filter((one): one is [string, string] => one[1] != null && one[1] !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

/** A figure's own page, or one under it: the measure in its window, at its place. */
export function measureAddress(
  measure: string,
  { from, to, asAt }: Asked,
  asKnownAt: Instant | null,
  place: Place = {},
  more: Readonly<Record<string, string | undefined>> = {},
  under?: string,
): string {
  const path = `/performance/measures/${encodeURIComponent(measure)}`;
  return addressOf(under === undefined ? path : `${path}/${under}`, {
    from,
    to,
    asAt: asAt === to ? undefined : asAt,
    asKnownAt: asKnownAt === null ? undefined : londonDate(asKnownAt),
    ...place,
    ...more,
  });
}
