import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const waymark = (...args: readonly string[]) => waymarkIn(process.env['WAYMARK_DATA'], ...args);

const waymarkIn = (data: string | undefined, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['apps/cli/waymark.mjs', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...(data === undefined ? {} : { WAYMARK_DATA: data, DATABASE_URL: '' }) },
  });
  return { status, stdout, stderr };
};

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-command-line-'));
  const file = join(folder, 'events.ndjson');
  const referral = (childId: string, referredOn: string, areaId: string) =>
    JSON.stringify({
      type: 'ReferralReceived',
      childId,
      occurredOn: referredOn,
      data: { caseId: `R ${childId}`.replace(' ', '-'), referredOn, source: '6', areaId },
    });
  const year = ['--from', '2015-04-01', '--to', '2016-03-31'];

  beforeAll(() =>
    writeFileSync(
      file,
      [referral('C1', '2015-06-10', 'EAST'), 'broken', referral('C2', '2015-07-10', 'SOUTH')].join('\n'),
    ),
  );
  afterAll(() => rmSync(folder, { recursive: true }));

  it('evaluates an event file, and tells the line it had to leave out', () => {
    const { status, stdout, stderr } = waymark('evaluate', 'RF-01', '--events', file, ...year, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ measure: 'RF-01', numerator: 2, denominator: null, value: 2 });
    expect(stderr).toMatch(/events\.ndjson:2 .*not JSON/);
  });

  it('breaks a figure down by area without a database too', () => {
    const { stdout } = waymark('evaluate', 'RF-01', '--events', file, ...year, '--by', 'area', '--json');
    expect((JSON.parse(stdout) as { parts: object[] }).parts).toEqual([
      { name: 'EAST', numerator: 1, denominator: null, value: 1 },
      { name: 'SOUTH', numerator: 1, denominator: null, value: 1 },
    ]);
  });

  it('counts by the definition a policy of the file has put in force, and says which', () => {
    const path = join(folder, 'policy.ndjson');
    const plan = (startedOn: string, endedOn?: string) => [
      { type: 'CpPlanStarted', childId: 'C1', data: { planId: startedOn, startedOn, category: 'NEG' } },
      ...(endedOn ? [{ type: 'CpPlanEnded', childId: 'C1', data: { planId: startedOn, endedOn } }] : []),
    ];
    const policy = { key: 'secondPlan', value: 'WITHIN_24_MONTHS', from: '2016-03-31' };
    const events = [
      ...plan('2010-01-01', '2010-06-01'),
      ...plan('2015-06-01'),
      { type: 'PolicySet', stream: 'authority-330', data: policy },
    ];
    writeFileSync(path, events.map((event) => JSON.stringify(event)).join('\n'));
    const asked = (to: string) =>
      waymark('evaluate', 'CP-05', '--events', path, '--from', '2015-04-01', '--to', to, '--json');
    const { stdout, stderr } = asked('2016-03-30');
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ measure: 'CP-05', countedAs: 'CP-05', numerator: 1, denominator: 1 });
    expect(JSON.parse(asked('2016-03-31').stdout)).toMatchObject({
      measure: 'CP-05',
      countedAs: 'CP-05.24m',
      numerator: 0,
      denominator: 1,
    });
  });

  it('never answers nought for a file that is not there: exit 1, and nothing on standard output', () => {
    const { status, stdout, stderr } = waymark(
      'evaluate',
      'LAC-01',
      '--events',
      join(folder, 'nothing'),
      '--as-at',
      '2016-01-01',
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('no such file');
  });

  it('names the import for a census that is given as an event file: exit 1', () => {
    const path = join(folder, 'census.xml');
    writeFileSync(path, '\uFEFF<?xml version="1.0"?>\n<Message>\n</Message>\n');
    const { status, stdout, stderr } = waymark('evaluate', 'RF-01', '--events', path, '--as-at', '2016-01-01');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('waymark import cin-census')]);
  });

  it('tells what it did not do of what it was asked, with a store of its own', () => {
    chmodSync(folder, 0o755);
    const data = join(folder, 'data');
    const path = join(folder, 'noted.ndjson');
    const lines = Array.from({ length: 12 }, (_, i) => ({
      ...(JSON.parse(referral(`N${i}`, '2015-06-10', 'EAST')) as object),
      colour: 'red',
    }));
    writeFileSync(path, [...lines.map((line) => JSON.stringify(line)), 'broken'].join('\n'));
    const imported = waymarkIn(data, 'import', 'events', path);
    const told = imported.stderr.split('\n').filter((line) => line.startsWith('noted.ndjson:'));
    expect(told.map((line) => line.split(' ')[0])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13].map((line) => `noted.ndjson:${line}`),
    );
    expect(told[0]).toContain('has no field colour');
    expect(imported.stdout).toMatch(/is-left-out +12/);
    expect(imported.status).toBe(0);
    writeFileSync(path, 'broken');
    expect(waymarkIn(data, 'import', 'events', path).status).toBe(1);

    const report = ['monthly-scorecard', '--as-at', '2015-06-30'];
    const printed = waymarkIn(data, 'report', 'print', ...report, '--out', join(folder, 'nowhere', 'page.txt'));
    expect([printed.status, printed.stdout]).toEqual([1, '']);
    expect(printed.stderr).toContain(`There is no folder ${join(folder, 'nowhere')}.`);
    const cell = waymarkIn(data, 'explain', 'report', ...report, '--cell', '1.99.1');
    expect(cell.status).toBe(2);
    expect(cell.stderr).toMatch(
      /no cell 1\.99\.1\. The report has \d+ cards\. Card 1 has \d+ lines? and \d+ columns?\./,
    );
  }, 120_000);

  it('lists every event of the event file format, as a page too', () => {
    expect(waymark('events').stdout).toContain('  ReferralReceived: caseId, referredOn, source, [contactId]');
    expect(waymark('events', '--page').stdout).toMatch(/^# Events\n/);
  });

  it.each([
    ['an unknown command', ['measur'], 'There is no command measur'],
    [
      'an unknown measure',
      ['evaluate', 'XX-99', '--events', 'f', '--as-at', '2016-01-01'],
      'There is no measure XX-99',
    ],
    ['a day that is none', ['evaluate', 'RF-01', '--events', 'f', '--as-at', '2016-02-30'], '2016-02-30'],
    ['no period', ['evaluate', 'RF-01', '--events', 'f'], '--as-at'],
    [
      'two places at once',
      ['evaluate', 'RF-01', '--events', 'f', '--as-at', '2016-01-01', '--by', 'team', '--area', 'EAST'],
      'one of',
    ],
    [
      'a day given twice',
      ['measure', 'RF-05', '--as-at', '2016-01-01', '--as-at', '2016-02-01'],
      '--as-at is given twice',
    ],
    [
      'an override without its reason',
      ['reference', 'override-rating', 'RF-05', 'GREEN', '--as-at', '2016-01-01'],
      'Give --reason TEXT.',
    ],
    ['a policy without its day', ['reference', 'set-policy', 'secondPlan', 'EVER'], 'Give --from D.'],
    ['a target without its day', ['reference', 'set-target', 'RF-05', '20'], 'Give --from D.'],
    ['an authority without a name', ['reference', 'describe', '999', ''], 'Give the name of the authority'],
  ])('says what is wrong with %s, with exit 2', (_what, args, words) => {
    const { status, stdout, stderr } = waymark(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
  });
});
