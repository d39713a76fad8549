import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { careLeavers } from './care-leavers.projection.ts';
import {
  cl01,
  cl01AtBirthday,
  cl01NotSuitable,
  cl01Unsuitable,
} from './cl-01-care-leavers-in-suitable-accommodation.measure.ts';
import { cl02, cl02AtBirthday } from './cl-02-care-leavers-in-education-employment-or-training.measure.ts';
import { cl03, cl03AllOthers } from './cl-03-care-leavers-not-in-education-employment-or-training.measure.ts';
import { cl04, cl04AnyPlan } from './cl-04-care-leavers-with-a-pathway-plan.measure.ts';
import { cl05 } from './cl-05-care-leavers-in-touch.measure.ts';

type Status = 'YES' | 'NO' | 'DIED' | 'REFU' | 'NREQ' | 'RHOM';
type Found = { readonly touch?: Status; readonly accommodation?: string; readonly activity?: string };

const on = '2016-12-31';
const asked = '2016-12-01';

/** A young person who turned 19 on 1 December 2016, with a personal adviser; what was found out that day, like a return. */
function leaver(
  childId: string,
  { touch, accommodation, activity }: Found,
  dob = '1997-12-01',
): readonly RecordedEvent[] {
  const own = { childId };
  return [
    happened('ChildRegistered', { laChildId: childId, dob, sex: 'M' }, own),
    happened('LeaverEligibilitySet', { category: 'FORMER_RELEVANT', from: '2016-01-04' }, own),
    happened('PersonalAdviserAllocated', { workerId: 'W7', teamId: 'LEAVING-CARE', from: '2016-01-04' }, own),
    ...(touch === undefined ? [] : [happened('LeaverContactMade', { on: asked, inTouch: touch }, own)]),
    ...(accommodation === undefined
      ? []
      : [
          happened(
            'AccommodationRecorded',
            {
              on: asked,
              code: accommodation.slice(0, 1),
              ...(accommodation.length > 1 ? { suitable: Number(accommodation.slice(1)) as 1 | 2 } : {}),
            },
            own,
          ),
        ]),
    ...(activity === undefined ? [] : [happened('ActivityRecorded', { on: asked, code: activity }, own)]),
  ];
}

const living = (...codes: readonly string[]) =>
  codes.flatMap((code, i) =>
    leaver(
      `C${i}`,
      code === 'NOTOUCH'
        ? { touch: 'NO' }
        : code === 'RHOM' || code === 'DIED'
          ? { touch: code }
          : { touch: 'YES', accommodation: code },
    ),
  );
const doing = (...codes: readonly string[]) =>
  codes.flatMap((code, i) =>
    leaver(
      `C${i}`,
      code === 'NOTOUCH' ? { touch: 'NO' } : code === 'DIED' ? { touch: 'DIED' } : { touch: 'YES', activity: code },
    ),
  );

describe('care leavers in suitable accommodation (CL-01)', () => {
  it('CL01: those who died or went back home are in no figure', () =>
    expect(figureOf(cl01, living('U1', 'DIED', 'RHOM'), { on })).toEqual({ numerator: 1, denominator: 1, value: 100 }));

  it('CL02: those abroad, deported or whose home nobody knows are left out, suitable or not', () =>
    expect(figureOf(cl01, living('U1', 'G1', 'H2', 'R2'), { on })).toMatchObject({ numerator: 1, denominator: 1 }));

  it('CL03: those not in touch stay in what the share is of', () =>
    expect(figureOf(cl01, living('U1', 'NOTOUCH'), { on })).toMatchObject({ numerator: 1, denominator: 2 }));

  it('CL04: custody is as it was judged, and unsuitable where it was not', () => {
    expect(figureOf(cl01, living('X1', 'X2', 'X'), { on })).toMatchObject({ numerator: 1, denominator: 3 });
    expect(figureOf(cl01Unsuitable, living('X1', 'X2', 'X'), { on })).toMatchObject({ numerator: 2, denominator: 3 });
  });

  it('CL05: of all kinds of homes and of none', () =>
    expect(figureOf(cl01, living('U1', 'U1', 'T1', 'B1', 'X2', 'NOTOUCH', 'G1', 'R2', 'RHOM'), { on })).toMatchObject({
      numerator: 4,
      denominator: 6,
    }));

  it('CL05: gives the same by birthdays in the financial year', () => {
    const year = { from: '2016-04-01', to: '2017-03-31' };
    const events = living('U1', 'U1', 'T1', 'B1', 'X2', 'NOTOUCH', 'G1', 'R2', 'RHOM');
    expect(figureOf(cl01AtBirthday, events, year)).toMatchObject({ numerator: 4, denominator: 6 });
    expect(
      figureOf(cl01AtBirthday, events, { from: '2017-04-01', to: '2018-03-31', asAt: '2018-03-31' }),
    ).toMatchObject({
      denominator: 6, // their 20th birthdays
    });
  });

  it('counts reasons: 12 not suitable, 7 in custody, 3 not in touch, 2 with friends, are a tenth of 120', () => {
    const friends = (childId: string) => [
      ...leaver(childId, { touch: 'YES' }),
      happened(
        'AccommodationRecorded',
        { on: asked, code: 'Y', suitable: 2, reasonUnsuitable: 'WITH_FRIENDS' },
        { childId },
      ),
    ];
    const events = [
      ...living(
        ...Array.from({ length: 108 }, () => 'U1'),
        ...Array.from({ length: 7 }, () => 'X'),
        'NOTOUCH',
        'NOTOUCH',
        'NOTOUCH',
      ),
      ...friends('F1'),
      ...friends('F2'),
    ];
    expect(figureOf(cl01, events, { on })).toEqual({ numerator: 108, denominator: 120, value: 90 });
    expect(partsOf(cl01NotSuitable, events, { on })).toEqual({ CUSTODY: 7, NOT_IN_TOUCH: 3, WITH_FRIENDS: 2 });
    expect(partsOf(cl01Unsuitable, events, { on })).toEqual({ CUSTODY: 7, WITH_FRIENDS: 2 });
  });

  it('knows no longer what it knew before it lost touch, and knows it again when somebody says so', () => {
    const lost = [
      ...living('U1'),
      happened('LeaverContactMade', { on: '2016-12-20', inTouch: 'NO' }, { childId: 'C0' }),
    ];
    expect(figureOf(cl01, lost, { on: '2016-12-19' }).numerator).toBe(1);
    expect(figureOf(cl01, lost, { on: '2016-12-20' })).toMatchObject({ numerator: 0, denominator: 1 });
    const found = happened('LeaverContactMade', { on: '2016-12-28', inTouch: 'YES' }, { childId: 'C0' });
    expect(figureOf(cl01, [...lost, found], { on }).numerator).toBe(1);
  });

  it('is of those aged 18 to 21 whom somebody supports', () => {
    const aged = (dob: string) => figureOf(cl01, leaver('C1', { accommodation: 'U1' }, dob), { on }).denominator;
    expect(['1998-12-31', '1999-01-01', '1995-01-01', '1994-12-31'].map(aged)).toEqual([1, 0, 1, 0]);
    const alone = leaver('C1', { accommodation: 'U1' }).filter((event) => event.type !== 'PersonalAdviserAllocated');
    expect(figureOf(cl01, alone, { on }).denominator).toBe(0);
    expect(figureOf(cl01AtBirthday, alone, { from: '2016-04-01', to: '2017-03-31' }).denominator).toBe(1);
  });
});

describe('care leavers known from the Department’s return alone', () => {
  const told = [
    happened('ChildRegistered', { laChildId: 'C1', dob: '1997-12-01', sex: 'M' }),
    happened('LeaverContactMade', { on: '2016-12-01', inTouch: 'YES' }),
    happened('AccommodationRecorded', { on: '2016-12-01', code: 'U', suitable: 1 }),
    happened('ActivityRecorded', { on: '2016-12-01', code: 'F2' }),
  ];

  it('are former relevant, and in the figures by birthday, which ask for no allocation', () => {
    const year = { from: '2016-04-01', to: '2017-03-31' };
    expect(figureOf(cl01AtBirthday, told, year)).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(figureOf(cl02AtBirthday, told, year)).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(figureOf(cl01, told, { on }).denominator).toBe(0);
  });
});

describe('education, employment and training (CL-02, CL-03)', () => {
  const events = doing('F1', 'P2', 'F5', 'G4', 'G5', 'NOTOUCH', 'DIED');

  it('CL06: those not in touch stay in, the dead do not', () => {
    expect(figureOf(cl02, events, { on })).toEqual({ numerator: 3, denominator: 6, value: 50 });
    expect(figureOf(cl02AtBirthday, events, { from: '2016-04-01', to: '2017-03-31' })).toMatchObject({
      numerator: 3,
      denominator: 6,
    });
  });

  it('counts those of whom nothing is known in neither share, or, by the local reading, with all others', () => {
    expect(figureOf(cl03, events, { on })).toMatchObject({ numerator: 2, denominator: 6 });
    expect(figureOf(cl03AllOthers, events, { on })).toEqual({ numerator: 3, denominator: 6, value: 50 });
  });

  it('keeps those abroad, whom accommodation leaves out', () => {
    const abroad = leaver('C1', { touch: 'YES', accommodation: 'G1', activity: 'F5' });
    expect(figureOf(cl02, abroad, { on })).toMatchObject({ numerator: 1, denominator: 1 });
    expect(figureOf(cl01, abroad, { on }).denominator).toBe(0);
  });
});

describe('pathway plans (CL-04) and being in touch (CL-05)', () => {
  const plan = happened('PathwayPlanCompleted', { on: '2016-03-01' });
  const reviewed = happened('PathwayPlanReviewed', { on: '2016-09-01' });
  const one = (...more: readonly RecordedEvent[]) => [...leaver('C1', {}), ...more];

  it('is up to date on the day six months after, and no longer on the next', () => {
    const upToDate = (day: string) => figureOf(cl04, one(plan), { on: day }).numerator;
    expect(['2016-02-29', '2016-03-01', '2016-09-01', '2016-09-02'].map(upToDate)).toEqual([0, 1, 1, 0]);
    expect(figureOf(cl04AnyPlan, one(plan), { on })).toMatchObject({ numerator: 1, denominator: 1 });
    expect(figureOf(cl04, one(plan, reviewed), { on }).numerator).toBe(1);
  });

  it('is owed to 21, or to 25 where support was asked for, and never to those who only qualify', () => {
    const owed = (events: readonly RecordedEvent[], day: string) => figureOf(cl04, events, { on: day }).denominator;
    expect(['2018-11-30', '2018-12-01'].map((day) => owed(one(plan), day))).toEqual([1, 0]);
    const again = happened('LeaverEligibilitySet', { category: 'FORMER_RELEVANT', from: '2019-02-01' });
    expect(['2019-02-01', '2022-11-30', '2022-12-01'].map((day) => owed(one(plan, again), day))).toEqual([1, 1, 0]);
    const qualifying = happened('LeaverEligibilitySet', { category: 'QUALIFYING', from: '2016-10-01' });
    expect(owed(one(qualifying), on)).toBe(0);
  });

  it('is in touch for eight weeks after a contact that reached them', () => {
    const touched = (status: Status, day: string) =>
      figureOf(cl05, one(happened('LeaverContactMade', { on: '2016-06-01', inTouch: status })), { on: day }).numerator;
    expect(['2016-05-31', '2016-06-01', '2016-07-27', '2016-07-28'].map((day) => touched('YES', day))).toEqual([
      0, 1, 1, 0,
    ]);
    expect(touched('NO', '2016-06-02')).toBe(0);
  });
});

describe('the stretches of a care leaver', () => {
  it('are cut at birthdays and wherever anything known changes, and tile the entitlement', () => {
    const rows = cellsFrom(careLeavers, leaver('C1', { touch: 'YES', accommodation: 'U1', activity: 'F2' }));
    expect(rows.map(({ from, to, age, turnedOn, accommodation }) => [from, to, age, turnedOn, accommodation])).toEqual([
      ['2016-01-04', '2016-12-01', 18, null, null],
      ['2016-12-01', '2017-12-01', 19, '2016-12-01', 'U'],
      ['2017-12-01', '2018-12-01', 20, '2017-12-01', 'U'],
      ['2018-12-01', '2019-12-01', 21, '2018-12-01', 'U'],
      ['2019-12-01', '2020-12-01', 22, null, 'U'],
      ['2020-12-01', '2021-12-01', 23, null, 'U'],
      ['2021-12-01', '2022-12-01', 24, null, 'U'],
    ]);
  });

  it('stand in the team of the lead social worker, and without one in that of the personal adviser', () => {
    const events = [
      ...leaver('C1', {}),
      happened(
        'TeamCreated',
        { teamId: 'LEAVING-CARE', type: 'LEAVING_CARE', area: 'WEST' },
        { childId: '', occurredOn: '2015-01-01' },
      ),
      happened('ReferralReceived', {
        caseId: 'K1',
        referredOn: '2015-01-05',
        source: '6',
        teamId: 'CIC',
        areaId: 'EAST',
      }),
      happened('CaseAllocated', { caseId: 'K1', workerId: 'W1', teamId: 'CIC', role: 'LEAD_SW', from: '2015-01-06' }),
      happened('CaseClosed', { caseId: 'K1', closedOn: '2016-08-01', reason: 'RC7' }),
    ];
    const place = (day: string) =>
      cellsFrom(careLeavers, events)
        .filter((row) => row.from! <= day && (row.to === null || row.to > day))
        .map((row) => [row.team, row.area]);
    expect(place('2016-07-31')).toEqual([['CIC', 'EAST']]);
    expect(place('2016-08-01')).toEqual([['LEAVING-CARE', 'WEST']]);
  });

  it('know of a person without a date of birth no age and no end', () => {
    const nameless = leaver('C1', { touch: 'YES', accommodation: 'U1' }).filter(
      (event) => event.type !== 'ChildRegistered',
    );
    const rows = cellsFrom(careLeavers, nameless);
    expect(rows.at(-1)).toMatchObject({ age: null, isAged18To21: false, to: null, owesPlan: true });
  });
});
