/** A label that wants to stand at a height, and how much room it takes there. */
export interface Wanted {
  readonly at: number;
  readonly height: number;
}

/**
 * Where labels stand so that none covers another: as near to where they want to be as the room between `top` and `bottom`
 * lets them, in their order. Answers the middle of each, in the order given. Without room for all they start at the top.
 */
export function spread(labels: readonly Wanted[], top: number, bottom: number): readonly number[] {
  const order = labels.map((_, i) => i).sort((a, b) => labels[a]!.at - labels[b]!.at || a - b);
  const tops: number[] = [];
  let free = top;
  for (const i of order) {
    const start = Math.max(free, labels[i]!.at - labels[i]!.height / 2);
    tops.push(start);
    free = start + labels[i]!.height;
  }
  let ceiling = bottom;
  for (let place = order.length - 1; place >= 0; place--) {
    const { height } = labels[order[place]!]!;
    tops[place] = Math.min(tops[place]!, ceiling - height);
    ceiling = tops[place]!;
  }
  const over = Math.max(0, top - (tops[0] ?? top));
  const middles = new Array<number>(labels.length);
  order.forEach((i, place) => (middles[i] = tops[place]! + over + labels[i]!.height / 2));
  return middles;
}

/** Text broken into lines of at most so many letters, between words. */
export function wrapped(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
