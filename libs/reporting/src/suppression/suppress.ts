import { pinnedIn, type Equation, type Variable } from './pinned.ts';

/** What a page says: its counts, how they hang together, and the unknowns in between that it never says. */
export interface Page {
  readonly counts: ReadonlyMap<Variable, number>;
  readonly equations: readonly Equation[];
  /** Counts that are small by what is printed for them, though not by their value: a rounded mean. */
  readonly small?: ReadonlySet<Variable>;
  /** The two parts of each share, in time and late: where one is hidden the other is, rather than what they are of. */
  readonly shares?: readonly (readonly [Variable, Variable])[];
}

/** Counts of one to five children are hidden (catalogue C.0.13). */
export const isSmall = (count: number): boolean => count >= 1 && count <= 5;

/**
 * The counts to hide: the small ones, and then, while any hidden one can still be worked out, the smallest count that
 * stands in an equation with it. A count that is nought is hidden only where nothing else is left: it helps least.
 */
export function suppressedIn({ counts, equations, small = new Set(), shares = [] }: Page): ReadonlySet<Variable> {
  const hidden = new Set(
    [...counts].filter(([name, count]) => isSmall(count) || small.has(name)).map(([name]) => name),
  );
  if (hidden.size === 0) return hidden;
  const other = new Map(shares.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));
  for (const name of hidden) hideBoth(name);
  for (;;) {
    const known = new Map([...counts].filter(([name]) => !hidden.has(name)));
    const pinned = pinnedIn(equations, known, (name) => ((counts.get(name) ?? 0) > 0 ? 1 : 0));
    const more = [...pinned]
      .filter((name) => hidden.has(name))
      .map((name) => besides(name, equations, counts, hidden, other));
    const next = more.find((one) => one !== undefined);
    if (next === undefined) return hidden;
    hideBoth(next);
  }

  function hideBoth(name: Variable): void {
    hidden.add(name);
    const twin = other.get(name);
    if (twin !== undefined) hidden.add(twin);
  }
}

/** The next count to hide for the sake of one: from its own equations, else from those next to them. */
function besides(
  name: Variable,
  equations: readonly Equation[],
  counts: ReadonlyMap<Variable, number>,
  hidden: ReadonlySet<Variable>,
  parts: ReadonlyMap<Variable, Variable>,
): Variable | undefined {
  // A part of a share costs less than what it is of, which others are printed of too; nought helps least.
  const cost = (one: Variable) =>
    [parts.has(one) ? 0 : 1, counts.get(one) === 0 ? Infinity : counts.get(one)!] as const;
  const reached = new Set([name]);
  for (let size = 0; size < reached.size;) {
    size = reached.size;
    const near = equations.filter((equation) => [...equation.keys()].some((one) => reached.has(one)));
    const names = near.flatMap((equation) => [...equation.keys()]);
    const open = names.filter((one) => counts.has(one) && !hidden.has(one));
    if (open.length > 0) return open.reduce((a, b) => (isLess(cost(b), cost(a)) ? b : a));
    for (const one of names) reached.add(one);
  }
  return undefined;
}

const isLess = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[0] === b[0] ? a[1] < b[1] : a[0] < b[0];
