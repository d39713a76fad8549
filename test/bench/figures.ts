/** A tree of numbers and words: what `--json` prints. */
export interface Tree {
  [name: string]: number | string | Tree;
}

/** Collects what was measured under dotted names, and says it: as a table line by line, or all at once as one JSON object. */
export class Figures {
  private readonly tree: Tree = {};

  constructor(private readonly isJson: boolean) {}

  /** Notes a figure under a name such as `append.ours.at64`; in a table it is printed at once. */
  note(name: string, value: number, digits = 0): void {
    const rounded = Number(value.toFixed(digits));
    this.put(name, rounded);
    this.line(name, rounded.toLocaleString('en-GB'));
  }

  /** Notes what must be known to read a figure: which settings, how many events. */
  remark(name: string, words: string): void {
    this.put(name, words);
    this.line(name, words);
  }

  /** A figure noted before, as it was rounded; undefined when that part was not asked for. */
  noted(name: string): number | undefined {
    const found = name
      .split('.')
      .reduce<Tree | number | string | undefined>(
        (at, part) => (typeof at === 'object' ? at[part] : undefined),
        this.tree,
      );
    return typeof found === 'number' ? found : undefined;
  }

  /** Says on the terminal what is under way; never on standard output. */
  progress(words: string): void {
    process.stderr.write(`${words}\n`);
  }

  end(): void {
    if (this.isJson) process.stdout.write(`${JSON.stringify(this.tree, null, 2)}\n`);
  }

  private line(name: string, value: string): void {
    if (!this.isJson) process.stdout.write(`${name.padEnd(48)}${value}\n`);
  }

  private put(name: string, value: number | string): void {
    const path = name.split('.');
    const last = path.pop()!;
    let at = this.tree;
    for (const part of path) at = (at[part] ??= {}) as Tree;
    at[last] = value;
  }
}

/** The value below which a share of the samples lies. */
export const percentile = (samples: readonly number[], share: number): number =>
  samples.toSorted((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(samples.length * share))]!;

export const median = (samples: readonly number[]): number => percentile(samples, 0.5);

/** How long something takes, in seconds. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** A size as it stands in a name: 10k, 1M. */
export const sizeName = (events: number): string => (events < 1_000_000 ? `${events / 1000}k` : `${events / 1e6}M`);

/** So much work, always so many pieces of it under way. */
export async function together(count: number, inFlight: number, work: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
