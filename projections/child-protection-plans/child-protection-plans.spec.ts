import fc from 'fast-check';
import { addDays, plainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, listOf, partsOf } from '#testing/measured';
import { measures } from '../index.ts';
import { childProtectionPlans } from './child-protection-plans.projection.ts';
import { cp01, cp01Rate } from './cp-01-children-on-a-child-protection-plan.measure.ts';
import { cp02 } from './cp-02-children-who-became-subject-of-a-plan.measure.ts';
import { cp03 } from './cp-03-children-who-ceased-to-be-subject-of-a-plan.measure.ts';
import { cp04 } from './cp-04-net-change-of-plans.measure.ts';
import { cp05, cp05Within12Months, cp05Within24Months } from './cp-05-second-or-subsequent-plans.measure.ts';
import { cp06 } from './cp-06-open-plans-of-two-years-or-more.measure.ts';
import { cp07 } from './cp-07-ended-plans-of-two-years-or-more.measure.ts';
import { cp12, cp12Ended } from './cp-12-plans-ended-by-the-first-review.measure.ts';
import { cp13, cp13Initial, cp13Started, cp13StartedLatest } from './cp-13-plans-by-category.measure.ts';
import { openChildProtectionPlans } from './open-child-protection-plans.projection.ts';

const everSince = { from: '2000-01-01', to: '2030-12-31' };

const referred = (referredOn: string, teamId = 'T1', areaId = 'EAST') =>
  happened('ReferralReceived', { caseId: 'K1', referredOn, source: '6', teamId, areaId });
const moved = (effectiveOn: string) =>
  happened('CaseTransferredBetweenTeams', { caseId: 'K1', toTeam: 'T2', area: 'WEST', effectiveOn });
const started = (startedOn: string, more: object = {}, envelope: object = {}) =>
  happened('CpPlanStarted', { planId: `P-${startedOn}`, startedOn, category: 'NEG', ...more }, envelope);
const ended = (startedOn: string, endedOn: string) =>
  happened('CpPlanEnded', { planId: `P-${startedOn}`, endedOn, reason: 'RISK_ENDED' });

/** Whether the child is on a plan at the end of a day. */
const isOpen = (events: readonly RecordedEvent[], on: string) => figureOf(cp01, events, { on }).value === 1;

describe('the child protection plans', () => {
  it('become one row each, under those responsible on the first day and on the day it ended', () => {
    const events = [
      referred('2015-01-05'),
      started('2015-02-02'),
      moved('2015-03-01'),
      ended('2015-02-02', '2015-11-02'),
    ];
    expect(cellsFrom(childProtectionPlans, events)).toEqual([
      {
        planId: 'P-2015-02-02',
        caseId: 'K1',
        startedOn: '2015-02-02',
        category: 'NEG',
        isSecondOrSubsequent: false,
        isSecondWithin24Months: false,
        isSecondWithin12Months: false,
        endedOn: '2015-11-02',
        endReason: 'RISK_ENDED',
        lastedTwoYears: false,
        maturedOn: '2015-05-04',
        endedByFirstReview: false,
        team: 'T1',
        area: 'EAST',
        endedTeam: 'T2',
        endedArea: 'WEST',
      },
    ]);
    expect(figureOf(cp02, events, everSince, { team: 'T1' }).value).toBe(1);
    expect(figureOf(cp03, events, everSince, { area: 'WEST' }).value).toBe(1);
    expect(figureOf(cp03, events, everSince, { area: 'EAST' }).value).toBe(0);
  });

  it('CP04: of one child may begin twice in a period, and the net change is those begun less those ended', () => {
    const events = [started('2015-04-02'), ended('2015-04-02', '2015-09-01'), started('2015-12-01')];
    expect([cp02, cp03, cp04].map((one) => figureOf(one, events, everSince).value)).toEqual([2, 1, 1]);
  });
});

describe('the open child protection plans', () => {
  it('become one row for each stretch of days in one team, area and category', () => {
    const events = [
      referred('2015-01-05'),
      started('2015-02-02'),
      moved('2015-03-01'),
      happened('CpCategoryChanged', { planId: 'P-2015-02-02', category: 'EMO', on: '2015-06-01' }),
      ended('2015-02-02', '2015-11-02'),
    ];
    const whole = {
      planId: 'P-2015-02-02',
      caseId: 'K1',
      startedOn: '2015-02-02',
      initialCategory: 'NEG',
      twoYearsFrom: '2017-01-31',
      over91DaysFrom: '2015-05-05',
      reviewMissedFrom: '2015-05-05',
      calendarReviewMissedFrom: '2015-05-03',
    };
    expect(cellsFrom(openChildProtectionPlans, events)).toEqual([
      { ...whole, category: 'NEG', from: '2015-02-02', to: '2015-03-01', team: 'T1', area: 'EAST' },
      { ...whole, category: 'NEG', from: '2015-03-01', to: '2015-06-01', team: 'T2', area: 'WEST' },
      { ...whole, category: 'EMO', from: '2015-06-01', to: '2015-11-02', team: 'T2', area: 'WEST' },
    ]);
  });

  it.each([
    ['CP01: one that ends that day is not open', ['2015-01-10', '2015-03-31'], false],
    ['CP02: one that ends the next day is open', ['2015-01-10', '2015-04-01'], true],
    ['CP03: one that starts that day is open', ['2015-03-31', undefined], true],
  ] as const)('%s', (_, [from, to], expected) => {
    expect(isOpen([started(from), ...(to === undefined ? [] : [ended(from, to)])], '2015-03-31')).toBe(expected);
  });

  it('that overlap in an import count the child once', () => {
    const events = [
      started('2015-01-05'),
      started('2015-03-02'),
      ended('2015-01-05', '2015-06-01'),
      ended('2015-03-02', '2015-09-01'),
    ];
    expect(cellsFrom(openChildProtectionPlans, events).map(({ planId, from, to }) => [planId, from, to])).toEqual([
      ['P-2015-01-05', '2015-01-05', '2015-06-01'],
      ['P-2015-03-02', '2015-06-01', '2015-09-01'],
    ]);
    expect(figureOf(cp01, events, { on: '2015-04-01' }).value).toBe(1);
  });

  it('per 10,000 of the population are not annualised', () => {
    expect(figureOf(cp01Rate, [started('2015-01-05')], { on: '2015-03-31' }, { population: 2000 }).value).toBe(5);
  });

  it('BT01 and BT02: a plan recorded late is not in what was known before, and is in what was known after', () => {
    const events = [
      started('2016-01-10', {}, { childId: 'C1' }),
      started('2016-03-28', {}, { childId: 'C2', recorded: '2016-04-20T09:00:00.000Z' }),
    ];
    const known = (asKnownAt: string) => figureOf(cp01, events, { on: '2016-03-31' }, { asKnownAt }).value;
    expect(known('2016-04-05T23:59:59.999Z')).toBe(1);
    expect(known('2016-05-01T23:59:59.999Z')).toBe(2);
  });
});

describe('a plan of two years or more (CP-06, CP-07)', () => {
  const isLong = (startedOn: string, on: string) => figureOf(cp06, [started(startedOn)], { on }).numerator === 1;

  it.each([
    ['CP05: 729 days, both ends counted, are not two years', '2014-04-01', '2016-03-29', false],
    ['CP06: 730 days are', '2014-04-01', '2016-03-30', true],
    ['CP07: from 1 April to 31 March two years on are', '2013-04-01', '2015-03-31', true],
  ] as const)('%s', (_, startedOn, on, expected) => {
    expect(isLong(startedOn, on)).toBe(expected);
    expect(figureOf(cp07, [started(startedOn), ended(startedOn, on)], everSince).numerator === 1).toBe(expected);
  });
});

describe('a second or subsequent plan (CP-05)', () => {
  const judged = (previousEnd: string, startedOn: string) => {
    const events = [started('2009-01-05'), ended('2009-01-05', previousEnd), started(startedOn)];
    return [cp05, cp05Within24Months, cp05Within12Months].map(
      (one) => figureOf(one, events, { from: startedOn, to: startedOn }).numerator === 1,
    );
  };

  it('CP08 and CP09: a plan that ended six years before counts ever, not within 24 months', () => {
    expect(judged('2010-06-01', '2016-06-02')).toEqual([true, false, false]);
  });

  it('CP10: one that ended exactly 24 months before counts within 24 months', () => {
    expect(judged('2014-06-02', '2016-06-02')).toEqual([true, true, false]);
  });

  it('CP11: one that ended a day earlier does not, one that ended within 12 months counts everywhere', () => {
    expect(judged('2014-06-01', '2016-06-02')).toEqual([true, false, false]);
    expect(judged('2015-06-02', '2016-06-02')).toEqual([true, true, true]);
    expect(judged('2015-06-01', '2016-06-02')).toEqual([true, true, false]);
  });

  it('CP12: 57 of 249 plans are 22.9%', () => {
    const events = Array.from({ length: 249 }, (_, n) =>
      started('2016-05-03', n < 57 ? { previousPlansHere: 1 } : {}, { childId: `C${n}` }),
    );
    expect(figureOf(cp05, events, everSince)).toEqual({ numerator: 57, denominator: 249, value: 22.9 });
  });

  it('does not follow one that ends later, and may begin on the day the one before ends', () => {
    expect(judged('2016-06-03', '2016-06-02')[0]).toBe(false);
    expect(judged('2016-06-02', '2016-06-02')).toEqual([true, true, true]);
  });

  it('follows plans that an import reported of an earlier plan, even where that one still runs', () => {
    const reported = [started('2015-01-05', { previousPlansHere: 1 }), started('2016-06-02')];
    const next = { from: '2016-06-02', to: '2016-06-02' };
    expect(figureOf(cp05, reported, next).numerator).toBe(1);
    expect(figureOf(cp05Within24Months, reported, next).numerator).toBe(0);
    expect(figureOf(cp05, [started('2015-01-05'), started('2016-06-02')], next).numerator).toBe(0);
  });
});

describe('a plan of another authority for a child who stays here for a time', () => {
  const guest = [
    started('2014-01-06', { temporaryForLa: '335', previousPlansHere: 1 }),
    happened('CpVisitMade', { planId: 'P-2014-01-06', visitedOn: '2014-01-20', seen: true }),
    happened('ReviewConferenceHeld', { planId: 'P-2014-01-06', heldOn: '2014-04-07' }),
    happened('CoreGroupHeld', { planId: 'P-2014-01-06', heldOn: '2014-01-20' }),
    ended('2014-01-06', '2014-09-01'),
  ];

  it('is in no measure, and no earlier plan of the next', () => {
    for (const one of measures.filter(({ id }) => id.startsWith('CP-')))
      expect([one.id, listOf(one, guest, { from: '2014-01-01', to: '2014-04-30' })]).toEqual([one.id, []]);
    expect(figureOf(cp05, [...guest, started('2016-06-02')], { from: '2016-06-02', to: '2016-06-02' }).value).toBe(0);
  });
});

describe('a plan that ended by the first review (CP-12)', () => {
  const reviewed = (startedOn: string, heldOn: string) =>
    happened('ReviewConferenceHeld', { planId: `P-${startedOn}`, heldOn, decision: 'CONTINUE' });
  const counted = (events: readonly RecordedEvent[], on: string) => {
    const { numerator, denominator } = figureOf(cp12, events, { on });
    return [numerator, denominator];
  };

  it.each([
    ['at the first review, on day 91, counts', ['2015-06-01'], '2015-06-01', [1, 1]],
    ['before any review counts', [], '2015-04-20', [1, 1]],
    ['after the first review does not', ['2015-05-11'], '2015-05-12', [0, 1]],
    ['on day 92, at a first review that came late, does not', ['2015-06-02'], '2015-06-02', [0, 1]],
  ] as const)('CP19: one that ended %s', (_, reviews, endedOn, expected) => {
    const events = [
      started('2015-03-02'),
      ...reviews.map((on) => reviewed('2015-03-02', on)),
      ended('2015-03-02', endedOn),
    ];
    expect(counted(events, '2015-06-30')).toEqual(expected);
    expect(figureOf(cp12Ended, events, everSince).numerator).toBe(expected[0]);
  });

  it('is one of those begun in the 12 months that ended three months ago', () => {
    const of = (startedOn: string) => counted([started(startedOn)], '2015-12-31')[1];
    expect(['2014-09-30', '2014-10-01', '2015-09-30', '2015-10-01'].map(of)).toEqual([0, 1, 1, 0]);
  });

  it('is judged only once its first review was held or 91 days have passed', () => {
    // From 30 November back three months and a year: 28 February and the three months after have only 89 days.
    const events = [started('2015-02-28')];
    expect(counted(events, '2015-05-29')).toEqual([0, 0]);
    expect(counted(events, '2015-05-30')).toEqual([0, 1]);
    expect(counted([...events, reviewed('2015-02-28', '2015-05-28')], '2015-05-29')).toEqual([0, 1]);
  });
});

describe('plans by category of abuse (CP-13)', () => {
  const events = [
    started('2015-03-02'),
    happened('CpCategoryChanged', { planId: 'P-2015-03-02', category: 'EMO', on: '2015-06-01' }),
  ];

  it('stand under the latest at that time, the initial, and that with which they began', () => {
    expect(partsOf(cp13, events, { on: '2015-05-31' })).toEqual({ NEG: 1 });
    expect(partsOf(cp13, events, { on: '2015-06-01' })).toEqual({ EMO: 1 });
    expect(partsOf(cp13Initial, events, { on: '2015-06-01' })).toEqual({ NEG: 1 });
    expect(partsOf(cp13Started, events, everSince)).toEqual({ NEG: 1 });
  });

  it('of those begun in a period stand under the latest category by then, also once they have ended', () => {
    const march = { from: '2015-03-01', to: '2015-03-31' };
    const over = [...events, ended('2015-03-02', '2015-09-01')];
    const at = (asAt: string) => partsOf(cp13StartedLatest, over, { ...march, asAt });
    expect([at('2015-05-31'), at('2015-06-01'), at('2016-03-31')]).toEqual([{ NEG: 1 }, { EMO: 1 }, { EMO: 1 }]);
    expect(figureOf(cp13StartedLatest, over, march).value).toBe(figureOf(cp13Started, over, march).value);
    expect(figureOf(cp13StartedLatest, over, { from: '2015-06-01', to: '2015-06-30' }).value).toBe(0);
  });
});

describe('children on a plan by area', () => {
  it('BD02: 64 of 1,305 stand in teams outside the areas', () => {
    const areas = { EAST: 385, NWC: 394, SOUTH: 453, MASH: 9 };
    const inAreas = Object.entries(areas).flatMap(([area, n]) => Array.from({ length: n }, () => area));
    const events = Array.from({ length: 1305 }, (_, n) => {
      const childId = `C${n}`;
      const place = inAreas[n] === undefined ? {} : { areaId: inAreas[n] };
      return [
        happened(
          'ReferralReceived',
          { caseId: 'K1', referredOn: '2015-01-05', source: '6', teamId: 'T1', ...place },
          { childId },
        ),
        started('2015-02-02', {}, { childId }),
      ];
    }).flat();
    const on = '2015-05-31';
    expect(figureOf(cp01, events, { on }).value).toBe(1305);
    expect(Object.keys(areas).map((area) => figureOf(cp01, events, { on }, { area }).value)).toEqual([
      385, 394, 453, 9,
    ]);
    expect(figureOf(cp01, events, { on }, { area: 'CITYWIDE' }).value).toBe(64);
  });
});

describe('the number of children on a plan', () => {
  const successions = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: 1, max: 120 }))), { maxLength: 5 })
    .map((plans) => {
      let from = plainDate('2015-01-01');
      const events: RecordedEvent[] = [];
      for (const [gap, length] of plans) {
        from = addDays(from, gap);
        events.push(started(from));
        if (length === null) break; // the plan still runs
        const to = addDays(from, length);
        events.push(ended(from, to));
        from = to;
      }
      return events;
    });

  it('is that of the day before, and those who began, less those who ended (C.0.5)', () => {
    fc.assert(
      fc.property(fc.array(successions, { minLength: 1, maxLength: 4 }), (children) => {
        const events = children.flatMap((own, i) => own.map((event) => ({ ...event, childId: `C${i}` })));
        const days = [...new Set(events.map((event) => event.occurredOn))];
        for (const day of days) {
          const on = { on: day };
          const [now, begun, over] = [cp01, cp02, cp03].map((one) => figureOf(one, events, on).numerator);
          expect([day, now]).toEqual([
            day,
            figureOf(cp01, events, { on: addDays(day, -1) }).numerator + begun! - over!,
          ]);
        }
      }),
      { numRuns: 60 },
    );
  });
});
