import { randomUUID } from 'node:crypto';
import { Jobs } from '#jobs/jobs';
import { producers } from '#jobs/producers';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { emptyStores, TEST_MASTER_KEY, type EmptyStores } from '#testing/empty-stores';
import { jobs } from './jobs.ts';
import { parse } from './options.ts';

describe('waymark jobs', () => {
  let stores: EmptyStores;
  let own: Jobs;

  beforeAll(async () => {
    stores = await emptyStores(readingModel(projections, measures));
    process.env['DATABASE_URL'] = stores.databaseUrl;
    process.env['WAYMARK_MASTER_KEY'] = TEST_MASTER_KEY.toString('hex');
    own = await Jobs.open(stores, { producers, keepsTimes: false });
  });
  afterAll(async () => {
    await own?.stop();
    await stores?.close();
  });

  /** What the command prints. */
  const printed = async (...argv: readonly string[]): Promise<string> => {
    const { positionals, values } = parse([...argv, '--who', 'spec']);
    const said: string[] = [];
    const { write } = process.stdout;
    process.stdout.write = (text: string | Uint8Array) => said.push(String(text)) > 0;
    try {
      await jobs(positionals[0], positionals[1], values);
    } finally {
      process.stdout.write = write;
    }
    return said.join('');
  };
  const asked = (subject: string) =>
    own.ask({ kind: 'clean-up', asked: {}, subject }, { askedBy: 'admin', askedByName: 'Administrator' });

  it('lists them, shows one, tries a failed one again and cancels one, with a line in the audit', async () => {
    expect(await printed()).toBe('Nothing has run in the background yet.\n');
    const [one, other] = [await asked('First'), await asked('Second')];
    const run = (await own.runs.claim(one.runId))!;
    await own.runs.tell(one.runId, [
      { what: 'refused', file: 'a.csv', line: 7, record: 'C1', rule: 'r', sentence: 'Not a day.' },
    ]);
    await own.runs.fail(run, 'It is broken.');
    expect(await printed()).toMatch(/Second .*WAITING\n.*First .*FAILED +It is broken\.\n$/);
    expect(await printed('--failed')).not.toContain('Second');
    expect(JSON.parse(await printed('--failed', '--json'))).toMatchObject([{ runId: one.runId, state: 'FAILED' }]);
    expect(await printed('show', one.runId)).toMatch(
      /outcome +It is broken\.[\s\S]*a\.csv:7 +C1 +refused +Not a day\./,
    );
    expect(await printed('retry', one.runId)).toContain('waits to be tried again');
    expect(await own.runs.find(one.runId)).toMatchObject({ state: 'WAITING', failure: null });
    await expect(printed('retry', one.runId)).rejects.toThrow('It is not tried again');
    expect(await printed('cancel', other.runId)).toContain('is cancelled');
    await expect(printed('cancel', other.runId)).rejects.toThrow('It had ended already.');
    expect(await own.runs.find(other.runId)).toMatchObject({ state: 'CANCELLED' });
    expect(await printed('--failed')).toBe('No job has failed.\n');
    const audited = await stores.database.query<{ username: string; detail: string }>(
      'select username, detail from access.audit order by id',
    );
    expect(audited.map(({ username }) => username)).toEqual(['command line: spec', 'command line: spec']);
    expect(audited[1]!.detail).toContain(`Job ${other.runId} (Second) is cancelled`);
  });

  it('says what is wrong with how it was asked', async () => {
    await expect(printed('stop', randomUUID())).rejects.toThrow('jobs takes show, retry and cancel');
    await expect(printed('retry')).rejects.toThrow('Name the job by its id');
    await expect(printed('cancel', randomUUID())).rejects.toThrow('There is no job');
  });
});
