import { readdirSync, readFileSync } from 'node:fs';
import type { Figures } from './figures.ts';

/** A process as /proc shows it. */
interface Process {
  readonly id: number;
  readonly parent: number;
  readonly command: string;
}

/** Every process there is now; those that end while we look are left out. */
function processes(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = fileOf(Number(name), 'stat');
      // The command stands in brackets and may hold blanks and brackets itself.
      const match = stat === undefined ? null : /^\d+ \((.*)\) \S (\d+)/s.exec(stat);
      return match === null ? [] : [{ id: Number(name), command: match[1]!, parent: Number(match[2]) }];
    });
}

/** A process and all that descend from it. */
export function treeOf(root: number): readonly Process[] {
  const all = processes();
  const found = all.filter(({ id }) => id === root);
  for (const one of found) found.push(...all.filter(({ parent }) => parent === one.id));
  return found;
}

/** What a process holds of the machine's memory, in megabytes; pages that several share count whole in each. */
export const residentMegabytes = (id: number): number => megabytesIn(fileOf(id, 'status'), /^VmRSS:\s+(\d+) kB/m);

/** The same with shared pages divided among those that share them: PostgreSQL's processes all map the same buffers. */
const proportionalMegabytes = (id: number): number => megabytesIn(fileOf(id, 'smaps_rollup'), /^Pss:\s+(\d+) kB/m);

const megabytesIn = (text: string | undefined, pattern: RegExp): number =>
  Number(pattern.exec(text ?? '')?.[1] ?? 0) / 1024;

function fileOf(id: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${id}/${name}`, 'utf8');
  } catch {
    return undefined; // it has ended, or is not ours to read
  }
}

export interface Peak {
  readonly megabytes: number;
  readonly postgresMegabytes: number;
}

/** To look costs the very processors that are measured: a tenth of a second apart it took a third of one. */
const LOOK_MILLISECONDS = 1_000;

/**
 * Watches a process tree until it is told to stop, and answers with the most it held at any one moment, beside the most that
 * PostgreSQL held. A tree that holds PostgreSQL is counted without it.
 */
export function watched(root: number, postgres: number): () => Peak {
  let peak: Peak = { megabytes: 0, postgresMegabytes: 0 };
  const sum = (ids: readonly Process[], of: (id: number) => number) => ids.reduce((total, { id }) => total + of(id), 0);
  const timer = setInterval(() => {
    peak = {
      megabytes: Math.max(
        peak.megabytes,
        sum(
          treeOf(root).filter(({ command }) => command !== 'postgres'),
          residentMegabytes,
        ),
      ),
      postgresMegabytes: Math.max(peak.postgresMegabytes, sum(treeOf(postgres), proportionalMegabytes)),
    };
  }, LOOK_MILLISECONDS);
  return () => {
    clearInterval(timer);
    return peak;
  };
}

/** Notes what a rebuild held: `name` is empty for the largest of this run, or says the size. */
export function noteMemory(figures: Figures, name: string, events: number, peak: Peak): void {
  figures.note(`memory.rebuildPeakMegabytes${name}`, peak.megabytes);
  figures.note(`memory.postgresPeakMegabytes${name}`, peak.postgresMegabytes);
  figures.note(`memory.events${name}`, events);
}
