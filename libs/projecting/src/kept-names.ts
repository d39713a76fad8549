import { createHash } from 'node:crypto';
import { keptKey, type Kept } from '#measures/kept-sums';
import type { Projection } from '#measures/projection';

/** The short name that what is kept goes by in the tables of sums; it begins with its projection, as a balance's does. */
export function keptName(kept: Kept): string {
  const known = names.get(kept);
  if (known !== undefined) return known;
  const name = `${kept.count.projection.name}:${createHash('sha256').update(keptKey(kept)).digest('hex').slice(0, 10)}`;
  names.set(kept, name);
  return name;
}

const names = new WeakMap<Kept, string>();

/** The projections whose rows it is made of. */
export const projectionsOf = ({ count }: Kept): readonly Projection[] =>
  count.having === undefined ? [count.projection] : [count.projection, count.having.count.projection];
