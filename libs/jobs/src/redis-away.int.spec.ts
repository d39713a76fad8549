import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { emptyStores, TEST_MASTER_KEY, type EmptyStores } from '#testing/empty-stores';
import { freePort, testRedis, whyNoRedis, type TestRedis } from '#testing/redis-server';
import { Jobs } from './jobs.ts';
import { CannotBeDone } from './producer.ts';
import { producers as real } from './producers.ts';
import type { RunState } from './run.ts';

const asker = { askedBy: 'admin', askedByName: 'Administrator' };
const asking = { kind: 'clean-up', asked: {}, subject: 'Clean up' } as const;
/** Two seconds, and what a busy machine adds. */
const SOON_MILLISECONDS = 3500;

/** What a promise became, when it became so soon; whoever asks is never left without an answer. */
async function soon<T>(promise: Promise<T>): Promise<T> {
  const late = pause(SOON_MILLISECONDS, undefined, { ref: false }).then(() => {
    throw new Error(`There was no answer for ${SOON_MILLISECONDS} ms.`);
  });
  return Promise.race([promise, late]);
}

const noRedis = await whyNoRedis();

// Where there is no Redis the run names each of these as skipped, and why; with CI=true that fails it.
(noRedis === undefined ? describe : describe.skip)(`a Redis that is away${noRedis ? ` (${noRedis})` : ''}`, () => {
  let stores: EmptyStores;
  let redis: TestRedis | undefined;
  let open: Jobs[] = [];
  let program: ChildProcess | undefined;
  let said: string[] = [];

  const opened = async (port: number, producers = real, keepsTimes = false): Promise<Jobs> => {
    const say = (sentence: string) => void said.push(sentence);
    const redisUrl = `redis://127.0.0.1:${port}`;
    const jobs = await soon(Jobs.open(stores, { redisUrl, producers, keepsTimes, say, lockMilliseconds: 1000 }));
    open.push(jobs);
    return jobs;
  };
  const becomes = async (jobs: Jobs, runId: string, state: RunState): Promise<void> => {
    while ((await jobs.runs.find(runId))!.state !== state) await pause(20);
  };

  beforeEach(async () => {
    stores = await emptyStores(readingModel(projections, measures));
    [open, said] = [[], []];
  });
  afterEach(async () => {
    program?.kill('SIGKILL');
    for (const jobs of open) await jobs.stop();
    await redis?.stop();
    [program, redis] = [undefined, undefined];
    await stores.close();
  });

  it('keeps nobody waiting who asks, and gets what was asked for once it is back', async () => {
    redis = await testRedis();
    const { port } = redis;
    let isBroken = true;
    const verify = () =>
      isBroken ? Promise.reject(new CannotBeDone('It is broken.')) : Promise.resolve({ result: 'Mended.' });
    const worker = await opened(port, { ...real, verify });
    await worker.start();
    const failed = await worker.ask({ kind: 'verify', asked: {}, subject: 'Verify' }, asker);
    await becomes(worker, failed.runId, 'FAILED');
    const own = await opened(port);
    expect((await own.ask(asking, asker)).askedBy).toBe('admin'); // its connection stands
    await redis.stop();
    redis = undefined;
    isBroken = false;
    const run = await soon(own.ask(asking, asker));
    expect(run.state).toBe('WAITING');
    expect(await soon(own.retry(failed.runId))).toBe(true);
    expect(said.join('\n')).toMatch(/^Background work is interrupted and goes on by itself: .*ECONNREFUSED/m);
    redis = await testRedis(port);
    await becomes(own, run.runId, 'DONE');
    await becomes(own, failed.runId, 'DONE');
  }, 30_000);

  it('that says nothing though it is there keeps nobody waiting either', async () => {
    redis = await testRedis();
    const worker = await opened(redis.port);
    await worker.start();
    const other = new Redis(redis.url);
    await other.call('client', 'pause', '5000', 'all');
    other.disconnect();
    const run = await soon(worker.ask(asking, asker));
    expect(run.state).toBe('WAITING');
    await becomes(worker, run.runId, 'DONE');
  }, 30_000);

  it('lets a program start, which works once it is there, with what comes round by itself', async () => {
    const port = await freePort();
    let turns = 0;
    const escalate = () => Promise.resolve({ result: `Turn ${++turns}.`, isNothing: true as const });
    const jobs = await opened(port, { ...real, escalate }, true);
    await soon(jobs.start());
    const run = await soon(jobs.ask(asking, asker));
    expect(said).toEqual([expect.stringContaining('ECONNREFUSED')]);
    redis = await testRedis(port);
    await becomes(jobs, run.runId, 'DONE');
    while (turns === 0) await pause(20);
  }, 30_000);

  it('lets a program stop, whether it was there before or never', async () => {
    redis = await testRedis();
    const [before, never] = [await opened(redis.port), await opened(await freePort())];
    await before.start();
    await never.start();
    await redis.stop();
    redis = undefined;
    await soon(before.stop());
    await soon(never.stop());
    open = [];
  }, 30_000);

  it('lets the worker itself say that it runs, and end when it is told to', async () => {
    program = worker(stores.databaseUrl, await freePort());
    let [words, over] = ['', false];
    program.stderr!.on('data', (part: Buffer) => (words += part.toString()));
    program.once('exit', () => (over = true));
    while (!words.includes('takes jobs from the queue in Redis') && !over) await pause(20);
    expect(words).toContain('interrupted and goes on by itself: connect ECONNREFUSED');
    const exit = once(program, 'exit');
    program.kill('SIGTERM');
    expect(await soon(exit)).toEqual([0, null]);
  }, 30_000);
});

function worker(databaseUrl: string, redisPort: number): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    WAYMARK_MASTER_KEY: TEST_MASTER_KEY.toString('hex'),
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
  };
  return spawn(process.execPath, ['dist/apps/worker/src/main.js'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
}
