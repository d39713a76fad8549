import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Jobs } from '#jobs/jobs';
import { producers } from '#jobs/producers';
import type { Run } from '#jobs/run';
import { readingModel } from '#projecting/reading';
import { verify } from '#projecting/verify';
import { measures, projections } from '#projections/index';
import { simulate } from '#simulation/simulate';
import { emptyStores, TEST_MASTER_KEY, type EmptyStores } from '#testing/empty-stores';

const asker = { askedBy: 'admin', askedByName: 'Administrator' };

describe('a worker that is killed', () => {
  let stores: EmptyStores;
  let jobs: Jobs;
  let program: ChildProcess | undefined;

  beforeEach(async () => {
    stores = await emptyStores(readingModel(projections, measures));
    jobs = await Jobs.open(stores, { producers });
  });
  afterEach(async () => {
    program?.kill('SIGKILL');
    await jobs.stop();
    await stores.close();
  });

  it('in the middle of an import is taken over, and every record and every reason is there once', async () => {
    const events = [...simulate({ children: 90, seed: 6 })].filter(({ childId }) => childId !== '');
    const lines = [...events.map((event) => JSON.stringify(event)), '{"type":"Broken"', '{"type":"ReferralReceived"}'];
    const uploads = [{ name: 'history.jsonl', content: Buffer.from(lines.join('\n')) }];
    const asked = await jobs.ask(
      { kind: 'import', asked: { format: 'events' }, subject: 'history.jsonl', uploads },
      asker,
    );
    program = worker(stores.databaseUrl);
    while ((await stores.store.lastPosition()) === 0) await pause(5);
    program.kill('SIGKILL');
    await once(program, 'exit');
    expect((await jobs.runs.find(asked.runId))!.state).toBe('RUNNING');
    program = worker(stores.databaseUrl);
    const done = await ended(jobs, asked);
    expect(done).toMatchObject({ state: 'DONE', failure: null });
    expect(done.attempt).toBeGreaterThan(1);
    expect(await stores.store.lastPosition()).toBe(events.length);
    expect((await verify(stores.store, stores.database, stores.model)).disagreements).toEqual([]);
    const { of, rows } = await jobs.runs.reasons(asked.runId);
    expect([of, rows.map(({ line }) => line)]).toEqual([2, [events.length + 1, events.length + 2]]);
    expect(await jobs.runs.uploads(asked.runId)).toEqual([]);
    // One more is not done by anybody: the outcome stands.
    expect(await jobs.runs.claim(asked.runId)).toBeUndefined();
  }, 300_000);
});

async function ended(jobs: Jobs, { runId }: Run): Promise<Run> {
  for (;;) {
    const run = (await jobs.runs.find(runId))!;
    if (run.endedAt !== null) return run;
    await pause(100);
  }
}

/** The real program, which takes the jobs of a lost one over after eight seconds instead of thirty. */
function worker(url: string): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: url,
    WAYMARK_MASTER_KEY: TEST_MASTER_KEY.toString('hex'),
    WAYMARK_JOB_LOCK_SECONDS: '8',
  };
  return spawn(process.execPath, ['dist/apps/worker/src/main.js'], { env, stdio: 'ignore' });
}
