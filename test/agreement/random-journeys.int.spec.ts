import { endOfLondonDay, instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import { addDays, plainDate, type PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { eventTypes } from '#case-flow/event-catalogue';
import { registerEvents } from '#case-flow/workforce/register-streams';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { movements, placeOf, type KnownRow } from '#measures/counted';
import { evaluate, list, partNames, sumOf, type By, type Known, type Place } from '#measures/evaluate';
import type { Figure } from '#measures/figure';
import { countKey, countsOf, isBalanced, isCount, type Count, type Measure } from '#measures/measure';
import { balancedFigures } from '#projecting/balance-query';
import { listFromRows, type FigureAsked } from '#projecting/figures';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { rebuild } from '#projecting/rebuild';
import { groupsOf, replay } from '#projecting/replay';
import { rowVersions } from '#projecting/row-versions';
import { scorecardFigures } from '#projecting/scorecard';
import { measures, projections } from '#projections/index';
import { noReference, type Reference } from '#reference/reference';
import { testDatabase } from '#testing/test-database';
import { memorySource } from '#waymark/figure-sources';
import { append, randomAuthority, randomDays, shuffled } from './random-authority.ts';

/** Another on every run; `WAYMARK_SEED` repeats the one that stands in the names of the tests that failed. */
const seed = Number(process.env['WAYMARK_SEED'] ?? Date.now() % 2 ** 31);
const JOURNEYS_A_BATCH = 1000;
const batches = [0, 1].map((batch) => seed + batch);

const model = readingModel(projections, measures);
/** People in the whole and in one area: in the others a rate has nothing to be of. */
const people = new Map([
  ['TOTAL', 40_000],
  ['EAST', 15_000],
]);
const populations = [...people].map(([area, age0to17]) => ({
  area,
  age0to17,
  midYear: 2010,
  vintage: '2011',
  recordedAt: instantFromEpochMilliseconds(0),
}));
const reference: Reference = { ...noReference, populations };
const peopleIn = (area: string) => people.get(area) ?? null;
const atTheEndOfTime = instantFromEpochMilliseconds(4_000_000_000_000);
const breakdowns: readonly By[] = ['area', 'team', 'group'];

/** Figures by measure and part, in one shape for comparison: `total` and every part that comes to anything. */
type Figures = Readonly<Record<string, Readonly<Record<string, Figure>>>>;

describe.each(batches)('1,000 random journeys of seed %i', (own) => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: PostgresEventStore;
  let database: ReadingDatabase;
  const events = randomAuthority(JOURNEYS_A_BATCH, own);
  const [day, second, third] = randomDays(3, own) as [PlainDate, PlainDate, PlainDate];
  const period = (asAt: PlainDate, days: number) => ({ from: addDays(asAt, -days), to: addDays(asAt, 20), asAt });
  /** Known now, known some weeks after the day, and known some weeks before it. */
  const pairs: readonly FigureAsked[] = [
    { ...period(day, 90), asKnownAt: null },
    { ...period(second, 364), asKnownAt: endOfLondonDay(addDays(second, 25)) },
    { ...period(third, 30), asKnownAt: endOfLondonDay(addDays(third, -20)) },
  ];
  const rows = new Map<Instant | null, Known>(
    pairs.map(({ asKnownAt }) => [asKnownAt, replay(projections, events, asKnownAt)]),
  );

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 3) });
    database = await ReadingDatabase.connect(test.url);
    await prepareReading(database, model);
    // They arrive in another order than they were recorded in, some of them twice; the replay in memory is told them once.
    const arriving = shuffled(events, own);
    await append(store, [...arriving, ...arriving.slice(0, 500)]);
    await rebuild(store, database, model);
  });

  afterAll(async () => {
    await store?.close();
    await database?.close();
    await test?.drop();
  });

  const stored = async (by: By, asked: FigureAsked): Promise<Figures> => {
    const column = { name: 'asked', asked, by };
    const found = await scorecardFigures(database, measures, [column], peopleIn);
    return plain((id) => found.get(id)!.get('asked')!);
  };
  const atOnce = async (by: By, asked: FigureAsked): Promise<Figures> => {
    const source = memorySource(rows.get(asked.asKnownAt)!, reference);
    const found = await source(measures, [{ name: 'asked', asked, by }]);
    return plain((id) => found.get(id)!.get('asked')!);
  };
  const found = new Map<string, Figures>();
  /** Worked out once for each question: two of the tests ask the same. */
  const inMemory = (by: By, asked: FigureAsked): Figures => {
    const key = JSON.stringify([by, asked]);
    const figures = found.get(key) ?? inMemoryAnew(by, asked);
    found.set(key, figures);
    return figures;
  };
  const inMemoryAnew = (by: By, asked: FigureAsked): Figures => {
    const believed = rows.get(asked.asKnownAt)!;
    return plain((id) => {
      const measure = measures.find((one) => one.id === id)!;
      const parts = by === 'total' ? [] : partNames(measure, believed, asked, by);
      const figure = (place: Place, name: string) => evaluate(measure, believed, asked, place, peopleIn(name));
      return new Map([
        ['total', figure({}, 'TOTAL')],
        ...parts.map((part) => [part, figure({ [by]: part }, part)] as const),
      ]);
    });
  };

  it('are at least so many, of every kind that there is', () => {
    const children = new Set(events.map(({ childId }) => childId));
    expect(children.size).toBeGreaterThan(JOURNEYS_A_BATCH);
    const kinds = new Set(events.map(({ type }) => type));
    expect(Object.keys(eventTypes).filter((name) => !kinds.has(name) && !registerEvents.includes(name))).toEqual([]);
  });

  it('leave hardly a measure without anything to count in some year', () => {
    const believed = rows.get(null)!;
    const years = ['2016-03-31', '2017-03-31', '2018-03-31', '2019-03-31'].map((text) => plainDate(text));
    const empty = measures.filter((measure) =>
      years.every((asAt) => {
        const asked = { from: addDays(asAt, -365), to: asAt, asAt };
        return list(measure, believed, asked).every((line) => !line.numerator);
      }),
    );
    // The teams are one draw for a thousand children: what hangs on a single kind of team may be missing from it.
    if (empty.length > 14) expect(empty.map(({ id }) => id)).toEqual([]);
  });

  it.each(breakdowns)('by %s: in memory = at once = SQL over rows = balances, at three pairs of dates', async (by) => {
    for (const asked of pairs) {
      const expected = inMemory(by, asked);
      expect(await atOnce(by, asked)).toEqual(expected);
      expect(await stored(by, asked)).toEqual(expected);
      // Asked as known now the sums answer; as known at the end of time the rows do.
      if (asked.asKnownAt === null) expect(await stored(by, { ...asked, asKnownAt: atTheEndOfTime })).toEqual(expected);
    }
  });

  it('every list adds up to its figure, in memory and in SQL alike, and its parts to those of the figure', async () => {
    for (const asked of pairs) {
      const believed = rows.get(asked.asKnownAt)!;
      const figures = { area: inMemory('area', asked), team: inMemory('team', asked) };
      for (const measure of measures) {
        const { total, ...areas } = figures.area[measure.id]!;
        const lines = list(measure, believed, asked);
        expect([measure.id, ...sums(measure, lines)]).toEqual([measure.id, total!.numerator, belowOf(measure, total!)]);
        expect([measure.id, await listFromRows(database, measure, asked, {})]).toEqual([measure.id, lines]);
        const parts = Object.entries({ ...areas, ...figures.team[measure.id] });
        for (const [part, figure] of parts.filter(([name]) => name !== 'total')) {
          const place = part in areas ? { area: part } : { team: part };
          const some = list(measure, believed, asked, place);
          const what = [measure.id, part];
          expect([...what, ...sums(measure, some)]).toEqual([...what, figure.numerator, belowOf(measure, figure)]);
        }
      }
    }
  });

  it('every stock that keeps sums is that of the day before, more what started and less what ended', async () => {
    const stocks = [
      ...new Map(measures.flatMap(countsOf).map((count) => [countKey(count), count] as const)).values(),
    ].filter((count) => count.kind === 'stock' && isBalanced(count));
    const days = randomDays(12, own + 1).flatMap((on) => [addDays(on, -1), on]);
    const questions = stocks.flatMap((count) =>
      days.flatMap((asAt) =>
        (['area', 'team'] as const).map((by) => ({ count, by, asked: { from: asAt, to: asAt, asAt } })),
      ),
    );
    const open = await balancedFigures(database, questions);
    const believed = rows.get(null)!;
    const moved = new Map(stocks.map((count) => [count, movedOn(count, believed(count.projection.name), days)]));
    for (let i = 0; i < questions.length; i += 4)
      for (const j of [i, i + 1]) {
        const { count, by, asked } = questions[j + 2]!;
        const today = open[j + 2]!;
        const expected = new Map(open[j]);
        for (const [part, amount] of moved.get(count)!(asked.asAt, by))
          expected.set(part, (expected.get(part) ?? 0) + amount);
        const parts = (amounts: ReadonlyMap<string, number>) =>
          Object.fromEntries([...amounts].filter(([, amount]) => amount !== 0));
        const what = { count: countKey(count), on: asked.asAt, by };
        expect({ ...what, open: parts(today) }).toEqual({ ...what, open: parts(expected) });
      }
  });

  it('told in another order and twice, a part of them gives the same versions of the same rows', () => {
    const some = events.filter(({ childId }) => childId === '' || childId.endsWith('0'));
    expect(versionsOf(shuffled([...some, ...some], own))).toEqual(versionsOf(some));
  });
});

/** What is nought or empty in a part is left out: a part of which nothing is told is no part. */
function plain(of: (id: string) => ReadonlyMap<string, Figure>): Figures {
  const isSomething = ([part, { numerator, denominator }]: readonly [string, Figure]) =>
    part === 'total' || numerator !== 0 || (denominator ?? 0) !== 0;
  return Object.fromEntries(measures.map(({ id }) => [id, Object.fromEntries([...of(id)].filter(isSomething))]));
}

type Lines = ReturnType<typeof list>;
const sums = (measure: Measure, lines: Lines) => [
  thousandths(sumOf(lines, 'numerator')),
  isCount(measure.denominator) ? thousandths(sumOf(lines, 'denominator')) : null,
];
const belowOf = ({ denominator }: Measure, figure: Figure) => (isCount(denominator) ? figure.denominator : null);
/** Hundredths of posts added one by one in binary are a little off. */
const thousandths = (sum: number) => Math.round(sum * 1000) / 1000;

/** What the rows of a stock move on a day, in all and by part. */
function movedOn(count: Count, known: readonly KnownRow[], days: readonly PlainDate[]) {
  const moves = known.flatMap((row) =>
    movements(count, row.cells)
      .filter(({ on }) => days.includes(on))
      .map((move) => ({ ...move, ...placeOf(count, row.cells) })),
  );
  return (day: PlainDate, by: 'area' | 'team') =>
    moves.filter(({ on }) => on === day).flatMap((move) => [['total', move.by] as const, [move[by], move.by] as const]);
}

const versionsOf = (events: readonly RecordedEvent[]) =>
  groupsOf(events)
    .flatMap((group) => rowVersions(projections, group))
    .map(({ projection, ...version }) => JSON.stringify([projection.name, version]))
    .sort();
