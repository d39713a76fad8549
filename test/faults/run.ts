import { refuse, wordsGiven } from '../bench/words.ts';
import { faultRun } from './fault-run.ts';
import { printed, reportOf } from './report.ts';

/**
 * Breaks the real programs under load and says whether anything was lost: `npm run faults -- --minutes 10 --seed 7 [--json]`.
 * Ends with 1 when anything is wrong. The seed decides what is sent and which faults come in which order; when exactly they
 * meet is up to the machine, so a seed that found something may have to be run more than once.
 */
const use = 'npm run faults -- [--minutes 10] [--seed 7] [--json]';
const {
  minutes: time = '10',
  seed: beginning = String(Date.now() % 100_000),
  json,
} = wordsGiven(use, { minutes: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } });
const [minutes, seed] = [Number(time), Number(beginning)];
if (!(minutes > 0) || !Number.isSafeInteger(seed))
  refuse('Give --minutes as a number above 0, and --seed as a whole number.', use);

const started = performance.now();
const say = (sentence: string) => {
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${sentence}\n`);
};
say(`Seed ${seed}, ${minutes} minutes.`);
const report = reportOf(await faultRun({ seed, seconds: minutes * 60, isLong: minutes >= 1, say }));
process.stdout.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : `${printed(report)}\n`);
process.exit(report.ok ? 0 : 1);
