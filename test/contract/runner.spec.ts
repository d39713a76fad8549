import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Runs a suite by the small runner in a process of its own, since the runner lends its words to the whole process. */
function ran(suite: string) {
  const program = `
    const { Runner } = await import('./test/contract/runner.ts');
    const runner = new Runner();
    runner.lendWords();
    ${suite}
    const lines = [];
    console.log(JSON.stringify({ ...(await runner.run((line) => void lines.push(line))), lines }));`;
  const words = ['--import', 'tsx', '--input-type=module', '-e', program];
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as { tests: number; failed: number; lines: string[] };
}

describe('the small runner of the contract suite', () => {
  it('tells right from wrong, in the test and in what comes before and after it, and lets nothing hang', () => {
    const { tests, failed, lines } = ran(`
      describe('a store', () => {
        it('is right', () => expect({ a: 1 }).toEqual({ a: 1 }));
        it('is wrong', () => expect(1).toBe(2));
        it('is wrong later', async () => { await expect(Promise.resolve(1)).resolves.toBe(2); });
        it('hangs', () => new Promise(() => setTimeout(() => {}, 60_000)), 50);
        it.each([[1, 'one'], [2, 'two']])('counts %s as %s', (n, word) => expect(word).toHaveLength(3));
        describe('with a fault before', () => {
          beforeEach(() => { throw new Error('no store'); });
          it('is not run', () => undefined);
        });
        describe('with a fault after', () => {
          afterEach(() => { throw new Error('not closed'); });
          it('is no success', () => undefined);
        });
      });
      setTimeout(() => process.exit(), 1000).unref();`);
    expect({ tests, failed }).toEqual({ tests: 8, failed: 5 });
    const told = lines.filter((line) => /^(not )?ok/.test(line)).map((line) => line.replace(/ \(\d+ ms\)$/, ''));
    expect(told).toEqual([
      'ok 1 - a store > is right',
      'not ok 2 - a store > is wrong',
      'not ok 3 - a store > is wrong later',
      'not ok 4 - a store > hangs',
      'ok 5 - a store > counts 1 as one',
      'ok 6 - a store > counts 2 as two',
      'not ok 7 - a store > with a fault before > is not run',
      'not ok 8 - a store > with a fault after > is no success',
    ]);
    expect(lines.join('\n')).toMatch(/It did not end within 0.05 seconds[^]*no store[^]*not closed/);
  });

  it('counts a run without tests as a failure', () => {
    expect(ran('')).toMatchObject({ tests: 0, failed: 1 });
  });
});
