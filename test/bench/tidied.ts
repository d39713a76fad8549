/** Stopped by a signal, as a shell has it. */
const STOPPED = 130;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Works, and tidies up after it: also when the program is ended in the middle, by a signal, by whoever read what it prints, or
 * by npm, which ends without handing a signal on. Then it tidies and the program ends with 130.
 */
export async function tidied<T>(work: () => Promise<T>, tidy: () => Promise<void>): Promise<T> {
  let isEnding = false;
  const end = () => {
    if (isEnding) return;
    isEnding = true;
    void tidy().finally(() => process.exit(STOPPED));
  };
  const parent = process.ppid;
  const watch = setInterval(() => void (process.ppid !== parent && end()), 200).unref();
  for (const signal of signals) process.on(signal, end);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', end);
  try {
    return await work();
  } catch (error) {
    if (isEnding) return await new Promise<never>(() => undefined); // what is tidied away under the work is no failure
    throw error;
  } finally {
    if (!isEnding) await tidy();
    clearInterval(watch);
    for (const signal of signals) process.off(signal, end);
    for (const stream of [process.stdout, process.stderr]) stream.off('error', end);
  }
}
