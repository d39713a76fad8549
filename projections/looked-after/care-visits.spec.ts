import fc from 'fast-check';
import { addDays, addMonths, birthday, daysBetween, plainDate, type PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { eventsOfCare, randomCare, type Care } from '#testing/random-care';
import { careVisitIntervals } from './care-visit-intervals.projection.ts';
import { careVisitsDue } from './care-visits-due.projection.ts';
import { lac01 } from './lac-01-looked-after-children.measure.ts';
import { lac02 } from './lac-02-children-who-started-to-be-looked-after.measure.ts';
import { lac03 } from './lac-03-children-who-ceased-to-be-looked-after.measure.ts';
import { lac06, lac06E } from './lac-06-visits-in-time.measure.ts';
import { lac15, lac15Due } from './lac-15-visits-recorded-late.measure.ts';

const everSince = { from: '2000-01-01', to: '2030-12-31' };

const started = (startedOn: string, placement: object = { type: 'U6' }) =>
  happened('CareStarted', { periodId: 'L1', startedOn, legalStatus: 'C2', placement: placement as { type: 'U6' } });
const moved = (on: string, placement: object = { type: 'U6', sameCarer: false }) =>
  happened('PlacementStarted', { placementId: on, on, ...(placement as { type: 'U6' }) });
const visited = (visitedOn: string, recorded = `${visitedOn}T12:00:00.000Z`) =>
  happened('CareVisitMade', { visitedOn, seen: true }, { recorded });
const ceased = (ceasedOn: string) => happened('CareCeased', { ceasedOn, reason: 'E4A' });

const inTime = (events: readonly RecordedEvent[], ...days: readonly string[]) =>
  days.map((on) => figureOf(lac06, events, { on }).numerator);

describe('the looked-after children visited in time', () => {
  it('LA05: are so until the 7th day of a placement without a visit', () => {
    expect(inTime([started('2015-10-05')], '2015-10-12', '2015-10-13')).toEqual([1, 0]);
  });

  it('LA06: are so until the 42nd day after a visit', () => {
    expect(inTime([started('2015-10-05'), visited('2015-10-12')], '2015-11-23', '2015-11-24')).toEqual([1, 0]);
  });

  it('LA07: are so for 3 months after a visit when a year has passed in a placement intended to last until 18', () => {
    const events = [started('2014-09-01', { type: 'U4', intendedTo18: true }), visited('2015-10-12')];
    expect(inTime(events, '2016-01-12', '2016-01-13')).toEqual([1, 0]);
  });

  it('LA08: are so for 42 days in the first year of such a placement', () => {
    const events = [started('2014-12-01', { type: 'U4', intendedTo18: true }), visited('2015-10-12')];
    expect(inTime(events, '2015-11-23', '2015-11-24')).toEqual([1, 0]);
  });

  it('are again so on the day of a late visit, and after a move for 7 days', () => {
    const events = [started('2015-10-05'), visited('2015-10-20'), moved('2015-12-10')];
    expect(inTime(events, '2015-10-19', '2015-10-20', '2015-12-09', '2015-12-10', '2015-12-18')).toEqual([
      0, 1, 0, 1, 0,
    ]);
  });
});

describe('the visits that fell due', () => {
  it('become one row for each placement and each visit, with the day the next was due by', () => {
    const events = [started('2015-10-05'), visited('2015-10-09'), visited('2015-11-25'), moved('2016-01-04')];
    const whole = { periodId: 'L1', team: null, area: null };
    // The interval after the second visit was cut short by the move two days before its due day.
    expect(cellsFrom(careVisitIntervals, events)).toEqual([
      { ...whole, since: '2015-10-05', dueOn: '2015-10-12', visitedOn: '2015-10-09', met: true },
      { ...whole, since: '2015-10-09', dueOn: '2015-11-20', visitedOn: '2015-11-25', met: false },
      { ...whole, since: '2016-01-04', dueOn: '2016-01-11', visitedOn: null, met: false },
    ]);
    expect(figureOf(lac06E, events, everSince)).toEqual({ numerator: 1, denominator: 3, value: 33.3 });
    expect(figureOf(lac06E, events, { from: '2015-11-01', to: '2015-11-30' })).toMatchObject({ denominator: 1 });
  });

  it('do not fall due after care has ceased, nor before their day', () => {
    expect(figureOf(lac06E, [started('2015-10-05'), ceased('2015-10-12')], everSince).denominator).toBe(0);
    const asAt = (day: string) => figureOf(lac06E, [started('2015-10-05')], { ...everSince, asAt: day }).denominator;
    expect([asAt('2015-10-11'), asAt('2015-10-12')]).toEqual([0, 1]);
  });

  it('on the very day of the placement meets what it asks for', () => {
    const [first, second] = cellsFrom(careVisitIntervals, [started('2015-10-05'), visited('2015-10-05')]);
    expect(first).toMatchObject({ dueOn: '2015-10-12', visitedOn: '2015-10-05', met: true });
    expect(second).toMatchObject({ since: '2015-10-05', dueOn: '2015-11-16', met: false });
  });
});

describe('the visits recorded late', () => {
  it('are those recorded after the third working day, by the day in London', () => {
    const events = [
      started('2015-06-01'),
      visited('2015-06-05', '2015-06-10T22:30:00.000Z'), // Friday, and the Wednesday after it, still the 10th in London
      visited('2015-06-12', '2015-06-17T23:30:00.000Z'), // the 18th in London
    ];
    expect(figureOf(lac15, events, everSince)).toEqual({ numerator: 1, denominator: 2, value: 50 });
    expect(partsOf(lac15, events, everSince)).toEqual({ '2015-W24': 1 });
  });

  it('or, in the other reading, made after they were due', () => {
    const events = [started('2015-06-01'), visited('2015-06-05'), visited('2015-07-20')];
    expect(figureOf(lac15Due, events, everSince)).toEqual({ numerator: 1, denominator: 2, value: 50 });
  });
});

/** Day by day what the regulations ask for, from the plain lists: whether the child is counted, and visited in time. */
function byTheDays(care: Care, last: PlainDate): readonly { on: PlainDate; counted: boolean; inTime: boolean }[] {
  const { dob, startedOn, ceasedOn } = care;
  const days: { on: PlainDate; counted: boolean; inTime: boolean }[] = [];
  let status = care.legalStatus;
  let home: { from: PlainDate; placed: Care['placements'][number]['placed'] } | undefined;
  let wasAway = false;
  let basis: string | undefined;
  let countFrom = startedOn;
  let inCareFrom = startedOn;
  for (let on = startedOn; on <= last; on = addDays(on, 1)) {
    const before = status;
    status = care.legal.findLast((one) => one.on === on)?.legalStatus ?? status;
    let begins = on === startedOn || (before === 'V4' && status !== 'V4');
    if (begins) inCareFrom = on;
    const today = care.placements.filter((one) => one.on === on);
    const lastOfDay = today.at(-1)?.placed;
    if (today.length > 1) wasAway = true; // the others of the day lasted less than 24 hours
    if (lastOfDay !== undefined && /^T/.test(lastOfDay.type)) wasAway = true;
    else if (lastOfDay !== undefined) {
      const carers = home?.placed.carerId !== undefined && lastOfDay.carerId !== undefined;
      const isOne = carers && home!.placed.carerId === lastOfDay.carerId;
      const stays =
        home !== undefined && (lastOfDay.type === 'A5' || (wasAway && carers ? isOne : (lastOfDay.sameCarer ?? isOne)));
      if (!stays) begins = true;
      home = { from: stays ? home!.from : on, placed: lastOfDay };
      wasAway = false;
    }
    // Where the child is in a temporary placement from the first day on, that says what it rests on.
    const said = home?.placed ?? care.placements.findLast((one) => one.on <= on)!.placed;
    if (begins) countFrom = on;
    const stayFrom = begins ? on : latestOf(home?.from ?? startedOn, inCareFrom);
    const now = basisOf(said, status);
    if (now !== basis || begins) {
      if (now !== undefined) countFrom = on;
      else countFrom = stayFrom;
    }
    basis = now;
    const reviewed = care.reviews.some((one) => one >= stayFrom && one <= on);
    const visit = care.visits.findLast((one) => one.seen && one.on >= countFrom && one.on <= on)?.on;
    const gone = ceasedOn !== undefined && on >= ceasedOn;
    const counted = !gone && status !== 'V4' && on < birthday(dob, 18);
    days.push({ on, counted, inTime: counted && isInTime({ on, countFrom, visit, basis, reviewed, stayFrom, said }) });
  }
  return days;
}

const latestOf = (a: PlainDate, b: PlainDate) => (a > b ? a : b);

function basisOf(placed: Care['placements'][number]['placed'], status: string): string | undefined {
  const { regBasis, type } = placed;
  if (regBasis === 'REG19' || regBasis === 'REG24') return regBasis;
  if (type !== 'P1' && regBasis === undefined) return undefined;
  return status === 'C1' ? 'INTERIM' : status === 'C2' ? 'FULL' : regBasis && 'FULL';
}

function isInTime(day: {
  on: PlainDate;
  countFrom: PlainDate;
  visit: PlainDate | undefined;
  basis: string | undefined;
  reviewed: boolean;
  stayFrom: PlainDate;
  said: Care['placements'][number]['placed'];
}): boolean {
  const { on, countFrom, visit, basis, reviewed, stayFrom, said } = day;
  if (visit === undefined) return daysBetween(countFrom, on) <= 7;
  const since = daysBetween(visit, on);
  if (basis === 'FULL') return since <= 42;
  if (basis !== undefined && !reviewed) return since <= 7;
  if (basis === 'REG24' || basis === 'INTERIM') return since <= 28;
  if (basis === undefined && said.intendedTo18 && visit >= addMonths(stayFrom, 12)) return on <= addMonths(visit, 3);
  return since <= 42;
}

describe('for whatever happens to a child in care', () => {
  const last = plainDate('2017-06-30');

  it('visited in time is what the days say one by one, of the children LAC-01 counts', () => {
    fc.assert(
      fc.property(randomCare, (care) => {
        const rows = cellsFrom(careVisitsDue, eventsOfCare(care));
        const expected = byTheDays(care, last);
        const found = expected.map(({ on }) => {
          const open = rows.filter((row) => row.from! <= on && (row.to === null || row.to > on));
          return { on, counted: open.length === 1, inTime: open.some((row) => on < row.lateFrom!) };
        });
        const differs = (_: unknown, i: number) =>
          found[i]!.counted !== expected[i]!.counted || found[i]!.inTime !== expected[i]!.inTime;
        expect(found.filter(differs)).toEqual(expected.filter(differs));
      }),
      { numRuns: 60 },
    );
  });

  it('the visits that fell due and were not made are those still due at the end of their due day', () => {
    fc.assert(
      fc.property(randomCare, (care) => {
        const events = eventsOfCare(care);
        const notMade = cellsFrom(careVisitIntervals, events).filter(({ met }) => !met);
        const stillDue = cellsFrom(careVisitsDue, events).flatMap(({ from, to, dueOn }) =>
          from! <= dueOn! && (to === null || to > dueOn!) ? [dueOn!] : [],
        );
        expect(notMade.filter(({ dueOn }) => !stillDue.includes(dueOn!))).toEqual([]);
        // A missed visit is missed once: a review or a change of rule that moves its due day makes no second one of it.
        const visits = care.visits.filter(({ seen }) => seen).map(({ on }) => on);
        const isMissedAlready = (day: PlainDate) =>
          notMade.some(({ dueOn }) => dueOn! < day && !visits.some((on) => on > dueOn! && on <= day));
        const others = stillDue.filter((day) => !notMade.some(({ dueOn }) => dueOn === day));
        expect(others.filter((day) => !isMissedAlready(day))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('open today = open yesterday + started - ceased - turned 18, on every day anything changes', () => {
    const one = (measure: typeof lac01, events: readonly RecordedEvent[], on: PlainDate) =>
      figureOf(measure, events, { on }).value!;
    fc.assert(
      fc.property(randomCare, (care) => {
        const events = eventsOfCare(care);
        const adultOn = birthday(care.dob, 18);
        const changes = new Set([care.startedOn, adultOn, care.ceasedOn, ...care.legal.map(({ on }) => on)]);
        for (const on of changes) {
          if (on === undefined || on > last) continue;
          const before = one(lac01, events, addDays(on, -1));
          const news = on < adultOn ? one(lac02, events, on) : 0;
          const gone = on === adultOn ? before : on < adultOn ? one(lac03, events, on) : 0;
          expect(one(lac01, events, on)).toBe(before + news - gone);
        }
      }),
      { numRuns: 40 },
    );
  });
});
