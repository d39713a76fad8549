import { setTimeout as pause } from 'node:timers/promises';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';
import { testRedis, whyNoRedis, type TestRedis } from '#testing/redis-server';
import { measures, projections } from '#projections/index';
import { readingModel } from '#projecting/reading';
import type { JobKind } from './job-kinds.ts';
import { Jobs } from './jobs.ts';
import { breathe, CannotBeDone } from './producer.ts';
import { producers as real } from './producers.ts';
import type { Run } from './run.ts';
import type { Producers } from './working.ts';

const model = readingModel(projections, measures);
const noRedis = await whyNoRedis();
if (noRedis !== undefined) process.stderr.write(`Jobs on Redis are not tried here: ${noRedis}.\n`);
const backends = ['PostgreSQL', ...(noRedis === undefined ? ['Redis'] : [])];
const asker = { askedBy: 'perf', askedByName: 'Performance' };
const asking = <Kind extends JobKind>(kind: Kind) => ({ kind, asked: {} as never, subject: kind });

/** Producers for a spec: what each job does is said by it; all else is the real thing. */
const doing = (more: Partial<Producers>): Producers => ({ ...real, ...more });

/** Goes on until somebody stops it. */
const endless: Producers['rebuild'] = async (_asked, _standing, { progress }) => {
  for (let done = 0; ; done++) {
    progress(done, 1_000_000);
    await breathe();
  }
};

for (const backend of backends)
  describe(`jobs with their queue in ${backend}`, () => {
    let stores: EmptyStores;
    let redis: TestRedis | undefined;
    let open: Jobs[] = [];

    const jobsOf = async (producers: Producers, keepsTimes = false, start = true): Promise<Jobs> => {
      const jobs = await Jobs.open(stores, { redisUrl: redis?.url, producers, keepsTimes, lockMilliseconds: 1000 });
      open.push(jobs);
      if (start) await jobs.start();
      return jobs;
    };
    const ended = async (jobs: Jobs, { runId }: Pick<Run, 'runId'>): Promise<Run> => {
      for (;;) {
        const run = (await jobs.runs.find(runId))!;
        if (run.endedAt !== null) return run;
        await pause(20);
      }
    };
    const running = async (jobs: Jobs, { runId }: Run): Promise<void> => {
      while ((await jobs.runs.find(runId))!.state !== 'RUNNING') await pause(10);
    };

    beforeEach(async () => {
      stores = await emptyStores(model);
      if (backend === 'Redis') redis = await testRedis();
    });
    afterEach(async () => {
      for (const jobs of open) await jobs.stop();
      open = [];
      await redis?.stop();
      redis = undefined;
      await stores.close();
    });

    it('are done, and what came of them stays on record', async () => {
      const jobs = await jobsOf(
        doing({
          verify: async (_asked, _standing, { progress }) => {
            progress(7, 7);
            return { result: 'Seven of seven.' };
          },
        }),
      );
      expect(jobs.queueIsOn).toBe(backend);
      const asked = await jobs.ask({ ...asking('verify'), purpose: 'For the spec' }, asker);
      expect(asked).toMatchObject({ kind: 'verify', askedBy: 'perf', purpose: 'For the spec' });
      const done = await ended(jobs, asked);
      expect(done).toMatchObject({
        state: 'DONE',
        done: 7,
        of: 7,
        result: 'Seven of seven.',
        failure: null,
        attempt: 1,
      });
    });

    it('asked twice under one key are one, and so is what runs one at a time', async () => {
      let times = 0;
      const jobs = await jobsOf(
        doing({
          'clean-up': async () => {
            times++;
            return Promise.resolve({ result: 'Once.' });
          },
          rebuild: endless,
        }),
      );
      const both = await Promise.all([1, 2].map(() => jobs.ask({ ...asking('clean-up'), key: 'a form' }, asker)));
      expect(both[0]!.runId).toBe(both[1]!.runId);
      await ended(jobs, both[0]!);
      await jobs.ask({ ...asking('clean-up'), key: 'a form' }, asker);
      const first = await jobs.ask(asking('rebuild'), asker);
      const second = await jobs.ask(asking('rebuild'), { ...asker, askedBy: 'admin' });
      expect(second.runId).toBe(first.runId);
      expect(times).toBe(1);
    });

    it('are cancelled while they run, and stop', async () => {
      let [done, stoppedBy] = [0, ''];
      const counting: Producers['rebuild'] = (asked, standing, underway) =>
        endless(asked, standing, { ...underway, progress: (n, of) => underway.progress((done = n), of) }).catch(
          (error: unknown) => {
            stoppedBy = (error as Error).name;
            throw error;
          },
        );
      const jobs = await jobsOf(doing({ rebuild: counting }));
      const asked = await jobs.ask(asking('rebuild'), asker);
      await running(jobs, asked);
      expect(await jobs.cancel(asked.runId)).toBe(true);
      expect(await jobs.cancel(asked.runId)).toBe(false);
      while (stoppedBy === '') await pause(10);
      const reached = done;
      await pause(50);
      expect([stoppedBy, done]).toEqual(['Cancelled', reached]);
      // The place is free again: another of what runs one at a time is done.
      const next = await jobs.ask(asking('rebuild'), asker);
      expect(next.runId).not.toBe(asked.runId);
      expect((await jobs.runs.find(asked.runId))!.state).toBe('CANCELLED');
    });

    it('that cannot be done say why at once, and are done again when asked', async () => {
      let isMended = false;
      let times = 0;
      const jobs = await jobsOf(
        doing({
          verify: () => {
            times++;
            return isMended
              ? Promise.resolve({ result: 'Mended.' })
              : Promise.reject(new CannotBeDone('It is broken.'));
          },
        }),
      );
      const asked = await jobs.ask(asking('verify'), asker);
      expect(await ended(jobs, asked)).toMatchObject({ state: 'FAILED', failure: 'It is broken.', attempt: 1 });
      expect((await jobs.runs.list({ states: ['FAILED'] })).map(({ runId }) => runId)).toEqual([asked.runId]);
      isMended = true;
      expect(await jobs.retry(asked.runId)).toBe(true);
      expect(await ended(jobs, asked)).toMatchObject({ state: 'DONE', result: 'Mended.', failure: null });
      expect(await jobs.retry(asked.runId)).toBe(false);
      expect(times).toBe(2);
    });

    it('that go wrong are tried again by themselves', async () => {
      let times = 0;
      const jobs = await jobsOf(
        doing({
          verify: () =>
            ++times === 1 ? Promise.reject(new Error('the line broke')) : Promise.resolve({ result: 'At last.' }),
        }),
      );
      const asked = await jobs.ask(asking('verify'), asker);
      expect(await ended(jobs, asked)).toMatchObject({ state: 'DONE', result: 'At last.', attempt: 2 });
    });

    it('of a program that ends are given back and done by the next', async () => {
      const first = await jobsOf(doing({ rebuild: endless }));
      const asked = await first.ask(asking('rebuild'), asker);
      await running(first, asked);
      await first.stop();
      open = [];
      const next = await jobsOf(doing({ rebuild: () => Promise.resolve({ result: 'Taken over.' }) }));
      expect(await ended(next, asked)).toMatchObject({ state: 'DONE', result: 'Taken over.', attempt: 2 });
    });

    it('asked for while nobody works wait, and come round by their times', async () => {
      const idle = await jobsOf(real, false, false);
      const asked = await idle.ask(asking('clean-up'), asker);
      expect(asked.state).toBe('WAITING');
      let turns = 0;
      const busy = await jobsOf(
        doing({
          escalate: () => {
            turns++;
            return Promise.resolve({ result: 'Nothing.', isNothing: true });
          },
        }),
        true,
      );
      expect((await ended(busy, asked)).state).toBe('DONE');
      while (turns === 0) await pause(50);
      // A turn in which nothing happened leaves no row.
      await pause(100);
      expect(await busy.runs.list({ kinds: ['escalate'] })).toEqual([]);
    });
  });
