/** Hears how much of a long work is done. */
export type Progress = (done: number, of: number) => void;

/** A progress bar on a terminal, a line every few seconds elsewhere; on standard error, so that answers stay clean. */
export function progressBar(what: string): Progress {
  const { isTTY } = process.stderr;
  let last = performance.now();
  return (done, of) => {
    const now = performance.now();
    const isFinished = done >= of;
    if (now - last < (isTTY ? 100 : 3000) && !isFinished) return;
    last = now;
    const counts = `${done.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}`;
    if (!isTTY) return void process.stderr.write(`${what}: ${counts}\n`);
    const bar = '#'.repeat(Math.round((of === 0 ? 1 : Math.min(1, done / of)) * 30)).padEnd(30, '.');
    process.stderr.write(`\r${what} [${bar}] ${counts}${isFinished ? '\n' : ''}`);
  };
}
