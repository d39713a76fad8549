/** Of the names, the one that differs from `wrong` in the fewest letters, if that is near enough to be what was meant. */
export function closestName(wrong: string, names: Iterable<string>): string | undefined {
  const asked = wrong.toLowerCase().slice(0, 80);
  let closest: string | undefined;
  let least = Math.max(2, Math.floor(asked.length / 3)) + 1;
  for (const name of names) {
    const difference = editDistance(asked, name.toLowerCase());
    if (difference < least) [closest, least] = [name, difference];
  }
  return closest;
}

/** Letters to add, remove or replace to get from one text to the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, before[j]! + 1, row[j - 1]! + 1));
    }
    before = row;
  }
  return before[b.length]!;
}
