import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { simulate } from '#simulation/simulate';
import { emptyStores, TEST_MASTER_KEY, type EmptyStores } from '#testing/empty-stores';
import { testRedis, whyNoRedis, type TestRedis } from '#testing/redis-server';
import { Jobs } from './jobs.ts';
import { producers as real } from './producers.ts';
import type { Run } from './run.ts';
import type { Producers } from './working.ts';

const backends = ['PostgreSQL', ...((await whyNoRedis()) === undefined ? ['Redis'] : [])];
const asker = { askedBy: 'admin', askedByName: 'Administrator' };
const asking = <Kind extends 'clean-up' | 'rebuild'>(kind: Kind) => ({ kind, asked: {} as never, subject: kind });

for (const backend of backends)
  describe(`jobs with their queue in ${backend}, whose connections and programs are lost`, () => {
    let stores: EmptyStores;
    let redis: TestRedis | undefined;
    let jobs: Jobs | undefined;
    let program: ChildProcess | undefined;

    const opened = async (more: Partial<Producers>, start = true) => {
      const producers = { ...real, ...more };
      jobs = await Jobs.open(stores, { redisUrl: redis?.url, producers, keepsTimes: false, lockMilliseconds: 1000 });
      if (start) await jobs.start();
      return jobs;
    };
    const ended = async ({ runId }: Pick<Run, 'runId'>): Promise<Run> => {
      for (;;) {
        const run = (await jobs!.runs.find(runId))!;
        if (run.endedAt !== null) return run;
        await pause(20);
      }
    };
    /** Cuts every connection of the queue, those on which it is woken too. Answers with how many there were. */
    const cut = async (): Promise<number> => {
      if (redis !== undefined) {
        const other = new Redis(redis.url);
        const killed = await other.call('client', 'kill', 'type', 'normal', 'skipme', 'yes');
        other.disconnect();
        return Number(killed);
      }
      const other = new pg.Client({ connectionString: stores.databaseUrl });
      await other.connect();
      const { rowCount } = await other.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
           and (application_name = 'waymark jobs' or query ilike 'listen%')`,
      );
      await other.end();
      return rowCount ?? 0;
    };

    beforeEach(async () => {
      stores = await emptyStores(readingModel(projections, measures));
      if (backend === 'Redis') redis = await testRedis();
    });
    afterEach(async () => {
      program?.kill('SIGKILL');
      await jobs?.stop();
      await redis?.stop();
      [program, jobs, redis] = [undefined, undefined, undefined];
      await stores.close();
    });

    it('are woken again: what is asked for after each cut is done soon, and once', async () => {
      let times = 0;
      const own = await opened({ 'clean-up': () => Promise.resolve({ result: `Done ${++times}.` }) });
      for (let i = 1; i <= 3; i++) {
        await pause(100); // the worker is waiting for work by now, on the connection that is cut
        expect(await cut()).toBeGreaterThan(1);
        const asked = await own.ask(asking('clean-up'), asker);
        const began = performance.now();
        expect(await ended(asked)).toMatchObject({ state: 'DONE', result: `Done ${i}.`, attempt: 1 });
        expect(performance.now() - began).toBeLessThan(15_000);
      }
      expect(times).toBe(3);
    });

    it('go on while they are cut, and their outcome is there once', async () => {
      let isCut = false;
      let times = 0;
      const own = await opened({
        rebuild: async (_asked, _standing, { progress }) => {
          times++;
          for (let done = 0; !isCut; done++) {
            progress(done);
            await pause(5);
          }
          return { result: 'To the end.' };
        },
      });
      const asked = await own.ask(asking('rebuild'), asker);
      while (times === 0) await pause(5);
      await cut();
      isCut = true;
      expect(await ended(asked)).toMatchObject({ state: 'DONE', result: 'To the end.' });
      await pause(2200); // as long as the queue takes to look for what lost its program
      expect(times).toBe(1);
    });

    it('of a program that was killed are taken over, and their work is there once', async () => {
      const own = await opened({}, false);
      const events = [...simulate({ children: 30, seed: 6 })].filter(({ childId }) => childId !== '');
      const lines = [
        ...events.map((event) => JSON.stringify(event)),
        '{"type":"Broken"',
        '{"type":"ReferralReceived"}',
      ];
      const uploads = [{ name: 'history.jsonl', content: Buffer.from(lines.join('\n')) }];
      const asked = await own.ask({ kind: 'import', asked: { format: 'events' }, subject: 'A file', uploads }, asker);
      program = worker(stores.databaseUrl, redis?.url);
      while ((await stores.store.lastPosition()) === 0) await pause(5);
      program.kill('SIGKILL');
      await once(program, 'exit');
      expect((await own.runs.find(asked.runId))!.state).toBe('RUNNING');
      program = worker(stores.databaseUrl, redis?.url);
      const run = await ended(asked);
      expect(run).toMatchObject({ state: 'DONE', failure: null });
      expect(run.attempt).toBeGreaterThan(1);
      expect(await stores.store.lastPosition()).toBe(events.length);
      expect((await own.runs.reasons(asked.runId)).of).toBe(2);
    }, 120_000);
  });

/** The real program, which takes the jobs of a lost one over after two seconds instead of thirty. */
function worker(databaseUrl: string, redisUrl: string | undefined): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    WAYMARK_MASTER_KEY: TEST_MASTER_KEY.toString('hex'),
    WAYMARK_JOB_LOCK_SECONDS: '2',
    REDIS_URL: redisUrl ?? '',
  };
  return spawn(process.execPath, ['dist/apps/worker/src/main.js'], { env, stdio: 'ignore' });
}
