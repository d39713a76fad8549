import fc from 'fast-check';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { journeysOf } from '#case-flow/child-identity/merged-children';
import type { RecordedEvent } from '#case-flow/event';
import { inOrderOfRecording, journeyOf, type Journey } from '#case-flow/journey';
import { amountOf, counts, movements, placeOf, type Asked, type KnownRow } from '#measures/counted';
import { evaluate, list } from '#measures/evaluate';
import { countKey, countsOf, isBalanced, isCount } from '#measures/measure';
import type { Projection, Row } from '#measures/projection';
import { plausibleJourney, randomEvents } from '#testing/random-journeys';
import { randomTeams, randomWorkers } from '#testing/random-register';
import { measureById, measures, projections } from './index.ts';

const runs = { numRuns: 60 };

/** Of children alone, of children and the workers and teams they name, and of workers, teams and services alone. */
const register = fc.tuple(randomWorkers, randomTeams).map((told) => told.flat());
const anyEvents = fc.oneof(
  { weight: 3, arbitrary: randomEvents },
  { weight: 1, arbitrary: fc.tuple(randomEvents, register).map((told) => told.flat()) },
  { weight: 1, arbitrary: register },
);

/** Every row of a projection by its id, as one text each, so that two readings can be compared. */
const told = (projection: Projection, journeys: readonly Journey[]): readonly string[] =>
  journeys
    .flatMap((journey) =>
      projection
        .rows(journey)
        .map((row) => JSON.stringify([row.rowId, journey.childId, row.cells, row.because.map((fact) => fact.eventId)])),
    )
    .sort();

/** Whether two readings of one journey are the same: row by row, and what each rests on. */
const isSaid = (before: readonly Row[], after: readonly Row[]): boolean =>
  before.length === after.length &&
  after.every((row, i) => {
    const was = before[i]!;
    if (was === row) return true;
    if (was.rowId !== row.rowId || was.because.length !== row.because.length) return false;
    return (
      Object.keys(row.cells).every((column) => row.cells[column] === was.cells[column]) &&
      row.because.every((fact, n) => fact.eventId === was.because[n]!.eventId)
    );
  });

/** The rows of every projection from one fold of the events, by the projection's name. */
const knownFrom = (events: readonly RecordedEvent[]) => {
  const journeys = journeysOf(events);
  const rows = new Map(projections.map((projection) => [projection.name, rowsOf(projection, journeys)]));
  return (name: string) => rows.get(name)!;
};
const rowsOf = (projection: Projection, journeys: readonly Journey[]): readonly KnownRow[] =>
  journeys.flatMap((journey) =>
    projection.rows(journey).map(({ rowId, cells }) => ({ rowId, childId: journey.childId, cells })),
  );

/** The days on which anything changes, and those beside them. */
const daysOf = (rows: readonly KnownRow[]): readonly PlainDate[] => {
  const days = rows.flatMap(({ cells }) =>
    Object.values(cells).filter((value) => /^\d{4}-\d\d-\d\d$/.test(String(value))),
  );
  return [...new Set((days as PlainDate[]).flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))].sort();
};

const everChanging = [
  'EventDateCorrected',
  'EventVoided',
  'EventReattributed',
  'DuplicateRecordsMerged',
  'MergeReversed',
];

describe('the lists of projections and measures', () => {
  it('name each once, and every projection that a measure counts', () => {
    const names = projections.map((one) => one.name);
    const ids = measures.map((one) => one.id);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(ids).size).toBe(ids.length);
    for (const count of measures.flatMap(countsOf)) expect(projections).toContain(count.projection);
    expect(measureById('RF-05.children')?.title).toBe('Children re-referred within 12 months');
    expect(measureById('RF-99')).toBeUndefined();
  });

  it('count only by columns that there are', () => {
    for (const { id, grouping, ...one } of measures)
      for (const count of countsOf({ id, ...one })) {
        const { columns } = count.projection;
        const place = count.kind === 'flow' ? [count.team ?? 'team', count.area ?? 'area'] : ['team', 'area'];
        const days = count.kind === 'flow' ? [count.on, count.by] : [count.from, count.to, count.since, count.until];
        for (const column of [...place, ...Object.keys(count.where ?? {})]) expect(columns).toHaveProperty(column);
        for (const day of days) if (day !== undefined) expect([id, day, columns[day]]).toEqual([id, day, 'day']);
        if (grouping && 'column' in grouping) expect(columns).toHaveProperty(grouping.column);
      }
  });
});

describe('every projection', () => {
  it('says the same in whatever order events arrive, and however often', () => {
    fc.assert(
      fc.property(
        anyEvents.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
        ),
        ([events, shuffled]) => {
          const [once, twice] = [journeysOf(events), journeysOf(shuffled)];
          for (const projection of projections) expect(told(projection, twice)).toEqual(told(projection, once));
        },
      ),
      runs,
    );
  });

  it('changes only with the events it says it reads, and with repairs', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const arrived: RecordedEvent[] = [];
        const last = new Map<string, readonly Row[]>();
        const all = [...events].sort(inOrderOfRecording);
        for (const event of all) {
          arrived.push(event);
          const journeys = journeysOf(arrived);
          const isRepair = everChanging.includes(event.type);
          for (const projection of projections) {
            const { name, reads } = projection;
            const own = new Map(journeys.map((journey) => [`${name} ${journey.childId}`, projection.rows(journey)]));
            if (!isRepair && !reads.some((read) => read === event.type))
              for (const [key, after] of own)
                if (!isSaid(last.get(key) ?? [], after))
                  expect([key, event.type, after]).toEqual([key, event.type, last.get(key) ?? []]);
            for (const [key, rows] of own) last.set(key, rows);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('holds in each row exactly the columns it declares', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const known = knownFrom(events);
        for (const { name, columns } of projections)
          for (const { cells } of known(name)) {
            const wrong = Object.entries(cells).filter(([column, value]) => !isOf(columns[column], value));
            expect([Object.keys(cells).length, wrong]).toEqual([Object.keys(columns).length, []]);
          }
      }),
      runs,
    );
  });

  it('gives each row an id of its own', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const known = knownFrom(events);
        for (const { name } of projections) {
          const ids = known(name).map((row) => row.rowId);
          if (new Set(ids).size < ids.length)
            expect([name, ids.filter((id, i) => ids.indexOf(id) !== i)]).toEqual([name, []]);
        }
      }),
      runs,
    );
  });
});

const isOf = (kind: string | undefined, value: unknown): boolean => {
  if (kind === undefined || value === null) return kind !== undefined;
  if (kind === 'day') return /^\d{4}-\d\d-\d\d$/.test(String(value));
  return typeof value === { text: 'string', flag: 'boolean', number: 'number' }[kind];
};

describe('every stock', () => {
  const stocks = [
    ...new Map(
      measures
        .flatMap(countsOf)
        .flatMap((count) => (count.kind === 'stock' ? [[countKey(count), count] as const] : [])),
    ).values(),
  ];

  it('is what it was the day before, more those begun and less those ended; in all, by team and by area', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const known = knownFrom(events);
        for (const stock of stocks.filter(isBalanced)) {
          const rows = known(stock.projection.name);
          const moved = rows.flatMap((row) =>
            movements(stock, row.cells).map((move) => ({ ...move, ...placeOf(stock, row.cells) })),
          );
          const scopes = [...new Map(moved.map((move) => [`${move.team} ${move.area}`, move])).values()];
          for (const on of daysOf(rows)) {
            const asked = { from: on, to: on, asAt: on };
            const standing = rows
              .filter((row) => counts(stock, row, asked))
              .map((row) => ({ ...placeOf(stock, row.cells), amount: amountOf(stock, row.cells) }));
            for (const scope of [undefined, ...scopes]) {
              const isIn = (place: { team: string; area: string }) =>
                scope === undefined || (place.team === scope.team && place.area === scope.area);
              const running = moved
                .filter((move) => move.on <= on && isIn(move))
                .reduce((sum, move) => sum + move.by, 0);
              const found = standing.filter(isIn).reduce((sum, { amount }) => sum + amount, 0);
              if (running !== found)
                throw new Error(`${stock.projection.name} on ${on}: ${running} by movements, ${found} by rows`);
            }
          }
        }
      }),
      runs,
    );
  });

  it('has at most one stretch of one thing open on any day, and one of a child on a plan or looked after', () => {
    const perChild = ['open-child-protection-plans', 'child-protection-visit-intervals', 'looked-after-children'];
    fc.assert(
      fc.property(anyEvents, (events) => {
        const known = knownFrom(events);
        for (const stock of stocks) {
          const rows = known(stock.projection.name);
          for (const on of daysOf(rows)) {
            const open = rows.filter((row) => counts(stock, row, { from: on, to: on, asAt: on }));
            const things = open.map((row) =>
              perChild.includes(stock.projection.name) ? row.childId : row.rowId.split('#')[0],
            );
            if (new Set(things).size !== things.length)
              throw new Error(`${stock.projection.name} on ${on}: ${things.join()}`);
          }
        }
      }),
      runs,
    );
  });
});

describe('every measure', () => {
  const aPeriod = fc
    .tuple(fc.integer({ min: 0, max: 1000 }), fc.nat(200), fc.nat(90))
    .map(([from, length, more]): Asked => {
      const start = addDays('2015-01-01' as PlainDate, from);
      return { from: start, to: addDays(start, length), asAt: addDays(start, length + more) };
    });

  it('that is a share counts only what is part of the whole', () => {
    // Conferences to enquiries of a period is a ratio of two different things, and may exceed 100. So are posts funded less
    // posts filled, and leavers, to posts.
    const ofTwoThings = ['S47-03', 'WF-09.vacancy', 'WF-09.turnover'];
    const shares = measures.filter(
      ({ id, unit, denominator }) => unit === 'percent' && isCount(denominator) && !ofTwoThings.includes(id),
    );
    fc.assert(
      fc.property(anyEvents, aPeriod, (events, asked) => {
        const known = knownFrom(events);
        for (const share of shares)
          expect([share.id, list(share, known, asked).filter((line) => !line.denominator)]).toEqual([share.id, []]);
      }),
      runs,
    );
  });

  it('does not know on a day what happened after it', () => {
    fc.assert(
      fc.property(plausibleJourney, fc.nat(), fc.nat(1), (events, at, before) => {
        const asAt = addDays(events[at % events.length]!.occurredOn, -before);
        const asked = { from: addDays(asAt, -200), to: asAt, asAt };
        const happenedBy = journeyOf('C1', events).facts.filter((fact) => fact.on <= asAt);
        const ids = new Set(happenedBy.map((fact) => fact.eventId));
        const [known, knownThen] = [knownFrom(events), knownFrom(events.filter((event) => ids.has(event.eventId)))];
        for (const one of measures) {
          const figure = (rows: typeof known) => evaluate(one, rows, asked, {}, 10_000);
          expect([one.id, figure(known)]).toEqual([one.id, figure(knownThen)]);
        }
      }),
      { numRuns: 200 },
    );
  });
});
