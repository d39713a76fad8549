import { readFileSync } from 'node:fs';

/**
 * Loaded in front of a program (`node --import`): its clock is the machine's, moved by as many milliseconds as stand in the
 * file WAYMARK_FAULTS_CLOCK names. What the program says and stores, and what it believes of others, follows; timers do not,
 * as on a machine whose clock is set.
 */
const file = process.env['WAYMARK_FAULTS_CLOCK'] ?? '';
const RealDate = Date;
let shift = 0;

const read = (): void => {
  try {
    shift = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    // Between two writings the file may be away: the clock stays as it is.
  }
};
read();
setInterval(read, 50).unref();

const now = (): number => RealDate.now() + shift;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], asked) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, asked) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
