import type { Stream } from '#event-store/event-store';
import { childStream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { measureById, measures, projections } from '#projections/index';
import { grouped } from '#projecting/linked-events';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { rebuild } from '#projecting/rebuild';
import { verify } from '#projecting/verify';
import { reportDefinition } from '#reporting/definitions';
import { produceReport } from '#reporting/produce';
import { compareGolden } from '#simulation/golden/compare';
import { goldens } from '#simulation/golden/goldens';
import { testDatabase } from '#testing/test-database';
import { readModelSource } from '#waymark/figure-sources';
import { readReference } from '#waymark/reference-data';

const model = readingModel(projections, measures);

describe('a golden report whose story is stored', () => {
  const golden = goldens.find(({ id }) => id === '002-june-2013')!;
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: PostgresEventStore;
  let database: ReadingDatabase;

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 9) });
    database = await ReadingDatabase.connect(test.url);
    await prepareReading(database, model);
    const streamOf = ({ childId, stream }: { childId: string; stream?: string }) =>
      childId === '' ? (stream as Stream) : childStream(childId);
    const events = golden.tell();
    for (let at = 0; at < events.length; at += 2000)
      await store.append(
        grouped(events.slice(at, at + 2000), streamOf).map((own) => ({
          stream: streamOf(own[0]!),
          expectedVersion: 'any' as const,
          events: own,
        })),
        { trustRecordedAt: true },
      );
    await rebuild(store, database, model);
  });

  afterAll(async () => {
    await store?.close();
    await database?.close();
    await test?.drop();
  });

  it('prints every figure from the read model as it does from memory', async () => {
    const reference = await readReference(store);
    const source = readModelSource(database, reference);
    const definition = reportDefinition(golden.definition, golden.asAt)!;
    const dates = { asAt: golden.asAt, asKnownAt: null };
    const report = await produceReport(definition, dates, source, reference, measureById);
    const compared = await compareGolden(golden, { report, source, reference, measureById });
    expect(compared.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
    expect(compared).toHaveLength(golden.figures.length + golden.untold.length);
  });

  it('is one with its log: balances = rows = replay', async () => {
    expect((await verify(store, database, model)).disagreements).toEqual([]);
  });
});
