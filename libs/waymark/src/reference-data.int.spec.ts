import { endOfLondonDay, instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { childStream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { measureById, measures, projections } from '#projections/index';
import { prepareReading, readingModel } from '#projecting/reading';
import { Projector } from '#projecting/projector';
import { ReadingDatabase } from '#projecting/reading-database';
import { comparatorFor } from '#reference/comparators';
import { policyFor } from '#reference/policies';
import { happened } from '#testing/given';
import { testDatabase } from '#testing/test-database';
import { definitionDifferences } from './definition-differences.ts';
import { askMeasures, askScorecard } from './questions.ts';
import { publish, recordReference } from './record-reference.ts';
import { plainBasis, readBasis, readReference, type Basis } from './reference-data.ts';

const model = readingModel(projections, measures);
const now = () => instant('2016-06-30T10:00:00Z');
const day = plainDate;
const april = { from: day('2016-04-01'), to: day('2016-04-30'), asAt: day('2016-04-30'), asKnownAt: null };
const cp05 = measureById('CP-05')!;

/** Three plans began in April: of a child with a plan long ago, one with a plan a year ago, and one with none. */
const plan = (childId: string, startedOn: string, endedOn?: string) => [
  happened('CpPlanStarted', { planId: `${childId}-${startedOn}`, startedOn, category: 'NEG' }, { childId }),
  ...(endedOn === undefined
    ? []
    : [happened('CpPlanEnded', { planId: `${childId}-${startedOn}`, endedOn, reason: 'OTHER' }, { childId })]),
];
const stories = [
  ...plan('LONG-AGO', '2010-01-01', '2010-06-01'),
  ...plan('LONG-AGO', '2016-04-02'),
  ...plan('LATELY', '2015-01-01', '2015-06-01'),
  ...plan('LATELY', '2016-04-03'),
  ...plan('NEVER', '2016-04-04'),
];

describe('reference data of the real store', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: PostgresEventStore;
  let database: ReadingDatabase;
  const record = (type: string, data: Record<string, unknown>) =>
    recordReference(store, { authority: '330', type, data, recordedBy: 'performance' }, now);
  const basis = (): Promise<Basis> => readBasis(store, measures);

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 5) });
    database = await ReadingDatabase.connect(test.url);
    await prepareReading(database, model);
    for (const event of stories)
      await store.append([{ stream: childStream(event.childId), expectedVersion: 'any', events: [event] }], {
        trustRecordedAt: true,
      });
    const projector = new Projector(store, database, model);
    projector.start();
    expect(await projector.reached(await store.lastPosition(), 50_000)).toBe(true);
    await projector.stop();
  });
  afterAll(async () => {
    await store?.close();
    await database?.close();
    await test?.drop();
  });

  it('is read once, and after that only what came since', async () => {
    expect(await publish(store)).toBeGreaterThan(2_000);
    expect(await publish(store)).toBe(0);
    const first = await readReference(store);
    expect(await readReference(store)).toBe(first);
    await record('TargetSet', { measure: 'RF-05', value: 25, from: '2015-04-01' });
    const second = await readReference(store);
    expect(second.targets).toMatchObject([{ measure: 'RF-05', value: 25, tolerance: null, until: null }]);
    expect(second.comparators).toHaveLength(first.comparators.length);
    expect(comparatorFor(second, 'RF-05', 'England', day('2016-09-30'))?.value).toBe(24.2);
    const counting = (await readBasis(store, measures)).reference;
    expect(counting.populations).toEqual(second.populations);
    expect(counting).toMatchObject({ comparators: [], policies: [] });
    const before = await readReference(store, instant('2016-01-01T00:00:00Z'));
    expect([before.targets, before.comparators]).toEqual([[], []]);
  });

  it('asked by many at once is read whole by each', async () => {
    const fresh = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 5) });
    const read = await Promise.all(Array.from({ length: 8 }, () => readReference(fresh)));
    await fresh.close();
    const { length } = (await readReference(store)).comparators;
    expect(read.map(({ comparators }) => comparators.length)).toEqual(Array.from({ length: 8 }, () => length));
  });

  it('says who recorded it and when, and saying the same again writes nothing', async () => {
    const target = { measure: 'AS-02', value: 82, tolerance: 5, from: '2016-04-01' };
    const { position } = await record('TargetSet', target);
    expect(await record('TargetSet', target)).toEqual({ position, repeated: true });
    const last = (await store.readStream('authority-330')).at(-1)!;
    expect(last).toMatchObject({
      type: 'TargetSet',
      recordedBy: 'performance',
      occurredOn: '2016-04-01',
      data: target,
    });
    await record('EventVoided', { targetEventId: last.eventId });
    expect((await readReference(store)).targets.map(({ measure }) => measure)).toEqual(['RF-05']);
    expect(await record('TargetSet', target)).toMatchObject({ repeated: false });
  });

  it('refuses a policy there is not, a value there is not, a target that ends before it begins, and a void of nothing', async () => {
    const refused = async (type: string, data: Record<string, unknown>) =>
      record(type, data).then(
        () => 'let in',
        (error: Error & { rule?: string }) => error.rule ?? error.name,
      );
    const from = '2016-04-01';
    expect(await refused('PolicySet', { key: 'secondThoughts', value: 'EVER', from })).toBe('a-policy-has-a-known-key');
    expect(await refused('PolicySet', { key: 'secondPlan', value: 'NEVER', from })).toBe(
      'a-policy-has-a-value-there-is',
    );
    expect(await refused('TargetSet', { measure: 'RF-05', value: 1, from, until: '2016-03-31' })).toBe(
      'a-target-ends-after-it-begins',
    );
    expect(await refused('EventVoided', { targetEventId: 'nothing' })).toBe('only-what-was-recorded-is-voided');
    expect(await refused('TargetSet', { measure: 'RF-05', from })).toBe('Malformed');
    expect(await refused('TargetsSet', {})).toBe('Malformed');
  });

  it('sets two definitions of a measure side by side, with the children that make the difference', async () => {
    const [other] = await definitionDifferences(database, cp05, [measureById('CP-05.24m')!], april, plainBasis);
    expect(other!.before).toMatchObject({ countedAs: 'CP-05', numerator: 2, denominator: 3, value: 66.7 });
    expect(other!.after).toMatchObject({ countedAs: 'CP-05.24m', numerator: 1, denominator: 3, value: 33.3 });
    expect(other!.rows).toMatchObject([
      {
        childId: 'LONG-AGO',
        on: '2016-04-02',
        before: { numerator: true, denominator: true },
        after: { numerator: false, denominator: true },
      },
    ]);
    const [same] = await definitionDifferences(database, cp05, [cp05], april, plainBasis);
    expect(same!.rows).toEqual([]);
  });

  it('lets a policy change what a measure counts, from its day on and as known then, and says so', async () => {
    const asked = async (asAt: string) => {
      const { reference, catalogue } = await basis();
      const [answer] = await askMeasures(database, [cp05], { ...april, asAt: day(asAt) }, { reference, catalogue });
      return answer!;
    };
    expect(await asked('2016-04-30')).toMatchObject({ measure: 'CP-05', countedAs: 'CP-05', numerator: 2 });
    await record('PolicySet', { key: 'secondPlan', value: 'WITHIN_24_MONTHS', from: '2016-04-30' });
    expect(await asked('2016-04-29')).toMatchObject({ countedAs: 'CP-05', numerator: 2 });
    expect(await asked('2016-04-30')).toMatchObject({
      measure: 'CP-05',
      countedAs: 'CP-05.24m',
      title: measureById('CP-05.24m')!.title,
      numerator: 1,
      denominator: 3,
      value: 33.3,
    });
    const earlier = await readReference(store, endOfLondonDay(day('2016-06-29')));
    expect(policyFor(earlier.policies, 'secondPlan', day('2016-04-30'))).toBe('EVER');
    const lines = await askScorecard(database, measures, day('2016-04-30'), null, await basis());
    const [line, variant] = ['CP-05', 'CP-05.12m'].map((id) => lines.find(({ measure }) => measure === id)!);
    expect(line).toMatchObject({ countedAs: 'CP-05.24m', month: { numerator: 1, denominator: 3 } });
    expect(variant).toMatchObject({ countedAs: 'CP-05.12m' });
  });
});
