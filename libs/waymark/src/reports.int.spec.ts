import { endOfLondonDay } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { measureById, measures, projections } from '#projections/index';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { rebuild } from '#projecting/rebuild';
import { replay } from '#projecting/replay';
import { reportDefinition, reportNames } from '#reporting/definitions';
import { formats } from '#reporting/formats';
import { narrativeOf } from '#reporting/series';
import { fillDemo } from '#simulation/fill-store';
import { testDatabase } from '#testing/test-database';
import { memorySource } from './figure-sources.ts';
import { readReference } from './reference-data.ts';
import { askNarrative, askReport, reportFrom } from './reports.ts';

const model = readingModel(projections, measures);
const asAt = plainDate('2026-03-31');

describe('a report from the read model', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: PostgresEventStore;
  let database: ReadingDatabase;
  let events: readonly RecordedEvent[];

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 7) });
    database = await ReadingDatabase.connect(test.url);
    await prepareReading(database, model);
    await fillDemo({ store }, { children: 40, seed: 5, to: plainDate('2026-04-30') });
    events = await store.readAll(0, await store.lastPosition());
    await rebuild(store, database, model);
  });
  afterAll(async () => {
    await store.close();
    await database.close();
    await test.drop();
  });

  const known = [null, endOfLondonDay(plainDate('2026-02-10'))];
  it.each(reportNames)(
    '%s is to the byte what follows from the events in memory, now and as it was known before',
    async (name) => {
      for (const asKnownAt of known) {
        const asked = { definition: reportDefinition(name, asAt)!, asAt, asKnownAt, isPublic: false };
        const reference = await readReference(store, asKnownAt);
        const source = memorySource(replay(projections, events, asKnownAt), reference);
        const { answer } = await askReport({ store, database }, asked, measures);
        expect(formats.text.write(answer)).toBe(
          formats.text.write(await reportFrom(source, asked, reference, measures)),
        );
        expect(formats.json.write(answer)).toBe(
          formats.json.write(await reportFrom(source, asked, reference, measures)),
        );
      }
    },
  );

  it('says of a figure what follows from the events in memory', async () => {
    const reference = await readReference(store);
    const source = memorySource(replay(projections, events, null), reference);
    const dates = { asAt, asKnownAt: null };
    for (const id of ['RF-01', 'RF-05', 'LAC-01', 'IC-02']) {
      const told = await askNarrative({ store, database }, measureById(id)!, dates, measures);
      expect(told.answer).toEqual(
        await narrativeOf(measureById(id)!, dates, source, reference, measureById(`${id}.late`)),
      );
    }
    const { answer } = await askNarrative({ store, database }, measureById('RF-01')!, dates, measures);
    expect(answer['onPreviousMonth']!.says).toMatch(
      /^\d+, (\d+ (more|fewer) than|the same as) in February 2026 \(\d+\)$/,
    );
  });
});
