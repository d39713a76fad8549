/**
 * Whether two things derived from journeys say the same: facts are the same when they are one, lists, sets and plain
 * objects when all within them is.
 */
export function isAlike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && isAlikeList(a, b);
  if (a instanceof Set) return b instanceof Set && a.size === b.size && isAlikeList([...a], [...b]);
  if (Object.getPrototypeOf(a) !== Object.prototype || Object.getPrototypeOf(b) !== Object.prototype) return false;
  if ('eventId' in a && 'recordedAt' in a) return false; // two facts
  return isAlikeObject(a as Record<string, unknown>, b as Record<string, unknown>);
}

/** Whether two lists have the same elements, each the very same thing. */
export function hasSameElements(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/**
 * For `perJourney`: puts the elements of before in the place of those that say the same now, found by a key that no two have.
 * So what is made of an element need be made again only where something about it has changed.
 */
export const alikeBy =
  <T>(keyOf: (one: T) => unknown) =>
  (now: readonly T[], before: readonly T[]): readonly T[] => {
    const kept = [...now];
    let same = 0;
    while (same < now.length && same < before.length && isAlike(now[same], before[same])) kept[same] = before[same++]!;
    if (same === now.length && same === before.length) return before;
    const old = new Map(before.slice(same).map((one) => [keyOf(one), one]));
    for (let i = same; i < now.length && old.size > 0; i++) {
      const was = old.get(keyOf(now[i]!));
      if (was !== undefined && isAlike(now[i], was)) kept[i] = was;
    }
    return kept;
  };

/**
 * Remembers what was last made of a thing, for as long as it is made of the same: the inputs are compared one by one, lists by
 * their elements. What is made may rest on nothing else.
 */
export function rememberedOf<Thing extends object, Inputs extends readonly unknown[], Made>(
  make: (thing: Thing, ...inputs: Inputs) => Made,
): (thing: Thing, ...inputs: Inputs) => Made {
  const last = new WeakMap<Thing, { readonly inputs: Inputs; readonly made: Made }>();
  return (thing, ...inputs) => {
    const found = last.get(thing);
    if (found !== undefined && isSameInput(found.inputs, inputs)) return found.made;
    const made = make(thing, ...inputs);
    last.set(thing, { inputs, made });
    return made;
  };
}

const isSameInput = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.every((one, i) => {
    const other = b[i];
    return one === other || (Array.isArray(one) && Array.isArray(other) && hasSameElements(one, other));
  });

const isAlikeList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => isAlike(one, b[i]));

function isAlikeObject(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  let size = 0;
  for (const key in a) {
    if (!isAlike(a[key], b[key]) || !(key in b)) return false;
    size++;
  }
  for (const _ in b) size--;
  return size === 0;
}
