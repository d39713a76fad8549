import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePostgres, type EmbeddedPostgres } from '#event-store/embedded-postgres/server';
import { childStream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import { Projector } from '#projecting/projector';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { verify } from '#projecting/verify';
import { measures, projections } from '#projections/index';

const model = readingModel(projections, measures);

describe('PostgreSQL killed while the projector works', () => {
  it('loses no acknowledged event, and the projector goes on by itself once the server is back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'waymark-killed-'));
    chmodSync(folder, 0o755); // as root the server runs under another account, which must reach its files
    const dataDir = join(folder, 'postgres');
    let server: EmbeddedPostgres = await ensurePostgres({ dataDir });
    const { port } = server;
    const store = await PostgresEventStore.open({ url: server.url, masterKey: Buffer.alloc(32, 2) });
    const database = await ReadingDatabase.connect(server.url);
    await prepareReading(database, model);
    const projector = new Projector(store, database, model);
    projector.start();
    const acknowledged: string[] = [];
    try {
      for (let kill = 0; kill < 3; kill++) {
        const writing = referrals(store, `K${kill}`, acknowledged);
        await new Promise((resolve) => setTimeout(resolve, 300));
        process.kill(Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL');
        await writing;
        server = await ensurePostgres({ dataDir, port });
        expect(server.port).toBe(port);
      }
      const last = await store.lastPosition();
      expect(await projector.reached(last, 20_000)).toBe(true);
      const stored = new Set((await store.readAll(0, 100_000)).map((event) => event.eventId));
      expect(acknowledged.filter((eventId) => !stored.has(eventId))).toEqual([]);
      expect(acknowledged.length).toBeGreaterThan(50);
      expect((await verify(store, database, model)).disagreements).toEqual([]);
    } finally {
      await projector.stop();
      await store.close();
      await database.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});

/** Referrals one after the other until the server is gone; the ids that were acknowledged. */
async function referrals(store: PostgresEventStore, name: string, acknowledged: string[]): Promise<void> {
  for (let i = 0; ; i++) {
    const eventId = uuidOf(`${name} ${i}`);
    const childId = `${name}-${i}`;
    const data = { caseId: 'R1', referredOn: '2016-05-01', source: '6' };
    const event = {
      eventId,
      type: 'ReferralReceived',
      childId,
      occurredOn: plainDate('2016-05-01'),
      recordedAt: instant('2016-05-01T09:00:00Z'),
      data,
    };
    try {
      await store.append([{ stream: childStream(childId), expectedVersion: 'no-stream', events: [event] }]);
      acknowledged.push(eventId);
    } catch {
      return;
    }
  }
}
