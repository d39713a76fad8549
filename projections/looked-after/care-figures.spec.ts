import type { RecordedEvent } from '#case-flow/event';
import { ad1 } from '../adoption/ad-1-days-from-care-to-placement-for-adoption.measure.ts';
import { ad2 } from '../adoption/ad-2-days-from-placement-order-to-match.measure.ts';
import { adoptions } from '../adoption/adoptions.projection.ts';
import { measures } from '../index.ts';
import { lac12Discharged } from '../legal-steps/lac-12-care-orders-discharged.measure.ts';
import { lac13, lac13Issued } from '../legal-steps/lac-13-legal-planning-meetings.measure.ts';
import { lac16, lac16Away, lac16Interviews } from '../missing-episodes/lac-16-children-missing-from-care.measure.ts';
import { childrenInCare } from '#testing/children-in-care';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { lac01, lac01National } from './lac-01-looked-after-children.measure.ts';
import { lac02, lac02National } from './lac-02-children-who-started-to-be-looked-after.measure.ts';
import { lac03, lac03National } from './lac-03-children-who-ceased-to-be-looked-after.measure.ts';
import { lac05, lac05Children, lac05Days, lac05Overdue } from './lac-05-reviews-in-time.measure.ts';
import { lac09 } from './lac-09-unaccompanied-children.measure.ts';
import { lac10, lac10Seventeen, lac10SixteenAndOver } from './lac-10-looked-after-children-by-age.measure.ts';
import { lac11 } from './lac-11-minutes-backlog.measure.ts';
import { lac12 } from './lac-12-children-with-parents-on-a-care-order.measure.ts';
import { lac14, lac14Adopted, lac14National } from './lac-14-guardianship-and-adoption.measure.ts';

const year = { from: '2015-04-01', to: '2016-03-31' };
const born = (dob: string) => happened('ChildRegistered', { dob }, { occurredOn: '2010-01-01' });
type Status = 'C1' | 'C2' | 'V2';
type Place = 'K2' | 'P1' | 'U6';
const started = (startedOn: string, legalStatus: Status = 'V2', type: Place = 'U6', periodId = 'L1') =>
  happened('CareStarted', { periodId, startedOn, legalStatus, placement: { placementId: `Z${startedOn}`, type } });
const ceased = (ceasedOn: string, reason: 'E4A' | 'E12' | 'E43' | 'E45' = 'E4A', periodId = 'L1') =>
  happened('CareCeased', { periodId, ceasedOn, reason });
const moved = (on: string, type: Place) => happened('PlacementStarted', { placementId: `Z${on}`, on, type });
const reviewed = (heldOn: string) => happened('CareReviewHeld', { heldOn });
const on = (measure: typeof lac01, events: readonly RecordedEvent[], ...days: readonly string[]) =>
  days.map((day) => figureOf(measure, events, { on: day }).numerator);

describe('the looked-after children of the national count', () => {
  it('are those under 18, and after it those in a community home under section 20(5) until they are 21', () => {
    const home = [born('1997-05-31'), started('2014-02-03', 'V2', 'K2')];
    const days = ['2015-05-30', '2015-05-31', '2018-05-30', '2018-05-31'];
    expect([on(lac01, home, ...days), on(lac01National, home, ...days)]).toEqual([
      [1, 0, 0, 0],
      [1, 1, 1, 0],
    ]);
    for (const other of [started('2014-02-03', 'V2', 'U6'), started('2014-02-03', 'C2', 'K2')])
      expect(on(lac01National, [born('1997-05-31'), other], '2015-05-30', '2015-05-31')).toEqual([1, 0]);
  });

  it('started and ceased once a year: the first start and the last end', () => {
    const events = [
      ...[started('2015-05-05'), ceased('2015-06-01', 'E4A'), started('2015-09-01', 'V2', 'U6', 'L2')],
      ...[ceased('2016-02-01', 'E45', 'L2'), started('2016-04-05', 'V2', 'U6', 'L3')],
    ];
    expect([lac02, lac03, lac14].map((one) => figureOf(one, events, year).value)).toEqual([2, 2, 50]);
    expect(on(lac02National, events, '2015-05-04', '2015-05-05', '2016-03-31', '2016-04-04', '2016-04-05')).toEqual([
      ...[0, 1, 1, 0, 1],
    ]);
    expect(on(lac03National, events, '2015-05-31', '2015-06-01', '2016-03-31', '2016-04-01')).toEqual([0, 1, 1, 0]);
    const share = (day: string) => figureOf(lac14National, events, { on: day }).value;
    expect([share('2015-12-31'), share('2016-03-31')]).toEqual([0, 100]);
  });
});

describe('unaccompanied children', () => {
  const alone = (more: object) => happened('UnaccompaniedStatusRecorded', more, { occurredOn: '2015-01-05' });

  it('are counted until the status ends, or until they are 18', () => {
    const events = [born('1998-10-10'), started('2015-01-05')];
    expect(on(lac09, events, '2015-06-01')).toEqual([0]);
    expect(on(lac09, [...events, alone({ from: '2015-01-05' })], '2015-01-04', '2015-01-05', '2016-10-10')).toEqual([
      ...[0, 1, 0],
    ]);
    expect(on(lac09, [...events, alone({ until: '2015-07-01' })], '2015-06-30', '2015-07-01')).toEqual([1, 0]);
  });
});

describe('looked-after children by age', () => {
  it('are 17 from the 17th birthday, and 16 and over from the 16th', () => {
    const events = [born('1999-05-31'), started('2014-02-03')];
    const days = ['2015-05-30', '2015-05-31', '2016-05-30', '2016-05-31'];
    expect([on(lac10SixteenAndOver, events, ...days), on(lac10Seventeen, events, ...days)]).toEqual([
      [0, 1, 1, 1],
      [0, 0, 0, 1],
    ]);
    expect(partsOf(lac10, [...events, started('2014-02-03')], { on: '2015-05-31' })).toEqual({ '16': 1 });
  });
});

describe('children placed with parents on a care order', () => {
  it('are those in P1 under C1 or C2, until they move', () => {
    const events = [started('2015-02-02', 'V2', 'P1'), moved('2015-09-01', 'U6')];
    const ordered = happened('LegalStatusChanged', { on: '2015-06-01', legalStatus: 'C1' });
    expect(on(lac12, events, '2015-06-01')).toEqual([0]);
    expect(on(lac12, [...events, ordered], '2015-05-31', '2015-06-01', '2015-09-01')).toEqual([0, 1, 0]);
  });
});

describe('reviews', () => {
  it('by the other rule are due by days', () => {
    const events = [started('2015-11-02'), reviewed('2015-11-30'), reviewed('2016-03-01')];
    const ever = { from: '2015-01-01', to: '2016-12-31' };
    expect([figureOf(lac05, events, ever).numerator, figureOf(lac05Days, events, ever).numerator]).toEqual([1, 1]);
    const august = [...events.slice(0, 2), reviewed('2016-02-29'), reviewed('2016-08-30')];
    // 183 days after 29 February is 30 August; six months after it is the 29th.
    expect([figureOf(lac05, august, ever).numerator, figureOf(lac05Days, august, ever).numerator]).toEqual([2, 3]);
  });

  it('of a child were all in time until the first late one of the year', () => {
    const events = [started('2015-04-06'), reviewed('2015-05-01'), reviewed('2015-08-10'), reviewed('2016-02-01')];
    const share = (day: string) => figureOf(lac05Children, events, { on: day });
    expect([share('2015-04-30'), share('2015-05-01'), share('2015-08-10')].map((one) => one.value)).toEqual([
      ...[null, 100, 0],
    ]);
    expect(share('2016-04-01').denominator).toBe(0);
  });

  it('are overdue from the day after their due day until they are held, or care ceases', () => {
    const events = [started('2015-10-05'), reviewed('2015-11-10'), ceased('2016-03-01')];
    expect(on(lac05Overdue, events, '2015-11-02', '2015-11-03', '2015-11-10', '2016-02-10', '2016-02-11')).toEqual([
      ...[0, 1, 0, 0, 1],
    ]);
    expect(on(lac05Overdue, events, '2016-03-01')).toEqual([0]);
  });

  it('MN01: lack their minutes from the day after the 20th working day until they are completed', () => {
    const held = [started('2013-01-07'), reviewed('2013-05-20')];
    expect(on(lac11, held, '2013-06-18', '2013-06-19')).toEqual([0, 1]);
    const done = happened('ReviewMinutesCompleted', { completedOn: '2013-06-24' });
    expect(on(lac11, [...held, done], '2013-06-23', '2013-06-24')).toEqual([1, 0]);
  });
});

describe('children missing from care', () => {
  const gone = (from: string, kind: 'M' | 'A' = 'M') =>
    happened('MissingEpisodeStarted', { missingId: from, from: `${from}T20:00:00.000Z`, kind });
  const back = (from: string, until: string, more: object = {}) =>
    happened('MissingEpisodeEnded', { missingId: from, until, ...more }, { recorded: '2015-07-20T09:00:00.000Z' });
  const july = { from: '2015-07-01', to: '2015-07-31' };
  const care = [started('2015-01-05')];

  it('count once in a period, of all looked after during it', () => {
    const twice = [gone('2015-07-02'), back('2015-07-02', '2015-07-02T21:00:00.000Z'), gone('2015-07-20')];
    expect(figureOf(lac16, [...care, ...twice], july)).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(figureOf(lac16Away, [...care, gone('2015-07-02', 'A')], july).numerator).toBe(1);
    expect(figureOf(lac16, [...care, gone('2015-07-02', 'A')], july).numerator).toBe(0);
    expect(figureOf(lac16, [...care, gone('2015-08-01')], july).numerator).toBe(0);
  });

  it('are still missing in a month after the one they went in, up to the day of the return', () => {
    const over = [...care, gone('2015-06-29'), back('2015-06-29', '2015-07-01T10:00:00.000Z')];
    expect(figureOf(lac16, over, july).numerator).toBe(1);
    expect(figureOf(lac16, over, { from: '2015-07-02', to: '2015-07-31' }).numerator).toBe(0);
  });

  it('are offered an interview in time within 72 hours of the return', () => {
    const offered = (at: object) =>
      figureOf(
        lac16Interviews,
        [...care, gone('2015-07-02'), back('2015-07-02', '2015-07-03T10:00:00.000Z', at)],
        july,
      );
    const yes = { returnInterviewOffered: true };
    expect(offered({ ...yes, returnInterviewOfferedAt: '2015-07-06T10:00:00.000Z' }).value).toBe(100);
    expect(offered({ ...yes, returnInterviewOfferedAt: '2015-07-06T10:01:00.000Z' }).value).toBe(0);
    expect(offered(yes)).toMatchObject({ numerator: 0, denominator: 1 }); // known 17 days later
    expect(offered({ returnInterviewOffered: false }).value).toBe(0);
  });
});

describe('legal steps and the end of care', () => {
  it('are counted on their day', () => {
    const day = { on: '2015-06-01' };
    const events = [
      happened('LegalPlanningMeetingHeld', day),
      happened('ProceedingsIssued', day),
      happened('CareOrderDischarged', day),
    ];
    for (const one of [lac12Discharged, lac13, lac13Issued]) expect(figureOf(one, events, year).value).toBe(1);
  });

  it('by guardianship has its old codes and its new ones (G36)', () => {
    for (const reason of ['E43', 'E45'] as const)
      expect(figureOf(lac14, [started('2015-05-05'), ceased('2016-02-01', reason)], year).value).toBe(100);
    expect(figureOf(lac14Adopted, [started('2015-05-05'), ceased('2016-02-01', 'E12')], year).value).toBe(100);
  });
});

describe('adoptions', () => {
  const steps = (placedOn: string) => [
    started('2014-06-02', 'C1'),
    happened('PlacementOrderMade', { on: '2014-12-01' }),
    happened('AdoptionMatched', { on: '2015-03-02' }),
    happened('PlacedForAdoption', { on: placedOn }),
    happened('AdoptionOrderMade', { on: '2015-11-02' }),
    ceased('2015-11-02', 'E12'),
  ];

  it('have their days from care to placement, and from order to match', () => {
    expect(cellsFrom(adoptions, steps('2015-04-06'))).toMatchObject([
      { adoptedOn: '2015-11-02', careToPlacementDays: 308, orderToMatchDays: 91 },
    ]);
  });

  it('make a mean of whole days, half up', () => {
    const other = steps('2015-04-07').map((event) => ({ ...event, childId: 'C2', eventId: `${event.eventId}-2` }));
    const both = [...steps('2015-04-06'), ...other];
    expect(figureOf(ad1, both, year)).toEqual({ numerator: 617, denominator: 2, value: 309 });
    expect(figureOf(ad2, both, year).value).toBe(91);
    expect(figureOf(ad1, both, { from: '2016-04-01', to: '2017-03-31' }).value).toBeNull();
  });
});

describe('some children in care', () => {
  it('give every measure of care something to count', () => {
    const asked = { from: '2025-04-01', to: '2026-03-31' };
    const ofCare = measures.filter(({ id }) => /^(LAC|AD)-/.test(id));
    expect(ofCare.length).toBeGreaterThan(30);
    expect(ofCare.filter((one) => figureOf(one, childrenInCare, asked).numerator === 0).map(({ id }) => id)).toEqual(
      [],
    );
  });
});
