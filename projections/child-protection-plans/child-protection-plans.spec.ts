import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { childProtectionPlans } from './child-protection-plans.projection.ts';
import { cp01, cp01Rate } from './cp-01-children-on-a-child-protection-plan.measure.ts';
import { cp02 } from './cp-02-children-who-became-subject-of-a-plan.measure.ts';
import { cp03 } from './cp-03-children-who-ceased-to-be-subject-of-a-plan.measure.ts';
import { cp04 } from './cp-04-net-change-of-plans.measure.ts';
import { cp05, cp05Within12Months, cp05Within24Months } from './cp-05-second-or-subsequent-plans.measure.ts';
import { cp06 } from './cp-06-open-plans-of-two-years-or-more.measure.ts';
import { cp07 } from './cp-07-ended-plans-of-two-years-or-more.measure.ts';
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
    const whole = { planId: 'P-2015-02-02', caseId: 'K1', startedOn: '2015-02-02', twoYearsFrom: '2017-01-31' };
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
});
