import { faultKinds } from './fault-kinds.ts';
import { faultRun } from './fault-run.ts';
import { printed, reportOf } from './report.ts';

describe('the programs under load, harmed in every way there is', () => {
  it('lose nothing, do nothing twice or by half, and show what the log says', async () => {
    const run = await faultRun({ seed: 7, seconds: 5, isLong: false });
    const report = reportOf(run);
    for (const { kind, why } of run.leftOut) process.stderr.write(`${kind} is left out here. ${why}\n`);
    expect(`${report.violations.join('\n')}`).toBe('');
    expect(printed(report)).toContain('lost 0, duplicated 0, half 0');
    const due = faultKinds.map(({ name }) => name).filter((name) => !run.leftOut.some(({ kind }) => kind === name));
    expect(due.filter((name) => report.faults[name] === undefined)).toEqual([]);
    // Enough was sent, sent again and stored for all this to mean something.
    expect(report.commands.acknowledged).toBeGreaterThan(10);
    expect(report.commands.sentAgain).toBeGreaterThan(0);
    expect(report.imports).toBeGreaterThan(0);
  }, 180_000);
});
