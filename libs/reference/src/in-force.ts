import type { PlainDate } from '#calendar/plain-date';
import { populationFor, type PopulationEstimate } from '#measures/population';
import { latest } from './latest.ts';
import type { Commentary, Neighbours, Override, Reference, Target } from './reference.ts';

/** Lists of reference data are in the order of recording, as `referenceFrom` makes them: what is said last counts. */

/** The target of a measure on a day: begun by it, not past its end, and of several the one with the latest beginning. */
export const targetFor = ({ targets }: Pick<Reference, 'targets'>, measure: string, asAt: PlainDate): Target | null =>
  latest(
    targets.filter((one) => one.measure === measure && one.from <= asAt && (one.until === null || asAt <= one.until)),
    (one) => one.from,
  );

/** The statistical neighbours of an authority in force on a day. */
export const neighboursFor = (
  { neighbours }: Pick<Reference, 'neighbours'>,
  authority: string,
  asAt: PlainDate,
): Neighbours | null =>
  latest(
    neighbours.filter((one) => one.authority === authority && one.from <= asAt),
    (one) => one.from,
  );

/** What a rating or trend of a day was overridden with; the one recorded last. */
export const overrideFor = (
  { overrides }: Pick<Reference, 'overrides'>,
  measure: string,
  asAt: PlainDate,
  what: Override['what'],
): Override | null =>
  overrides.findLast((one) => one.measure === measure && one.asAt === asAt && one.what === what) ?? null;

/** What was written under the figure of a day; the one recorded last. */
export const commentaryFor = (
  { commentaries }: Pick<Reference, 'commentaries'>,
  measure: string,
  asAt: PlainDate,
): Commentary | null => commentaries.findLast((one) => one.measure === measure && one.asAt === asAt) ?? null;

/**
 * The population a rate of an area is of. The whole authority (`TOTAL`) is what was loaded for it by that name, else the
 * published estimate of the authority by its code.
 */
export function populationIn(
  { populations, authority }: Pick<Reference, 'populations' | 'authority'>,
  area: string,
  asAt: PlainDate,
): PopulationEstimate | null {
  const found = populationFor(populations, area, asAt, null);
  if (found !== null || area !== 'TOTAL' || !authority) return found;
  return populationFor(populations, authority.code, asAt, null);
}
