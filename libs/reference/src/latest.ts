/** The one with the latest day; of several with that day the last in the list, which is the one recorded last. Null of none. */
export const latest = <T>(all: readonly T[], dayOf: (one: T) => string): T | null =>
  all.reduce<T | null>((best, one) => (best === null || dayOf(one) >= dayOf(best) ? one : best), null);
