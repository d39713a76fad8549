import fc from 'fast-check';
import { addDays, plainDate } from '#calendar/plain-date';
import { evaluate, type Known } from '#measures/evaluate';
import { keepingOf, keptCounts } from '#measures/kept-sums';
import { flow, measure, stock, type Count, type Measure } from '#measures/measure';
import { projection } from '#measures/projection';
import { testDatabase } from '#testing/test-database';
import { oneDaySums, fillKeptSums, twoDayDisagreements } from './fill-kept-sums.ts';
import { countFromRows } from './figures.ts';
import { movingKeptSums } from './kept-sums.ts';
import { READING, schemaSql, tableSql } from './reading-schema.ts';
import { ReadingDatabase, type Sql } from './reading-database.ts';
import type { RowVersion } from './row-versions.ts';
import { scorecardFigures } from './scorecard.ts';
import { add } from './write-difference.ts';

const stays = projection({
  name: 'stays',
  question: 'Rows of stocks.',
  version: 1,
  reads: [],
  columns: {
    ...{ from: 'day', to: 'day', since: 'day', until: 'day', begun: 'day', by: 'day', days: 'number', worker: 'text' },
    ...{ fte: 'number', plan: 'text', open: 'flag', team: 'text', area: 'text' },
  },
  rows: () => [],
});
const visits = projection({
  name: 'visits',
  question: 'Rows that others go with.',
  version: 1,
  reads: [],
  columns: { visitedOn: 'day', plan: 'text', seen: 'flag', team: 'text', area: 'text' },
  rows: () => [],
});
const seen = flow(visits, 'visitedOn', { where: { seen: true } });
const bounds = { since: 'since', until: 'until' } as const;

/** One or two of every way in which sums are kept. */
const counts: Readonly<Record<string, Count>> = {
  by: flow(stays, 'from', { by: 'by', where: { open: true } }),
  'by, added up': flow(stays, 'from', { by: 'by', sum: { column: 'fte', per: 1 } }),
  begun: stock(stays, 'from', 'to', { begunBefore: 'begun', ...bounds }),
  firsts: flow(stays, 'from', { once: 'worker' }),
  'firsts of a child': flow(stays, 'from', { once: 'childId', window: { months: 2, endingMonthsBefore: 1 } }),
  during: stock(stays, 'from', 'to', { during: true, once: 'childId', ...bounds }),
  'during, open': stock(stays, 'from', 'to', { during: true, once: 'worker', where: { open: true } }),
  companion: stock(stays, 'from', 'to', { begunBefore: 'begun', having: { count: seen, column: 'plan' }, ...bounds }),
  'companion at any time': stock(stays, 'from', 'to', { having: { count: seen, column: 'plan' } }),
  value: stock(stays, 'from', 'to', { once: 'worker', ...bounds }),
  'value, more than one': stock(stays, 'from', 'to', { once: 'worker', moreThan: 1 }),
  'value, added up': stock(stays, 'from', 'to', { once: 'worker', sum: { column: 'fte', per: 1 } }),
};
const asMeasure = (id: string, numerator: Count): Measure =>
  measure({ id, title: id, definition: id, source: id, unit: 'count', decimals: 0, polarity: 'none', numerator });
const median = { ...asMeasure('measured', flow(stays, 'from')), percentile: { of: 'days', rank: 50 } };
const measures = [...Object.entries(counts).map(([id, count]) => asMeasure(id, count)), median];
const kept = keptCounts(measures);

const day = fc.integer({ min: 0, max: 130 }).map((n) => addDays(plainDate('2019-12-20'), n));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 });
const placed = { team: maybe(fc.constantFrom('A', 'B')), area: maybe(fc.constantFrom('EAST', 'WEST')) };
const plan = maybe(fc.constantFrom('P1', 'P2'));
const stay = fc.record({
  ...{ from: maybe(day), to: maybe(day), since: maybe(day), until: maybe(day), begun: maybe(day), by: maybe(day) },
  ...{
    days: fc.nat(4),
    worker: maybe(fc.constantFrom('W1', 'W2')),
    fte: fc.constantFrom(50, 100),
    plan,
    open: fc.boolean(),
  },
  ...placed,
});
const visit = fc.record({ visitedOn: maybe(day), plan, seen: fc.boolean(), ...placed });
const rowsOf = fc.tuple(
  fc.array(fc.tuple(fc.constant(stays), fc.constantFrom('C1', 'C2'), stay), { maxLength: 8 }),
  fc.array(fc.tuple(fc.constant(visits), fc.constantFrom('C1', 'C2'), visit), { maxLength: 6 }),
);
/** What is believed after each of some steps: each step tells all of it anew. */
const steps = fc.array(rowsOf, { minLength: 1, maxLength: 3 });
const asked = fc.tuple(day, fc.nat(70), fc.nat(40), fc.boolean()).map(([from, length, later, isOver]) => {
  const to = addDays(from, length);
  return { from, to, asAt: addDays(to, isOver ? later : -Math.min(later, length)), asKnownAt: null };
});

type Rows = typeof rowsOf extends fc.Arbitrary<infer R> ? R : never;

const versionsOf = ([own, others]: Rows, step: number): readonly RowVersion[] =>
  [...own, ...others].map(([of, childId, cells], i) => ({
    projection: of,
    rowId: `${step}/${i}`,
    childId,
    cells: cells,
    knownFrom: '2020-01-01T00:00:00.000Z' as RowVersion['knownFrom'],
    fromPosition: 1,
    knownTo: null,
    toPosition: null,
  }));

describe('sums that look at two days, or at several rows', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let database: ReadingDatabase;

  beforeAll(async () => {
    test = await testDatabase();
    database = await ReadingDatabase.connect(test.url);
    await database.query([schemaSql(READING), tableSql(READING, stays), tableSql(READING, visits)].join('\n'));
  });
  beforeEach(() =>
    database.query(
      'truncate reading.stays, reading.visits, reading.balance_by_day, reading.balance_by_month, reading.balance_by_two_days',
    ),
  );

  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  /** Puts versions in the place of others, and the sums with them. */
  async function replaced(sql: Sql, before: readonly RowVersion[], after: readonly RowVersion[]): Promise<void> {
    const difference = { removed: before, ended: [], added: after, believedBefore: before, believedAfter: after };
    await movingKeptSums({ asking: sql, writing: sql }, READING, kept, [difference], async () => {
      for (const table of [stays, visits]) {
        const ids = before.filter((one) => one.projection === table).map(({ rowId }) => rowId);
        await sql.query(`delete from ${READING}.${table.name} where row_id = any($1)`, [ids]);
        const added = after.filter((one) => one.projection === table);
        if (added.length > 0) await add(sql, READING, table, added);
      }
    });
  }

  async function disagreements(): Promise<readonly string[]> {
    const { disagreements: found } = await twoDayDisagreements(database, READING, kept);
    const stored = await database.query<{ key: string; amount: number }>(
      `select count || ' ' || scope || ' ' || day::text as key, amount from reading.balance_by_day where amount <> 0`,
    );
    const wanted = [...(await oneDaySums(database, READING, kept))].map(([key, amount]) => ({ key, amount }));
    const lines = (all: typeof wanted) => all.map(({ key, amount }) => `${key}: ${amount}`).sort();
    return [
      ...found,
      ...lines(stored).filter((line) => !lines(wanted).includes(line)),
      ...(stored.length === wanted.length ? [] : ['one is missing']),
    ];
  }

  it('are kept of every count here, in every way there is', () => {
    const ways = new Set([...Object.values(counts).map(keepingOf), ...kept.map(({ keeping }) => keeping)]);
    expect([...ways].sort()).toEqual(['begun', 'by', 'companion', 'during', 'firsts', 'measured', 'value']);
  });

  it('give the figure that the rows give in memory, in all and by area, whatever changed before', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.array(asked, { minLength: 3, maxLength: 3 }), async (told, questions) => {
        let believed: readonly RowVersion[] = [];
        for (const [i, rows] of told.entries()) {
          const before = believed;
          believed = versionsOf(rows, i);
          await database.transaction((sql) => replaced(sql, before, believed));
        }
        const known: Known = (name) => believed.filter((one) => one.projection.name === name);
        for (const question of questions) {
          const [column] = [{ name: 'asked', by: 'area', asked: question }] as const;
          const figures = await scorecardFigures(database, measures, [column], () => null);
          for (const one of measures) {
            const found = figures.get(one.id)!.get('asked')!;
            expect([one.id, found.get('total')]).toEqual([one.id, evaluate(one, known, question, {}, null)]);
            for (const area of ['EAST', 'WEST', 'CITYWIDE'])
              expect([one.id, area, found.get(area)?.numerator ?? 0]).toEqual([
                one.id,
                area,
                evaluate(one, known, question, { area }, null).numerator,
              ]);
          }
        }
        expect(await disagreements()).toEqual([]);
        await database.transaction((sql) => replaced(sql, believed, []));
        expect(await disagreements()).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('filled from the rows at once are what they came to step by step', async () => {
    const [rows] = fc.sample(rowsOf, { numRuns: 1, seed: 5 });
    await database.transaction((sql) => replaced(sql, [], versionsOf(rows!, 1)));
    expect(await disagreements()).toEqual([]);
    await database.query('truncate reading.balance_by_day, reading.balance_by_month, reading.balance_by_two_days');
    expect(await disagreements()).not.toEqual([]);
    await fillKeptSums(database, READING, kept);
    expect(await disagreements()).toEqual([]);
  });

  it('stay right when two projectors change rows of one worker at once', async () => {
    const cells = {
      ...fc.sample(stay, { numRuns: 1, seed: 1 })[0]!,
      worker: 'W1' as const,
      from: plainDate('2020-01-05'),
      since: plainDate('2020-01-01'),
      to: null,
      until: null,
    };
    const version = (childId: 'C1' | 'C2'): RowVersion => ({
      ...versionsOf([[[stays, childId, cells]], []], 0)[0]!,
      rowId: childId,
    });
    const both = (['C1', 'C2'] as const).map((childId) =>
      database.transaction(async (sql) => {
        await replaced(sql, [], [version(childId)]);
        await sql.query('select pg_sleep(0.3)'); // the other comes while this one has not committed
      }),
    );
    await Promise.all(both);
    expect(await disagreements()).toEqual([]);
    const day = {
      from: plainDate('2020-01-01'),
      to: plainDate('2020-01-31'),
      asAt: plainDate('2020-01-31'),
      asKnownAt: null,
    };
    expect((await countFromRows(database, counts['value']!, day, 'total')).get('total')).toBe(1);
    const figures = await scorecardFigures(database, measures, [{ name: 'now', by: 'total', asked: day }], () => null);
    expect(figures.get('value')!.get('now')!.get('total')!.numerator).toBe(1);
    expect(figures.get('value, more than one')!.get('now')!.get('total')!.numerator).toBe(1);
  });
});
