import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A file system of its own that can be filled to the last byte and freed again, without harm to the machine's. */
export interface SmallDisk {
  readonly folder: string;
  fill(): void;
  free(): void;
  remove(): void;
}

/** Makes one in a file under the folder. Throws what the machine says when it does not allow it: that needs the rights of root. */
export function smallDisk(under: string, megabytes: number): SmallDisk {
  const [image, folder] = [join(under, 'disk.image'), join(under, 'disk')];
  const made = openSync(image, 'w');
  ftruncateSync(made, megabytes * 1024 * 1024);
  closeSync(made);
  mkdirSync(folder);
  run('mkfs.ext4', '-q', '-F', '-m', '0', '-E', 'lazy_itable_init=1,lazy_journal_init=1', image);
  run('mount', '-o', 'loop', image, folder);
  chmodSync(folder, 0o755);
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: () => fillUp(filler, folder),
    free: () => rmSync(filler, { force: true }),
    remove: () => {
      run('umount', folder);
      rmSync(image);
    },
  };
}

/** First most of it in one go, which costs nothing, then block by block until the disk says no. */
function fillUp(filler: string, folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const most = bavail * bsize - 4 * 1024 * 1024;
  if (most > 0) run('fallocate', '-l', String(most), filler);
  const file = openSync(filler, 'a');
  try {
    for (const block of [Buffer.alloc(1 << 16), Buffer.alloc(1 << 12)]) untilFull(() => writeSync(file, block));
  } finally {
    closeSync(file);
  }
}

function untilFull(write: () => void): void {
  try {
    for (;;) write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

const run = (program: string, ...words: string[]): void =>
  void execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
