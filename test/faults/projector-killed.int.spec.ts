import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { childStream } from '#event-store/event-store';
import { grouped } from '#projecting/linked-events';
import { checkpoint, prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { verify } from '#projecting/verify';
import { measures, projections } from '#projections/index';
import { simulate } from '#simulation/simulate';
import { testDatabase } from '#testing/test-database';

const model = readingModel(projections, measures);
const masterKey = Buffer.alloc(32, 9);

describe('a projector that is killed', () => {
  it('twenty times at random while it works leaves balances = rows = replay', async () => {
    const test = await testDatabase();
    const store = await PostgresEventStore.open({ url: test.url, masterKey });
    const database = await ReadingDatabase.connect(test.url);
    await prepareReading(database, model);
    const events = [...simulate({ children: 150, seed: 5 })];
    const random = lots(5);
    const writing = append(store, events);
    let program: ChildProcess | undefined;
    try {
      for (let kill = 0; kill < 20; kill++) {
        program = projector(test.url);
        // The first is let come to work, however long a busy machine takes to start it.
        while (kill === 0 && (await checkpoint(database)) === 0)
          await new Promise((resolve) => setTimeout(resolve, 50));
        await new Promise((resolve) => setTimeout(resolve, 600 + 600 * random()));
        program.kill('SIGKILL');
        await once(program, 'exit');
      }
      await writing;
      expect(await checkpoint(database)).toBeGreaterThan(0);
      program = projector(test.url);
      const last = await store.lastPosition();
      expect(last).toBe(events.length);
      while ((await checkpoint(database)) < last) await new Promise((resolve) => setTimeout(resolve, 100));
      const verified = await verify(store, database, model);
      expect(verified.disagreements).toEqual([]);
      expect(verified.events).toBe(events.length);
    } finally {
      program?.kill('SIGKILL');
      await store.close();
      await database.close();
      await test.drop();
    }
  }, 120_000);
});

function projector(url: string): ChildProcess {
  const env = { ...process.env, DATABASE_URL: url, WAYMARK_MASTER_KEY: masterKey.toString('hex') };
  return spawn(process.execPath, ['dist/apps/projector/src/main.js'], { env, stdio: 'ignore' });
}

/** Slowly, so that there is always something left to project when the axe falls. */
async function append(
  store: PostgresEventStore,
  events: ReturnType<typeof simulate> extends Generator<infer E> ? readonly E[] : never,
): Promise<void> {
  const size = Math.ceil(events.length / 200);
  for (let at = 0; at < events.length; at += size) {
    const writes = grouped(events.slice(at, at + size), (event) => event.childId).map((own) => ({
      stream: childStream(own[0]!.childId),
      expectedVersion: 'any' as const,
      events: own,
    }));
    await store.append(writes, { trustRecordedAt: true });
    await new Promise((resolve) => setTimeout(resolve, 80));
  }
}

/** A seeded row of numbers between 0 and 1. */
function lots(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}
