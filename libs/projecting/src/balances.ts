import { createHash } from 'node:crypto';
import type { PlainDate } from '#calendar/plain-date';
import { movements, placeOf } from '#measures/counted';
import { countKey, countsOf, isBalanced, type Count, type Measure } from '#measures/measure';
import type { Projection } from '#measures/projection';
import type { RowVersion } from './row-versions.ts';

/** How much a running sum moves on a day. `scope` is `total`, `team <id>` or `area <id>`: a total is never the sum of areas. */
export interface Movement {
  readonly count: string;
  readonly scope: string;
  readonly on: PlainDate;
  readonly by: number;
}

/** The counts that keep running sums, by projection: each once, though several measures share it. */
export type BalancedCounts = ReadonlyMap<Projection, ReadonlyMap<string, Count>>;

export function balancedCounts(measures: readonly Measure[]): BalancedCounts {
  const byProjection = new Map<Projection, Map<string, Count>>();
  const summed = measures.filter((measure) => measure.percentile === undefined);
  for (const count of summed.flatMap(countsOf).filter(isBalanced)) {
    const counts = byProjection.get(count.projection) ?? new Map<string, Count>();
    byProjection.set(count.projection, counts.set(balanceName(count), count));
  }
  return byProjection;
}

/** The short name a count's running sums are stored under. It changes when the count does, never otherwise. */
export const balanceName = (count: Count): string =>
  `${count.projection.name}:${createHash('sha256').update(countKey(count)).digest('hex').slice(0, 10)}`;

/** Sums movements by count, scope and day, and forgets those that come to nothing. */
export class Movements {
  private readonly sums = new Map<string, Map<PlainDate, number>>();
  private held = 0;

  constructor(private readonly counts: BalancedCounts) {}

  /** Adds what a row that is believed moves (`sign` 1), or takes away what one that was believed moved (-1). */
  add({ projection, cells }: RowVersion, sign: 1 | -1): void {
    for (const [name, count] of this.counts.get(projection) ?? []) {
      const moved = movements(count, cells);
      if (moved.length === 0) continue;
      const { team, area } = placeOf(count, cells);
      for (const { on, by } of moved)
        for (const scope of ['total', `team ${team}`, `area ${area}`]) this.move(`${name} ${scope}`, on, by * sign);
    }
  }

  /** How many sums are held, those that come to nothing among them. */
  get size(): number {
    return this.held;
  }

  all(): readonly Movement[] {
    return [...this.sums].flatMap(([key, days]) => {
      const gap = key.indexOf(' ');
      const [count, scope] = [key.slice(0, gap), key.slice(gap + 1)];
      return [...days].filter(([, by]) => by !== 0).map(([on, by]) => ({ count, scope, on, by }));
    });
  }

  private move(key: string, on: PlainDate, by: number): void {
    let days = this.sums.get(key);
    if (!days) this.sums.set(key, (days = new Map()));
    const before = days.get(on);
    if (before === undefined) this.held++;
    days.set(on, (before ?? 0) + by);
  }
}

/** The movements of each month on its first day. */
export function byMonth(movements: readonly Movement[]): readonly Movement[] {
  return summed(movements.map((one) => ({ ...one, on: `${one.on.slice(0, 7)}-01` as PlainDate })));
}

/** Movements of one count, scope and day as one. */
function summed(movements: readonly Movement[]): readonly Movement[] {
  const sums = new Map<string, Movement>();
  for (const one of movements) {
    const key = `${one.count} ${one.scope} ${one.on}`;
    sums.set(key, { ...one, by: one.by + (sums.get(key)?.by ?? 0) });
  }
  return [...sums.values()];
}
