import { endOfLondonDay } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { childStream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { clocks } from '#projections/clocks/clocks.projection';
import { measureById, measures, projections } from '#projections/index';
import { grouped } from '#projecting/linked-events';
import { ReadingDatabase } from '#projecting/reading-database';
import { prepareReading, readingModel } from '#projecting/reading';
import { rebuild } from '#projecting/rebuild';
import { replay } from '#projecting/replay';
import { simulate } from '#simulation/simulate';
import { testDatabase } from '#testing/test-database';
import { askForecast, forecastOf, type OpenClock } from './forecast.ts';
import { measureAhead } from './measure-ahead.ts';
import { askMeasures } from './questions.ts';
import { readReference, type Basis } from './reference-data.ts';

const events = [...simulate({ children: 100, seed: 5 })];

describe('the forecast of a simulated authority', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: PostgresEventStore;
  let database: ReadingDatabase;
  let basis: Basis;

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 3) });
    database = await ReadingDatabase.connect(test.url);
    const model = readingModel(projections, measures);
    await prepareReading(database, model);
    for (let at = 0; at < events.length; at += 1000) {
      const batch = grouped(events.slice(at, at + 1000), (event) => event.childId);
      const writes = batch.map((own) => ({
        stream: childStream(own[0]!.childId),
        expectedVersion: 'any' as const,
        events: own,
      }));
      await store.append(writes, { trustRecordedAt: true });
    }
    await rebuild(store, database, model);
    basis = { reference: await readReference(store, null), catalogue: measures };
  });

  afterAll(async () => {
    await store?.close();
    await database?.close();
    await test?.drop();
  });

  /** The same from the events alone. */
  const openByReplay = (day: string, known: string | null): readonly OpenClock[] =>
    replay(
      [clocks],
      events,
      known === null ? null : endOfLondonDay(plainDate(known)),
    )('clocks').flatMap(({ rowId, childId, cells }) => {
      const row = cells as Readonly<Record<string, never>> & { readonly from: string; readonly to: string | null };
      const isOpen = row.from <= day && (row.to === null || row.to > day);
      const { clock, dueOn, overdueFrom, caseId, team, area, workerId } = row;
      const place = { team: team ?? 'NO_TEAM', area: area ?? 'CITYWIDE', worker: workerId ?? 'NOBODY' };
      return isOpen
        ? [{ rowId, childId, clock: clock!, dueOn: dueOn!, overdueFrom: overdueFrom!, caseId: caseId!, ...place }]
        : [];
    });

  const found: number[] = [];
  it.each([
    ['2026-10-31', null],
    ['2026-02-13', null],
    ['2026-02-13', '2026-02-13'],
    ['2026-12-24', '2026-10-01'],
  ])('at the end of %s, as known on %s, is that of a replay of the events', async (day, known) => {
    const asked = {
      asAt: plainDate(day),
      asKnownAt: known === null ? null : endOfLondonDay(plainDate(known)),
      withList: true,
      by: 'team',
    } as const;
    const forecast = await askForecast(database, clocks, asked);
    const replayed = forecastOf(openByReplay(day, known), asked);
    expect(forecast.open).toBeGreaterThan(10);
    found.push(forecast.breached);
    expect({ ...forecast, list: forecast.list!.length }).toEqual({ ...replayed, list: replayed.list!.length });
  });

  it('finds something late on one of those days', () => expect(Math.max(...found)).toBeGreaterThan(2));

  it('of one team or worker is that part of the whole', async () => {
    const asked = { asAt: plainDate('2026-05-29'), asKnownAt: null };
    const whole = await askForecast(database, clocks, { ...asked, by: 'team' });
    for (const { name, ...part } of whole.parts!.slice(0, 4))
      expect(await askForecast(database, clocks, { ...asked, place: { team: name } })).toMatchObject(part);
    const byWorker = await askForecast(database, clocks, { ...asked, by: 'worker' });
    for (const { name, ...part } of byWorker.parts!.slice(0, 4))
      expect(await askForecast(database, clocks, { ...asked, place: { worker: name } })).toMatchObject(part);
  });

  it('agrees with the measures: late assessments are those out of AS-03, late allocations those of UN-02', async () => {
    const asAt = plainDate('2026-03-31');
    const asked = { from: plainDate('2026-03-01'), to: asAt, asAt, asKnownAt: null };
    const [un02] = await askMeasures(database, [measureById('UN-02')!], asked, basis);
    const { list } = await askForecast(database, clocks, { asAt, asKnownAt: null, withList: true });
    const breached = (clock: string) =>
      list!.filter((one) => one.clock === clock && one.standing === 'BREACHED').length;
    expect(breached('Allocation')).toBe(un02!.numerator);
    const [as03] = await askMeasures(database, [measureById('AS-03')!], asked, basis);
    expect(breached('Assessment')).toBeGreaterThanOrEqual(as03!.denominator! - as03!.numerator);
  });

  it('looks ahead: a measure on each Friday to come, if nothing more is done', async () => {
    const [asAt, until] = [plainDate('2026-10-31'), plainDate('2026-11-30')];
    const as03 = measureById('AS-03')!;
    const ahead = await measureAhead(database, as03, { asAt, until, asKnownAt: null }, basis);
    expect(ahead.map(({ on }) => on)).toEqual(['2026-10-31', '2026-11-06', '2026-11-13', '2026-11-20', '2026-11-27']);
    expect(ahead.map(({ denominator }) => denominator)).toEqual(ahead.map(() => ahead[0]!.denominator));
    const values = ahead.map(({ numerator }) => numerator);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    expect(values.at(-1)!).toBeLessThan(values[0]!);
    const daily = await measureAhead(
      database,
      as03,
      { asAt, until: plainDate('2026-11-05'), asKnownAt: null, every: 'day' },
      basis,
    );
    expect(daily).toHaveLength(6);
  });

  it('looks ahead from a day long past as it would have then, whatever was done since', async () => {
    const [asAt, until] = [plainDate('2026-05-31'), plainDate('2026-09-30')];
    const cin01 = measureById('CIN-01')!;
    const ahead = await measureAhead(database, cin01, { asAt, until, asKnownAt: null }, basis);
    expect(new Set(ahead.map(({ numerator }) => numerator)).size).toBe(1);
    const window = { from: asAt, to: until, asAt: until, asKnownAt: null };
    const [since] = await askMeasures(database, [cin01], window, basis);
    expect(since!.numerator).not.toBe(ahead[0]!.numerator);
  });

  it('refuses a measure of a period, and days that are not ahead', async () => {
    const asAt = plainDate('2026-10-31');
    const refused = (id: string, until: string) =>
      expect(
        measureAhead(database, measureById(id)!, { asAt, until: plainDate(until), asKnownAt: null }, basis),
      ).rejects.toMatchObject({ name: 'Malformed' });
    await refused('AS-02', '2026-11-30');
    await refused('AS-03', '2026-10-31');
    await refused('AS-03', '2028-01-01');
  });
});
