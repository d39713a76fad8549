import { given, happened, on } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { childInNeedPlanRules } from './child-in-need-plan.rules.ts';
import { childInNeedPlans, openChildInNeedPlan } from './child-in-need-plans.ts';
import { shortBreakBudgets } from './short-break-budgets.ts';

const received = happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-01-05', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'K1', decision: 'ACCEPT_ASSESS', decidedOn: '2015-01-05' });
const started = (startedOn: string, cinPlanId?: string, kind?: 'STANDARD' | 'STEP_DOWN_FROM_CPP') =>
  happened('CinPlanStarted', {
    startedOn,
    ...(cinPlanId === undefined ? {} : { cinPlanId }),
    ...(kind === undefined ? {} : { kind }),
  });
const ended = (endedOn: string, cinPlanId?: string) =>
  happened('CinPlanEnded', { endedOn, reason: 'NEED_MET', ...(cinPlanId === undefined ? {} : { cinPlanId }) });
const protection = (startedOn: string) => happened('CpPlanStarted', { planId: 'P1', startedOn, category: 'NEG' });
const protectionEnded = (endedOn: string) =>
  happened('CpPlanEnded', { planId: 'P1', endedOn, reason: 'STEP_DOWN_CIN' });
const of = (...events: RecordedEvent[]) => childInNeedPlans(journeyOf('C1', events));
const broken = (...events: RecordedEvent[]) =>
  breaches(childInNeedPlanRules, journeyOf('C1', events)).map((one) => `${one.dfe} ${one.rule}`);

const open = [received, accepted];
const active = [...open, started('2015-03-02', 'N1')];
const ids = { cinPlanId: 'N1', caseId: 'K1' };

describe('starting a child in need plan', () => {
  const asked = { childId: 'C1', cinPlanId: 'N1', startedOn: '2015-03-02', kind: 'STANDARD' } as const;

  it('is accepted on an open case with no plan open', () =>
    given(...open)
      .when('StartChildInNeedPlan', asked)
      .then({ type: 'CinPlanStarted', data: { ...ids, startedOn: '2015-03-02', kind: 'STANDARD' } }));

  it('after a step down is held three months at least', () =>
    given(...open, protection('2015-01-12'), protectionEnded('2015-03-02'))
      .when('StartChildInNeedPlan', { ...asked, kind: 'STEP_DOWN_FROM_CPP' })
      .then({
        type: 'CinPlanStarted',
        data: { ...ids, startedOn: '2015-03-02', kind: 'STEP_DOWN_FROM_CPP', minimumUntil: '2015-06-02' },
      }));

  it('asked twice is recorded once', () =>
    given(...active)
      .when('StartChildInNeedPlan', { ...asked, cinPlanId: 'N2' })
      .thenNothing());

  it('4001: is refused while a child protection plan is open', () =>
    given(...open, protection('2015-01-12'))
      .when('StartChildInNeedPlan', asked)
      .thenRefused('a-child-in-need-plan-never-runs-beside-a-child-protection-plan'));

  it('4001: is refused where a child protection plan starts later and it would run on', () =>
    given(...open, protection('2015-06-01'))
      .when('StartChildInNeedPlan', asked)
      .thenRefused('a-child-in-need-plan-never-runs-beside-a-child-protection-plan'));

  it('4004: is refused while a child in need plan is open', () =>
    given(...active)
      .when('StartChildInNeedPlan', { ...asked, cinPlanId: 'N2', startedOn: '2015-06-01' })
      .thenRefused('one-open-child-in-need-plan'));

  it('4014: is refused where it would overlap a plan that starts later', () =>
    given(...open, started('2015-06-01', 'N2'), ended('2015-08-03', 'N2'))
      .when('StartChildInNeedPlan', asked)
      .thenRefused('child-in-need-plans-do-not-overlap'));

  it('is refused before the referral is decided', () =>
    given(received).when('StartChildInNeedPlan', asked).thenRefused('only-an-accepted-case'));
});

describe('an active child in need plan', () => {
  it('takes reviews and visits, each once', () => {
    const review = { childId: 'C1', heldOn: '2015-06-01', decision: 'CONTINUE' } as const;
    given(...active)
      .when('HoldChildInNeedReview', review)
      .then({ type: 'CinReviewHeld', data: { ...ids, heldOn: '2015-06-01', decision: 'CONTINUE' } });
    given(...active, happened('CinReviewHeld', { heldOn: '2015-06-01', decision: 'CONTINUE' }))
      .when('HoldChildInNeedReview', review)
      .thenNothing();
    const visit = { childId: 'C1', visitedOn: '2015-04-01', seen: true, alone: false } as const;
    given(...active)
      .when('RecordChildInNeedVisit', { ...visit, note: 'At school.' })
      .then({
        type: 'CinVisitMade',
        data: { ...ids, visitedOn: '2015-04-01', seen: true, alone: false },
        personal: { note: 'At school.' },
      });
    given(...active, happened('CinVisitMade', { visitedOn: '2015-04-01', seen: true, alone: false }))
      .when('RecordChildInNeedVisit', visit)
      .thenNothing();
  });

  it('is needed for them', () => {
    given(...active, ended('2015-09-01'))
      .when('HoldChildInNeedReview', { childId: 'C1', heldOn: '2015-09-02' })
      .thenRefused('only-an-active-child-in-need-plan');
    given(...open)
      .when('RecordChildInNeedVisit', { childId: 'C1', visitedOn: '2015-09-02', seen: true })
      .thenRefused('a-child-in-need-plan-of-this-child');
  });
});

describe('ending a child in need plan', () => {
  const asked = { childId: 'C1', endedOn: '2015-09-01', reason: 'NEED_MET' } as const;

  it('is accepted while it is active', () =>
    given(...active)
      .when('EndChildInNeedPlan', asked)
      .then({ type: 'CinPlanEnded', data: { ...ids, endedOn: '2015-09-01', reason: 'NEED_MET' } }));

  it('asked twice is recorded once, and is refused with another answer', () => {
    given(...active, ended('2015-09-01'))
      .when('EndChildInNeedPlan', asked)
      .thenNothing();
    given(...active, ended('2015-09-01'))
      .when('EndChildInNeedPlan', { ...asked, reason: 'MOVED' })
      .thenRefused('only-an-active-child-in-need-plan');
  });

  it('after a step down is refused before three months are over, unless a reason is given', () => {
    const stepDown = given(...open, started('2015-03-02', 'N1', 'STEP_DOWN_FROM_CPP'));
    stepDown
      .when('EndChildInNeedPlan', { ...asked, endedOn: '2015-06-01' })
      .thenRefused('a-step-down-plan-is-held-three-months');
    stepDown
      .when('EndChildInNeedPlan', { ...asked, endedOn: '2015-06-01', overrideReason: 'The family moved to France.' })
      .then({
        type: 'CinPlanEnded',
        data: { ...ids, endedOn: '2015-06-01', reason: 'NEED_MET' },
        personal: { overrideReason: 'The family moved to France.' },
      });
    expect(stepDown.when('EndChildInNeedPlan', { ...asked, endedOn: '2015-06-02' }).events()).toHaveLength(1);
  });

  it('4011: is refused before it started, and where there is no plan', () => {
    given(...active)
      .when('EndChildInNeedPlan', { ...asked, cinPlanId: 'N1', endedOn: '2015-03-01' })
      .thenRefused('a-child-in-need-plan-ends-on-or-after-its-start');
    given(...open)
      .when('EndChildInNeedPlan', asked)
      .thenRefused('a-child-in-need-plan-of-this-child');
  });
});

describe('short-break budgets', () => {
  const budget = happened('ShortBreakBudgetAgreed', { budgetId: 'B1', from: '2015-04-01', hours: 120 });

  it('are agreed one at a time', () => {
    const asked = { childId: 'C1', budgetId: 'B1', from: '2015-04-01', hours: 120 } as const;
    given(...open)
      .when('AgreeShortBreakBudget', asked)
      .then({ type: 'ShortBreakBudgetAgreed', data: { budgetId: 'B1', caseId: 'K1', from: '2015-04-01', hours: 120 } });
    given(...open, budget)
      .when('AgreeShortBreakBudget', asked)
      .thenNothing();
    given(...open, budget)
      .when('AgreeShortBreakBudget', { ...asked, from: '2015-10-01' })
      .thenRefused('one-short-break-budget-at-a-time');
    given(...open)
      .when('AgreeShortBreakBudget', { ...asked, until: '2015-03-31' })
      .thenRefused('a-short-break-budget-ends-on-or-after-its-start');
  });

  it('are ended while they run', () => {
    const asked = { childId: 'C1', until: '2015-10-01' } as const;
    given(...open, budget)
      .when('EndShortBreakBudget', asked)
      .then({ type: 'ShortBreakBudgetEnded', data: { budgetId: 'B1', caseId: 'K1', until: '2015-10-01' } });
    given(...open, budget, happened('ShortBreakBudgetEnded', { until: '2015-10-01' }))
      .when('EndShortBreakBudget', asked)
      .thenNothing();
    given(...open)
      .when('EndShortBreakBudget', asked)
      .thenRefused('only-a-running-short-break-budget-is-ended');
  });

  it('end on the day they were agreed until, or sooner', () => {
    const limited = happened('ShortBreakBudgetAgreed', { from: '2015-04-01', until: '2016-03-31', hours: 120 });
    const budgets = (...events: RecordedEvent[]) =>
      shortBreakBudgets(journeyOf('C1', events)).map(({ endedOn }) => endedOn);
    expect(budgets(limited)).toEqual(['2016-03-31']);
    expect(budgets(limited, happened('ShortBreakBudgetEnded', { until: '2015-10-01' }))).toEqual(['2015-10-01']);
    expect(budgets(budget)).toEqual([undefined]);
  });
});

describe('child in need plans', () => {
  it('need no id: an end ends the plan that still ran', () =>
    expect(
      of(ended('2016-01-04'), started('2015-09-01'), ended('2015-09-01'), started('2015-03-02')).map((one) => [
        one.startedOn,
        one.endedOn,
      ]),
    ).toEqual([
      ['2015-03-02', '2015-09-01'],
      ['2015-09-01', '2016-01-04'],
    ]));

  it('may end on the day they start, though one before has ended', () =>
    expect(of(started('2015-01-12'), ended('2015-03-02'), started('2015-09-01'), ended('2015-09-01'))).toMatchObject([
      { startedOn: '2015-01-12', endedOn: '2015-03-02' },
      { startedOn: '2015-09-01', endedOn: '2015-09-01' },
    ]));

  it('are standard where an import does not say, with no minimum', () => {
    const [one] = of(started('2015-03-02'));
    expect([one?.kind, one?.minimumUntil, one?.planId]).toEqual(['STANDARD', undefined, undefined]);
    expect(of(started('2015-11-30', 'N1', 'STEP_DOWN_FROM_CPP'))[0]?.minimumUntil).toBe('2016-02-29');
  });

  it('list their reviews and visits', () => {
    const [one] = of(
      started('2015-03-02'),
      happened('CinReviewHeld', { heldOn: '2015-06-01' }),
      happened('CinReviewHeld', { heldOn: '2015-06-01', decision: 'CONTINUE' }),
      happened('CinVisitMade', { visitedOn: '2015-04-01', seen: false }),
    );
    expect(one?.reviews.map(({ heldOn }) => heldOn)).toEqual(['2015-06-01']);
    expect(one?.visits).toMatchObject([{ visitedOn: '2015-04-01', seen: false, alone: false }]);
  });

  it('are open until the day before they end', () => {
    const journey = journeyOf('C1', [started('2015-03-02', 'N1'), ended('2015-09-01')]);
    expect(openChildInNeedPlan(journey, on('2015-08-31'))?.planId).toBe('N1');
    expect(openChildInNeedPlan(journey, on('2015-09-01'))).toBeUndefined();
  });
});

describe('rules of child in need plans', () => {
  it('are kept by a step down on the day the child protection plan ends', () =>
    expect(broken(received, protection('2015-01-12'), protectionEnded('2015-03-02'), started('2015-03-02'))).toEqual(
      [],
    ));

  it('4001: a child in need plan never runs beside a child protection plan', () => {
    const both = '4001 a-child-in-need-plan-never-runs-beside-a-child-protection-plan';
    expect(broken(received, protection('2015-01-12'), started('2015-03-02'))).toEqual([both]);
    expect(broken(received, protection('2015-06-01'), started('2015-03-02'))).toEqual([both]);
    expect(broken(received, protection('2015-06-01'), started('2015-03-02'), ended('2015-06-01'))).toEqual([]);
  });

  it('4004: two plans are not open at once', () =>
    expect(broken(received, started('2015-03-02'), started('2015-06-01'))).toEqual([
      '4004 one-open-child-in-need-plan',
    ]));

  it('4014: plans do not overlap', () =>
    expect(broken(received, started('2015-03-02', 'N1'), started('2015-06-01'), ended('2015-07-01', 'N1'))).toEqual([
      '4014 child-in-need-plans-do-not-overlap',
    ]));

  it('4012Q: a plan of one day is asked about', () =>
    expect(broken(received, started('2015-03-02'), ended('2015-03-02'))).toEqual([
      '4012Q a-child-in-need-plan-seldom-ends-on-its-first-day',
    ]));

  it('4008: a plan does not start after death', () => {
    const died = happened('ChildDied', { diedOn: '2015-03-01' });
    expect(broken(received, died, started('2015-03-01'))).toEqual([]);
    expect(broken(received, died, started('2015-03-02'))).toEqual(['4008 a-child-in-need-plan-is-not-after-death']);
  });

  it('4015: a plan is not before the referral', () => {
    expect(broken(received, started('2015-01-05'))).toEqual([]);
    expect(broken(received, started('2015-01-04'))).toEqual(['4015 a-child-in-need-plan-is-not-before-its-referral']);
  });
});
