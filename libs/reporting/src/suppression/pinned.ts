/** A count somewhere on a page, by what it counts, when and where: the same count on two cards is one variable. */
export type Variable = string;

/** Whole numbers times variables that come to nought: numerator + rest - denominator, areas + outside - total. */
export type Equation = ReadonlyMap<Variable, number>;

/**
 * The hidden counts that somebody who knows every other count and every equation can work out: those that elimination
 * leaves alone in an equation, and those whose least and greatest possible value meet. Counts are whole and not below
 * nought; `least` says what a hidden one is at least.
 */
export function pinnedIn(
  equations: readonly Equation[],
  known: ReadonlyMap<Variable, number>,
  least: (name: Variable) => number,
): ReadonlySet<Variable> {
  const open = equations.map((equation) => openPart(equation, known)).filter(({ terms }) => terms.size > 0);
  return new Set([...eliminated(open.map(({ terms }) => terms)), ...squeezed(open, least)]);
}

/** Terms that are not known, and what they come to. */
interface Open {
  readonly terms: ReadonlyMap<Variable, number>;
  readonly sum: number;
}

function openPart(equation: Equation, known: ReadonlyMap<Variable, number>): Open {
  const terms = new Map<Variable, number>();
  let sum = 0;
  for (const [name, times] of equation) {
    const value = known.get(name);
    if (value === undefined) terms.set(name, times);
    else sum -= times * value;
  }
  return { terms, sum };
}

const ALMOST_NOTHING = 1e-9;

/** Gauss-Jordan: an unknown is determined if and only if it stands alone in its row of the reduced form. */
function eliminated(rows: readonly ReadonlyMap<Variable, number>[]): readonly Variable[] {
  const reduced: { readonly pivot: Variable; row: Map<Variable, number> }[] = [];
  for (const given of rows) {
    const row = new Map(given);
    for (const { pivot, row: earlier } of reduced) takeAway(row, earlier, row.get(pivot) ?? 0);
    const [pivot, factor] = [...row][0] ?? [];
    if (pivot === undefined || factor === undefined) continue;
    for (const [name, times] of row) row.set(name, times / factor);
    for (const other of reduced) takeAway(other.row, row, other.row.get(pivot) ?? 0);
    reduced.push({ pivot, row });
  }
  return reduced.filter(({ row }) => row.size === 1).map(({ pivot }) => pivot);
}

function takeAway(from: Map<Variable, number>, row: ReadonlyMap<Variable, number>, times: number): void {
  if (times === 0) return;
  for (const [name, factor] of row) {
    const left = (from.get(name) ?? 0) - times * factor;
    if (Math.abs(left) < ALMOST_NOTHING) from.delete(name);
    else from.set(name, left);
  }
}

/** The least and greatest value of each unknown, narrowed by each equation in turn until nothing moves. */
function squeezed(open: readonly Open[], least: (name: Variable) => number): readonly Variable[] {
  const low = new Map<Variable, number>();
  const high = new Map<Variable, number>();
  for (const { terms } of open)
    for (const name of terms.keys()) {
      low.set(name, least(name));
      high.set(name, Infinity);
    }
  for (let round = 0, moved = true; moved && round < 200; round++) {
    moved = false;
    for (const { terms, sum } of open)
      for (const [name, times] of terms) {
        const [least, most] = restBetween(terms, name, low, high);
        const ends = [(sum - most) / times, (sum - least) / times].sort((a, b) => a - b);
        if (ends[0]! > low.get(name)! + ALMOST_NOTHING)
          moved = low.set(name, Math.ceil(ends[0]! - ALMOST_NOTHING)) === low;
        if (ends[1]! < high.get(name)! - ALMOST_NOTHING)
          moved = high.set(name, Math.floor(ends[1]! + ALMOST_NOTHING)) === high;
      }
  }
  return [...low].filter(([name, value]) => value >= high.get(name)!).map(([name]) => name);
}

/** Between what the other terms of an equation lie. */
function restBetween(
  terms: ReadonlyMap<Variable, number>,
  without: Variable,
  low: ReadonlyMap<Variable, number>,
  high: ReadonlyMap<Variable, number>,
): readonly [number, number] {
  let [least, most] = [0, 0];
  for (const [name, times] of terms) {
    if (name === without) continue;
    least += times * (times > 0 ? low.get(name)! : high.get(name)!);
    most += times * (times > 0 ? high.get(name)! : low.get(name)!);
  }
  return [least, most];
}
