import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { plainDate } from '#calendar/plain-date';
import type { NewEvent } from '#case-flow/event';
import { childStream, type Stream } from '#event-store/event-store';
import { grouped } from '#projecting/linked-events';
import { checkpoint, readingModel } from '#projecting/reading';
import { verify } from '#projecting/verify';
import { measures, projections } from '#projections/index';
import { simulate } from '#simulation/simulate';
import { simulatedWorkforce } from '#simulation/workforce';
import { emptyStores, TEST_MASTER_KEY, type EmptyStores } from '#testing/empty-stores';

const authority = { children: 80, seed: 6, from: plainDate('2025-11-01'), to: plainDate('2026-10-31') };
const PATIENCE_MILLISECONDS = 30_000;

describe('several projectors, programs of their own', () => {
  let stores: EmptyStores;
  const programs: ChildProcess[] = [];

  beforeAll(async () => {
    stores = await emptyStores(readingModel(projections, measures));
  });
  afterAll(async () => {
    for (const program of programs) {
      const isOver = program.exitCode !== null || program.signalCode !== null;
      program.kill('SIGKILL');
      if (!isOver) await once(program, 'exit');
    }
    await stores?.close();
  });

  const begin = (): ChildProcess => {
    const env = {
      ...process.env,
      DATABASE_URL: stores.databaseUrl,
      WAYMARK_MASTER_KEY: TEST_MASTER_KEY.toString('hex'),
    };
    const program = spawn(process.execPath, ['dist/apps/projector/src/main.js'], {
      env,
      stdio: 'ignore',
    });
    programs.push(program);
    return program;
  };
  /** How many shards each process has, the most first. */
  const owned = async (): Promise<readonly number[]> => {
    const rows = await stores.database.query<{ count: number }>(
      `select count(*)::integer as count from reading.checkpoint where owner is not null group by owner order by 1 desc`,
    );
    return rows.map(({ count }) => count);
  };
  const ended = () => programs.map(({ exitCode, signalCode }) => exitCode ?? signalCode ?? 'running');
  const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
    const end = Date.now() + PATIENCE_MILLISECONDS;
    while (!(await isSo())) {
      if (Date.now() > end)
        throw new Error(
          `Waited in vain until ${what}: shards ${JSON.stringify(await owned())}, ended ${ended().join()}.`,
        );
      await pause(50);
    }
  };
  const isShared = async () => JSON.stringify(await owned()) === '[8,8]';
  const isOnesOwn = async () => JSON.stringify(await owned()) === '[16]';
  /** All that is recorded by now has been taken in. */
  const untilTakenIn = async () => {
    const last = await stores.store.lastPosition();
    await until(`position ${last} is taken in`, async () => (await checkpoint(stores.database)) >= last);
  };

  it('share the children, take over from one that is killed or halted, and never write what is not theirs any more', async () => {
    const [first, halted] = [begin(), begin()];
    const writing = new AbortController();
    const written = write(stores, writing.signal);
    await until('two share', isShared);
    await untilTakenIn();

    first.kill('SIGKILL');
    await until('the other has taken over', isOnesOwn);
    await untilTakenIn();

    begin();
    await until('two share again', isShared);
    halted.kill('SIGSTOP');
    await until('the new one has taken over', isOnesOwn);
    await untilTakenIn();
    halted.kill('SIGCONT');
    await until('the halted one has come back', isShared);

    writing.abort();
    expect(await written).toBeGreaterThan(100);
    await untilTakenIn();
    const verified = await verify(stores.store, stores.database, stores.model);
    expect(verified.disagreements).toEqual([]);
    expect(verified.position).toBe(await stores.store.lastPosition());
  }, 120_000);
});

/** Records what happens in an authority, register and merges among it, until it is told to stop; answers how many events. */
async function write({ store }: EmptyStores, signal: AbortSignal): Promise<number> {
  const streamOf = ({ childId, stream }: NewEvent) => (childId === '' ? (stream as Stream) : childStream(childId));
  const register = simulatedWorkforce(authority).slice(0, 8);
  const children = [...simulate(authority)];
  // What the register says comes in between, not first.
  const every = Math.ceil(children.length / register.length);
  const events = children.flatMap((event, i) => (i % every === 0 ? [register[i / every]!, event] : [event]));
  let at = 0;
  for (; at < events.length && !signal.aborted; at += 5) {
    const writes = grouped(events.slice(at, at + 5), streamOf).map((own) => ({
      stream: streamOf(own[0]!),
      expectedVersion: 'any' as const,
      events: own,
    }));
    await store.append(writes, { trustRecordedAt: true });
    await pause(20);
  }
  return at;
}
