import { addMonths, endOfMonth, type PlainDate } from '#calendar/plain-date';
import { latest } from './latest.ts';
import { neighboursFor } from './in-force.ts';
import type { Comparator, Reference } from './reference.ts';

/**
 * When a figure counts as published where its file does not say: the end of the month by which the Department has
 * usually published it. Children in need tables come in late October, so 7 months after 31 March; looked-after
 * children, care leavers and adoption between October and December, so 9; the workforce (as at 30 September) in late February,
 * so 5. Hence an October 2016 report compares with 2014-15 (catalogue G13).
 */
export function usuallyPublishedOn(measure: string, yearEnding: PlainDate): PlainDate {
  const [family] = measure.split('-');
  const months = family === 'WF' ? 5 : ['LAC', 'CL', 'AD'].includes(family!) ? 9 : 7;
  return endOfMonth(addMonths(yearEnding, months));
}

const publishedOn = ({ measure, yearEnding, publishedOn: on }: Comparator): PlainDate =>
  on ?? usuallyPublishedOn(measure, yearEnding);

/** Comparators by measure and area, made once for each list: there may be tens of thousands. */
const indexes = new WeakMap<readonly Comparator[], ReadonlyMap<string, readonly Comparator[]>>();
const keyOf = (measure: string, area: string) => `${measure} ${area}`;

function indexOf(comparators: readonly Comparator[]): ReadonlyMap<string, readonly Comparator[]> {
  const made = indexes.get(comparators);
  if (made) return made;
  const index = new Map<string, Comparator[]>();
  for (const one of comparators) {
    const own = index.get(keyOf(one.measure, one.area));
    if (own) own.push(one);
    else index.set(keyOf(one.measure, one.area), [one]);
  }
  indexes.set(comparators, index);
  return index;
}

type Comparators = Pick<Reference, 'comparators'>;

/** What was published by a day, of one measure and area: one figure a year, the last published of it, in order of years. */
function published(
  { comparators }: Comparators,
  measure: string,
  area: string,
  asAt: PlainDate,
): readonly Comparator[] {
  const byYear = new Map<PlainDate, Comparator[]>();
  for (const one of indexOf(comparators).get(keyOf(measure, area)) ?? [])
    if (publishedOn(one) <= asAt) byYear.set(one.yearEnding, [...(byYear.get(one.yearEnding) ?? []), one]);
  return [...byYear].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, vintages]) => latest(vintages, publishedOn)!);
}

/**
 * The latest figure published by a day: of the latest year, its latest vintage, as known (catalogue G13: a report is set
 * beside what was out then, and prints the year it is of). Null where nothing was.
 */
export const comparatorFor = (
  reference: Comparators,
  measure: string,
  area: string,
  asAt: PlainDate,
): Comparator | null => published(reference, measure, area, asAt).at(-1) ?? null;

/** The figure of the year before the one that `comparatorFor` gives; null where that very year is missing. */
export function previousYear(
  reference: Comparators,
  measure: string,
  area: string,
  asAt: PlainDate,
): Comparator | null {
  const years = published(reference, measure, area, asAt);
  const now = years.at(-1);
  return (now && years.find((one) => one.yearEnding === yearBefore(now.yearEnding))) ?? null;
}

const yearBefore = (day: PlainDate): PlainDate => addMonths(day, -12);

/** A figure made of several published ones of one year. */
export interface Summary {
  readonly value: number;
  readonly yearEnding: PlainDate;
  /** Of how many areas it is made. */
  readonly of: number;
  readonly source: string;
}

/**
 * The unweighted mean of the published figures of the neighbours in force (catalogue C.0.14), not rounded: all of the
 * latest year any of them has, those without one in that year left out. A mean a report printed and that was loaded as
 * such (area `NEIGHBOURS`) is `comparatorFor(reference, measure, 'NEIGHBOURS', asAt)`. Null without neighbours or figures.
 */
export function neighboursMean(
  reference: Pick<Reference, 'comparators' | 'neighbours'>,
  measure: string,
  authority: string,
  asAt: PlainDate,
): Summary | null {
  const set = neighboursFor(reference, authority, asAt);
  if (set === null) return null;
  const found = ofLatestYear(set.codes.map((code) => published(reference, measure, code, asAt)));
  if (found.length === 0) return null;
  const sum = found.reduce((all, { value }) => all + value, 0);
  const { yearEnding, source } = found[0]!;
  return {
    value: withoutBinaryDust(sum / found.length),
    yearEnding,
    of: found.length,
    source: `${set.model}; ${source}`,
  };
}

/** The best of the authorities' figures of the latest year there is one of: the highest or the lowest, by what is good. */
export function bestOf(
  reference: Comparators,
  measure: string,
  polarity: 'high' | 'low',
  asAt: PlainDate,
): Comparator | null {
  const areas = [...indexOf(reference.comparators).keys()]
    .filter((key) => key.startsWith(`${measure} `) && /^\d{3}$/.test(key.slice(measure.length + 1)))
    .map((key) => key.slice(measure.length + 1));
  const found = ofLatestYear(areas.sort().map((area) => published(reference, measure, area, asAt)));
  const better = (a: Comparator, b: Comparator) => (polarity === 'high' ? a.value > b.value : a.value < b.value);
  return found.reduce<Comparator | null>((best, one) => (best === null || better(one, best) ? one : best), null);
}

function ofLatestYear(areas: readonly (readonly Comparator[])[]): readonly Comparator[] {
  const last = areas.map((years) => years.at(-1)?.yearEnding ?? '').reduce((a, b) => (a > b ? a : b), '');
  return areas.flatMap((years) => years.filter((one) => one.yearEnding === last));
}

/** Sums of tenths leave dust in the seventeenth digit that would tip a half. */
const withoutBinaryDust = (value: number): number => Math.round(value * 1e9) / 1e9;
