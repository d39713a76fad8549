import { median } from './figures.ts';

/** What was held at one moment, in megabytes or pieces. */
export interface Held {
  readonly minute: number;
  readonly held: number;
}

/** How a series went after the first quarter, which warms up. */
export interface Growth {
  readonly anHour: number;
  readonly rise: number;
  readonly grows: boolean;
}

/**
 * Whether something grows: the median of the last quarter against that of the second, the first being warm-up. A rise within
 * `allowed`, or within `share` of what was held, is the noise of a heap; whatever leaks at full load exceeds both. The slope
 * is that of the line with the least squares through all but the first quarter.
 */
export function growthOf(series: readonly Held[], allowed: number, share: number): Growth {
  const warm = series.slice(Math.floor(series.length / 4));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const early = median(warm.slice(0, third).map(({ held }) => held));
  const late = median(warm.slice(-third).map(({ held }) => held));
  const rise = late - early;
  return { anHour: 60 * slope(warm), rise, grows: rise > Math.max(allowed, share * early) };
}

function slope(series: readonly Held[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(series.map(({ minute }) => minute)), mean(series.map(({ held }) => held))];
  const squares = series.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
  const together = series.reduce((sum, { minute, held }) => sum + (minute - x) * (held - y), 0);
  return squares === 0 ? 0 : together / squares;
}
