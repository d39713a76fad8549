import fc from 'fast-check';
import { addDays, addMonths, birthday, plainDate, type PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { eventsOfCare, randomCare, type Care } from '#testing/random-care';
import { lac07 } from './lac-07-three-or-more-placements.measure.ts';
import { lac08 } from './lac-08-long-term-stability.measure.ts';
import { longTermStability } from './long-term-stability.projection.ts';
import { placementsInTwelveMonths } from './placements-in-twelve-months.projection.ts';

const born = (dob: string) => happened('ChildRegistered', { dob }, { occurredOn: '2016-01-01' });
const started = (startedOn: string, type: 'U4' | 'U6' = 'U4') =>
  happened('CareStarted', { periodId: 'L1', startedOn, legalStatus: 'C2', placement: { placementId: 'Z0', type } });
const moved = (on: string, type: 'U6' | 'K2' | 'T1' | 'T3' | 'A3' | 'A5' | 'A6', more: object = { sameCarer: false }) =>
  happened(
    'PlacementStarted',
    { placementId: `${on}${type}`, on, type, ...more },
    { recorded: `${on}T1${type === 'T1' ? 0 : 1}:00:00.000Z` },
  );
const carried = started('2014-02-03');

/** How many placements the year to 31 March 2016 counts. */
const inTheYear = (...events: readonly RecordedEvent[]) =>
  cellsFrom(placementsInTwelveMonths, events).find(
    ({ from, to }) => from! <= '2016-03-31' && (to === null || to > '2016-03-31'),
  )?.placements;

describe('the placements of twelve months', () => {
  it('LA09: are the one carried in and those with other carers since', () => {
    const events = [carried, moved('2015-06-01', 'K2'), moved('2015-12-01', 'U6')];
    expect(inTheYear(...events)).toBe(3);
    expect(figureOf(lac07, events, { on: '2016-03-31' })).toEqual({ numerator: 1, denominator: 1, value: 100 });
    // On 1 June 2016 the one carried in ended a year ago.
    expect(['2016-05-31', '2016-06-01'].map((on) => figureOf(lac07, events, { on }).numerator)).toEqual([1, 0]);
  });

  it('LA10: leave out a stay in hospital and the return from it', () => {
    const hospital = [moved('2015-08-03', 'T1'), moved('2015-08-10', 'K2', { sameCarer: true })];
    expect(inTheYear(carried, moved('2015-06-01', 'K2'), ...hospital, moved('2015-12-01', 'U6'))).toBe(3);
  });

  it('LA11: leave out a change of legal status alone', () => {
    const changed = happened('LegalStatusChanged', { on: '2015-09-01', legalStatus: 'C1' });
    expect(inTheYear(carried, changed)).toBe(1);
  });

  it('LA12: leave out an adoption by the carers a child lives with, and any change with the same carer', () => {
    expect(inTheYear(carried, moved('2015-06-01', 'A5', {}), moved('2015-12-01', 'U6'))).toBe(2);
    expect(inTheYear(carried, moved('2015-06-01', 'U6', { sameCarer: true }))).toBe(1);
    expect(inTheYear(carried, moved('2015-06-01', 'A6'))).toBe(2);
  });

  it('leave out one of less than 24 hours, and time missing', () => {
    const missing = happened('MissingEpisodeStarted', { from: '2015-07-01T20:00:00.000Z', kind: 'M' });
    const day = { on: '2015-06-01', type: 'K2', sameCarer: false } as const;
    const short = happened('PlacementStarted', { placementId: 'A', ...day }, { recorded: '2015-06-01T09:00:00.000Z' });
    const next = happened('PlacementStarted', { placementId: 'B', ...day }, { recorded: '2015-06-01T21:00:00.000Z' });
    expect(inTheYear(carried, short, next, missing)).toBe(2);
  });

  it('count a new period of care as a placement', () => {
    const ceased = happened('CareCeased', { periodId: 'L1', ceasedOn: '2015-05-05', reason: 'E4A' });
    const again = happened('CareStarted', {
      periodId: 'L2',
      startedOn: '2015-09-01',
      legalStatus: 'V2',
      placement: { type: 'U6' },
    });
    expect(inTheYear(carried, ceased, again)).toBe(2);
  });
});

describe('the long-term stability of placements', () => {
  const dob = '2005-05-05';
  const at = (...events: readonly RecordedEvent[]) => {
    const { numerator, denominator } = figureOf(lac08, events, { on: '2016-12-31' });
    return [numerator, denominator];
  };

  it('LA13: is met after 24 months in the placement, of 30 months in care', () => {
    expect(at(born(dob), started('2014-06-30'), moved('2014-12-31', 'U6'))).toEqual([1, 1]);
  });

  it('LA14: is not met a day later', () => {
    expect(at(born(dob), started('2014-06-30'), moved('2015-01-01', 'U6'))).toEqual([0, 1]);
  });

  it('LA15: is not asked of a child a day short of 30 months in care', () => {
    expect(at(born(dob), started('2014-07-01'), moved('2014-12-31', 'U6'))).toEqual([0, 0]);
  });

  it('LA16: is not asked of a child of 16', () => {
    expect(at(born('2000-12-31'), started('2014-06-30'), moved('2014-12-31', 'U6'))).toEqual([0, 0]);
    expect(at(born('2001-01-01'), started('2014-06-30'), moved('2014-12-31', 'U6'))).toEqual([1, 1]);
  });

  it('joins a placement for adoption to the one before it, and goes on with the same carer', () => {
    const before = [born(dob), started('2014-02-03'), moved('2014-12-31', 'U6')];
    expect(at(...before, moved('2016-10-03', 'A6'))).toEqual([1, 1]);
    expect(at(...before, moved('2016-10-03', 'A3', {}))).toEqual([1, 1]);
    expect(at(...before, moved('2016-10-03', 'K2', { sameCarer: true }))).toEqual([1, 1]);
    expect(at(...before, moved('2016-10-03', 'K2'))).toEqual([0, 1]);
  });
});

/** The day each placement that counts began, from the plain lists: one of another carer, longer than a day. */
function begunOn({ placements, startedOn }: Care): readonly PlainDate[] {
  const begun: PlainDate[] = [];
  let home: Care['placements'][number]['placed'] | undefined;
  let wasAway = false;
  placements.forEach(({ on, placed }, i) => {
    if (/^T/.test(placed.type) || placements[i + 1]?.on === on) return void (wasAway = true);
    const carers = home?.carerId !== undefined && placed.carerId !== undefined;
    const isOne = carers && home!.carerId === placed.carerId;
    const isSame =
      home !== undefined && (placed.type === 'A5' || (wasAway && carers ? isOne : (placed.sameCarer ?? isOne)));
    if (!isSame) begun.push(on < startedOn ? startedOn : on);
    [home, wasAway] = [placed, false];
  });
  return begun;
}

/** On how many placements a day looks back: day by day through the twelve months, which one the child was in. */
function countedBy(care: Care, isCare: (on: PlainDate) => boolean, on: PlainDate): number {
  const begun = begunOn(care);
  const runs = new Set<string>();
  for (let day = addMonths(on, -12); day <= on; day = addDays(day, 1)) {
    if (!isCare(day)) continue;
    const current = begun.findLast((one) => one <= day);
    if (current === undefined) continue;
    // Short breaks cut a placement in two: what comes after them is counted as begun anew.
    let since = day;
    while (since > current && isCare(addDays(since, -1))) since = addDays(since, -1);
    runs.add(since);
  }
  return runs.size;
}

describe('for whatever happens to a child in care', () => {
  it('three or more placements are what the days of the twelve months say one by one', () => {
    fc.assert(
      fc.property(
        randomCare,
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 6, maxLength: 6 }),
        (care, days) => {
          const statusOn = (day: PlainDate) =>
            care.legal.findLast((one) => one.on <= day)?.legalStatus ?? care.legalStatus;
          const isCare = (day: PlainDate) =>
            day >= care.startedOn && (care.ceasedOn === undefined || day < care.ceasedOn) && statusOn(day) !== 'V4';
          const rows = cellsFrom(placementsInTwelveMonths, eventsOfCare(care));
          const moves = [...begunOn(care), ...begunOn(care).map((one) => addMonths(one, 12))];
          for (const on of [...days.map((n) => addDays(plainDate('2014-11-20'), n)), ...moves]) {
            const row = rows.find(({ from, to }) => from! <= on && (to === null || to > on));
            const isCounted = isCare(on) && on < birthday(care.dob, 18);
            expect([on, row?.placements]).toEqual([on, isCounted ? countedBy(care, isCare, on) : undefined]);
            expect(row?.threeOrMore ?? false).toBe((row?.placements ?? 0) >= 3);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('one in a placement for two years is so on every day until it changes', () => {
    fc.assert(
      fc.property(randomCare, (care) => {
        for (const row of cellsFrom(longTermStability, eventsOfCare(care))) {
          expect(addMonths(row.from!, -30) >= row.lookedAfterSince!).toBe(true);
          expect(row.placedSince === null || row.placedSince <= row.from!).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
