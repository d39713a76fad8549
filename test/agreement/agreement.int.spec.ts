import { endOfLondonDay, instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { sumOf, type Known } from '#measures/evaluate';
import { childStream, type Stream, type StoredEvent } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { measures, projections } from '#projections/index';
import { grouped } from '#projecting/linked-events';
import { Projector } from '#projecting/projector';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { rebuild } from '#projecting/rebuild';
import { replay } from '#projecting/replay';
import { verify } from '#projecting/verify';
import { simulate } from '#simulation/simulate';
import { simulatedWorkforce } from '#simulation/workforce';
import { childrenInCare } from '#testing/children-in-care';
import { testDatabase } from '#testing/test-database';
import { inOneSnapshot } from '#waymark/snapshot';
import { askMeasures, evaluateMeasures, type MeasureAsked } from '#waymark/questions';
import { plainBasis } from '#waymark/reference-data';

const model = readingModel(projections, measures);
const windows: readonly (readonly [string, string, string])[] = [
  ['2026-03-01', '2026-03-31', '2026-03-31'],
  ['2025-04-01', '2026-03-31', '2026-03-31'],
  ['2026-10-05', '2026-10-20', '2026-10-22'],
  ['2024-11-01', '2026-10-31', '2025-11-30'],
  ['2010-04-01', '2010-12-31', '2010-12-31'],
  ['1999-01-01', '1999-01-31', '1999-01-31'],
];
const asKnown = [null, '2026-04-02', '2026-02-14', '2026-10-10', '2025-06-30', '1999-01-01'] as const;

describe('every measure has one answer: in memory, in SQL over the rows, and from the balances', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: PostgresEventStore;
  let database: ReadingDatabase;
  let events: readonly RecordedEvent[];

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 7) });
    database = await ReadingDatabase.connect(test.url);
    await prepareReading(database, model);
    const made = [...beforeSingleAssessments(), ...childrenInCare, ...simulate({ children: 60, seed: 11 })];
    // The register comes in while children that name its workers are there, and others are still to come.
    await append(store, made.slice(0, 1500));
    const register = { children: 60, seed: 11, from: plainDate('2024-11-01'), to: plainDate('2026-10-31') };
    await append(store, simulatedWorkforce(register));
    await append(store, made.slice(1500));
    events = await everything(store);
  });

  const replays = new Map<Instant | null, Known>();
  /** The rows from the events as known at an instant, worked out once: every period asks at the same instants. */
  const replayed = (asKnownAt: Instant | null): Known => {
    const rows = replays.get(asKnownAt) ?? replay(projections, events, asKnownAt);
    replays.set(asKnownAt, rows);
    return rows;
  };

  afterAll(async () => {
    await store?.close();
    await database?.close();
    await test?.drop();
  });

  it('after following the log batch by batch, balances = rows = replay', async () => {
    const projector = new Projector(store, database, model);
    projector.start();
    expect(await projector.reached(await store.lastPosition(), 50_000)).toBe(true);
    await projector.stop();
    const verified = await verify(store, database, model);
    expect(verified.disagreements).toEqual([]);
    expect(verified.rowVersions).toBeGreaterThan(1_000);
  });

  it.each(windows)('from %s to %s as at %s, at every instant of knowing', async (from, to, asAt) => {
    for (const known of asKnown) {
      const asKnownAt = known === null ? null : endOfLondonDay(plainDate(known));
      const asked: MeasureAsked = {
        from: plainDate(from),
        to: plainDate(to),
        asAt: plainDate(asAt),
        asKnownAt,
        withList: true,
      };
      const inMemory = evaluateMeasures(measures, replayed(asKnownAt), asked, plainBasis);
      const stored = await askMeasures(database, measures, asked, plainBasis);
      expect(stored).toEqual(inMemory);
      for (const answer of stored) expect(sumOf(answer.rows!, 'numerator')).toBeCloseTo(answer.numerator, 6);
    }
  });

  it('by area and by team the rows agree with the balances, and areas never exceed the total', async () => {
    const base = { from: plainDate('2026-01-01'), to: plainDate('2026-06-30'), asAt: plainDate('2026-06-30') };
    const future = instantFromEpochMilliseconds(4_000_000_000_000);
    for (const by of ['area', 'team'] as const) {
      const fromBalances = await askMeasures(database, measures, { ...base, asKnownAt: null, by }, plainBasis);
      const fromRows = await askMeasures(database, measures, { ...base, asKnownAt: future, by }, plainBasis);
      expect(fromBalances.map(({ parts }) => parts)).toEqual(fromRows.map(({ parts }) => parts));
    }
  });

  it('a rebuild, of everything or of one projection, changes nothing', async () => {
    await rebuild(store, database, model);
    expect((await verify(store, database, model)).disagreements).toEqual([]);
    await rebuild(store, database, model, { only: projections.slice(0, 1) });
    expect((await verify(store, database, model)).disagreements).toEqual([]);
  });

  it('a rebuild waits with the switch for a question under way, which else would find empty tables', async () => {
    const asked = {
      from: plainDate('2026-01-01'),
      to: plainDate('2026-06-30'),
      asAt: plainDate('2026-06-30'),
      asKnownAt: null,
    };
    const before = await askMeasures(database, measures, asked, plainBasis);
    let rebuilding: Promise<number> | undefined;
    const { answer } = await inOneSnapshot(database, async (sql) => {
      let isDone = false;
      rebuilding = rebuild(store, database, model).finally(() => (isDone = true));
      while (!isDone && !(await isWaiting(database))) await new Promise((resolve) => setTimeout(resolve, 20));
      return askMeasures(sql, measures, asked, plainBasis);
    });
    expect(answer).toEqual(before);
    await rebuilding;
    expect(await askMeasures(database, measures, asked, plainBasis)).toEqual(before);
  });

  it('a row changed, taken away or put in by hand, and a sum, are found by verify', async () => {
    const [row] = await database.query<{ row_id: string; team: string | null }>(
      'select row_id, team from reading.referrals where known_to is null limit 1',
    );
    await database.query('update reading.referrals set team = $2 where row_id = $1 and known_to is null', [
      row!.row_id,
      'ANOTHER',
    ]);
    expect((await verify(store, database, model)).disagreements).toHaveLength(1);
    await database.query('update reading.referrals set team = $2 where row_id = $1 and known_to is null', [
      row!.row_id,
      row!.team,
    ]);
    const [gone] = await database.query<Record<string, unknown>>(
      'delete from reading.contacts where ctid = (select ctid from reading.contacts limit 1) returning row_id, child_id, known_from, known_to, from_position, to_position',
    );
    expect((await verify(store, database, model)).disagreements).toEqual([
      expect.stringMatching(/^contacts .*: stored nothing, replayed \[/),
    ]);
    await rebuild(store, database, model, { only: projections.filter(({ name }) => name === 'contacts') });
    const nobodys = `insert into reading.contacts (row_id, child_id, known_from, from_position) values ('${String(gone!['row_id'])}', 'NOBODY', now(), 1)`;
    await database.query(nobodys);
    expect((await verify(store, database, model)).disagreements).toEqual([
      expect.stringMatching(/^contacts .*: stored \["NOBODY",.*, replayed nothing\.$/),
    ]);
    await database.query(`delete from reading.contacts where child_id = 'NOBODY'`);
    await database.query(
      `update reading.balance_by_month set amount = amount + 1 where (count, scope, day) = (select count, scope, day from reading.balance_by_month where amount <> 0 limit 1)`,
    );
    expect((await verify(store, database, model)).disagreements).toHaveLength(1);
  });
});

/** Whether a rebuild stands before its switch and waits for readers to leave. */
async function isWaiting(database: ReadingDatabase): Promise<boolean> {
  const waiting = await database.query(`select 1 from pg_locks where not granted and mode = 'AccessExclusiveLock'`);
  return waiting.length > 0;
}

/** Some children of the years of initial and core assessments, which the others no longer have. */
function* beforeSingleAssessments(): Generator<RecordedEvent> {
  const then = { children: 8, seed: 5, from: plainDate('2010-01-01'), to: plainDate('2011-03-31') };
  for (const event of simulate(then)) yield { ...event, childId: `OLD-${event.childId}` };
}

const streamOf = ({ childId, stream }: RecordedEvent) => (childId === '' ? (stream as Stream) : childStream(childId));

async function append(store: PostgresEventStore, events: readonly RecordedEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += 1000) {
    const writes = grouped(events.slice(at, at + 1000), streamOf).map((own) => ({
      stream: streamOf(own[0]!),
      expectedVersion: 'any' as const,
      events: own,
    }));
    await store.append(writes, { trustRecordedAt: true });
  }
}

async function everything(store: PostgresEventStore): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let batch = await store.readAll(0, 5000); batch.length > 0; batch = await store.readAll(events.length, 5000))
    events.push(...batch);
  return events;
}
