import { given, happened } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { childProtectionPlanRules } from './child-protection-plan.rules.ts';

const received = happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-01-05', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'K1', decision: 'ACCEPT_STRATEGY', decidedOn: '2015-01-05' });
const conference = (heldOn: string, outcome: 'CP_PLAN' | 'CIN_PLAN' = 'CP_PLAN') =>
  happened('InitialConferenceHeld', { conferenceId: `F-${heldOn}`, caseId: 'K1', heldOn, outcome });
const started = (planId: string, startedOn: string) =>
  happened('CpPlanStarted', { planId, caseId: 'K1', startedOn, category: 'NEG' });
const ended = (endedOn: string, planId?: string) =>
  happened('CpPlanEnded', { endedOn, reason: 'RISK_ENDED', ...(planId === undefined ? {} : { planId }) });
const broken = (...events: RecordedEvent[]) =>
  breaches(childProtectionPlanRules, journeyOf('C1', events)).map((one) => `${one.dfe} ${one.rule}`);

const decided = [received, accepted, conference('2015-03-02')];
const active = [...decided, started('P1', '2015-03-02')];
const ids = { planId: 'P1', caseId: 'K1' };

describe('starting a child protection plan', () => {
  const asked = { childId: 'C1', planId: 'P1', startedOn: '2015-03-02', category: 'NEG' } as const;
  const data = { ...ids, startedOn: '2015-03-02', category: 'NEG' };

  it('is accepted on the day of the conference that decided on it', () =>
    given(...decided)
      .when('StartChildProtectionPlan', asked)
      .then({ type: 'CpPlanStarted', data }));

  it('4001: ends an open child in need plan the same day', () =>
    given(...decided, happened('CinPlanStarted', { cinPlanId: 'N1', startedOn: '2015-02-02', kind: 'STANDARD' }))
      .when('StartChildProtectionPlan', asked)
      .then(
        { type: 'CpPlanStarted', data },
        { type: 'CinPlanEnded', data: { cinPlanId: 'N1', caseId: 'K1', endedOn: '2015-03-02', reason: 'BECAME_CPP' } },
      ));

  it('asked twice is recorded once', () =>
    given(...active)
      .when('StartChildProtectionPlan', { ...asked, planId: 'P2' })
      .thenNothing());

  it('2885: is refused on another day than the conference', () =>
    given(...decided)
      .when('StartChildProtectionPlan', { ...asked, startedOn: '2015-03-03' })
      .thenRefused('a-plan-starts-on-the-day-of-its-conference'));

  it('is refused where the conference decided otherwise, and where there was none', () => {
    given(received, accepted, conference('2015-03-02', 'CIN_PLAN'))
      .when('StartChildProtectionPlan', asked)
      .thenRefused('a-plan-follows-a-conference-that-decided-on-it');
    given(received, accepted)
      .when('StartChildProtectionPlan', asked)
      .thenRefused('a-plan-follows-a-conference-that-decided-on-it');
  });

  it('needs no conference here where it is the plan of another authority, for a child who stays for a time', () => {
    given(received, accepted)
      .when('StartChildProtectionPlan', { ...asked, temporaryForLa: '335' })
      .then({ type: 'CpPlanStarted', data: { ...data, temporaryForLa: '335' } });
    const guest = happened('CpPlanStarted', { ...data, planId: 'P3', startedOn: '2015-04-01', temporaryForLa: '335' });
    expect(broken(...decided, guest)).toEqual([]);
  });

  it('8935: is refused while a plan is open', () =>
    given(...active, conference('2015-06-01'))
      .when('StartChildProtectionPlan', { ...asked, planId: 'P2', startedOn: '2015-06-01' })
      .thenRefused('one-open-child-protection-plan'));

  it('is accepted again on the day the plan before ended', () =>
    expect(
      given(...active, ended('2015-06-01', 'P1'), conference('2015-06-01'))
        .when('StartChildProtectionPlan', { ...asked, planId: 'P2', startedOn: '2015-06-01' })
        .events(),
    ).toHaveLength(1));

  it('8940: is refused where it would overlap a plan that starts later', () =>
    given(...decided, started('P2', '2015-06-01'), ended('2015-08-03', 'P2'))
      .when('StartChildProtectionPlan', asked)
      .thenRefused('child-protection-plans-do-not-overlap'));
});

describe('an active child protection plan', () => {
  it('takes a visit, and the same visit once', () => {
    const asked = { childId: 'C1', visitedOn: '2015-03-10', seen: true, alone: true, by: 'W1' } as const;
    const { childId: _, ...data } = asked;
    given(...active)
      .when('RecordChildProtectionVisit', { ...asked, note: 'Seen in her room.' })
      .then({ type: 'CpVisitMade', data: { ...data, ...ids }, personal: { note: 'Seen in her room.' } });
    given(...active, happened('CpVisitMade', data))
      .when('RecordChildProtectionVisit', asked)
      .thenNothing();
    expect(
      given(...active, happened('CpVisitMade', data))
        .when('RecordChildProtectionVisit', { ...asked, visitedOn: '2015-03-11' })
        .events(),
    ).toHaveLength(1);
  });

  it('takes core groups, the first of which is told by itself', () => {
    const group = (heldOn: string) => ({ type: 'CoreGroupHeld' as const, data: { ...ids, heldOn, chairedBy: 'SW' } });
    given(...active)
      .when('HoldCoreGroup', { childId: 'C1', heldOn: '2015-03-11', chairedBy: 'SW' })
      .then({ ...group('2015-03-11'), data: { ...group('2015-03-11').data, first: true } });
    const first = happened('CoreGroupHeld', { heldOn: '2015-03-11', first: true });
    given(...active, first)
      .when('HoldCoreGroup', { childId: 'C1', heldOn: '2015-04-20', chairedBy: 'SW' })
      .then({ ...group('2015-04-20'), data: { ...group('2015-04-20').data, first: false } });
    given(...active, first)
      .when('HoldCoreGroup', { childId: 'C1', heldOn: '2015-03-11', chairedBy: 'SW' })
      .thenNothing();
  });

  it('takes a review after its start, once a day', () => {
    const asked = { childId: 'C1', heldOn: '2015-06-01', decision: 'CONTINUE' } as const;
    given(...active)
      .when('HoldReviewConference', asked)
      .then({ type: 'ReviewConferenceHeld', data: { ...ids, heldOn: '2015-06-01', decision: 'CONTINUE' } });
    given(...active, happened('ReviewConferenceHeld', { heldOn: '2015-06-01' }))
      .when('HoldReviewConference', asked)
      .thenNothing();
  });

  it('8841: takes no review on the day it starts', () =>
    given(...active)
      .when('HoldReviewConference', { childId: 'C1', heldOn: '2015-03-02', decision: 'CONTINUE' })
      .thenRefused('a-review-conference-is-after-the-start-of-its-plan'));

  it('changes its category of abuse, but not to the same', () => {
    given(...active)
      .when('ChangeCategoryOfAbuse', { childId: 'C1', on: '2015-06-01', category: 'EMO' })
      .then({ type: 'CpCategoryChanged', data: { ...ids, on: '2015-06-01', category: 'EMO' } });
    given(...active)
      .when('ChangeCategoryOfAbuse', { childId: 'C1', on: '2015-06-01', category: 'NEG' })
      .thenNothing();
  });

  it('is needed for a visit, a review, a core group and a change of category', () => {
    const over = given(...active, ended('2015-09-01', 'P1'));
    const day = '2015-09-02';
    over
      .when('RecordChildProtectionVisit', { childId: 'C1', visitedOn: day, seen: true })
      .thenRefused('only-an-active-child-protection-plan');
    over
      .when('HoldReviewConference', { childId: 'C1', heldOn: day, decision: 'END' })
      .thenRefused('only-an-active-child-protection-plan');
    over
      .when('HoldCoreGroup', { childId: 'C1', heldOn: day, chairedBy: 'TM' })
      .thenRefused('only-an-active-child-protection-plan');
    over
      .when('ChangeCategoryOfAbuse', { childId: 'C1', on: day, category: 'PHY' })
      .thenRefused('only-an-active-child-protection-plan');
    given(received, accepted)
      .when('RecordChildProtectionVisit', { childId: 'C1', visitedOn: day, seen: true })
      .thenRefused('a-child-protection-plan-of-this-child');
  });

  it('takes a late record of a visit that was made before it ended', () =>
    expect(
      given(...active, ended('2015-09-01', 'P1'))
        .when('RecordChildProtectionVisit', { childId: 'C1', visitedOn: '2015-08-28', seen: true })
        .events(),
    ).toHaveLength(1));
});

describe('ending a child protection plan', () => {
  const asked = { childId: 'C1', endedOn: '2015-09-01', reason: 'RISK_ENDED', at: 'REVIEW_CONFERENCE' } as const;

  it('is accepted while it is active', () =>
    given(...active)
      .when('EndChildProtectionPlan', asked)
      .then({
        type: 'CpPlanEnded',
        data: { ...ids, endedOn: '2015-09-01', reason: 'RISK_ENDED', at: 'REVIEW_CONFERENCE' },
      }));

  it('asked twice is recorded once, and is refused with another answer', () => {
    given(...active, ended('2015-09-01', 'P1'))
      .when('EndChildProtectionPlan', asked)
      .thenNothing();
    given(...active, ended('2015-09-01', 'P1'))
      .when('EndChildProtectionPlan', { ...asked, endedOn: '2015-09-02' })
      .thenRefused('only-an-active-child-protection-plan');
  });

  it('8840: is refused on the day it started', () =>
    given(...active)
      .when('EndChildProtectionPlan', { ...asked, endedOn: '2015-03-02' })
      .thenRefused('a-child-protection-plan-does-not-end-on-its-first-day'));

  it('8925: is refused before it started', () =>
    given(...active)
      .when('EndChildProtectionPlan', { ...asked, planId: 'P1', endedOn: '2015-03-01' })
      .thenRefused('a-child-protection-plan-ends-after-its-start'));

  it('8920: is refused after the child died', () =>
    given(...active, happened('ChildDied', { diedOn: '2015-08-20' }))
      .when('EndChildProtectionPlan', { ...asked, reason: 'DIED' })
      .thenRefused('a-child-protection-plan-does-not-end-after-death'));

  it('is refused ahead of time', () =>
    given(...active)
      .when('EndChildProtectionPlan', asked, '2015-08-31T12:00:00.000Z')
      .thenRefused('nothing-happens-after-today'));
});

describe('rules of child protection plans', () => {
  it('are kept by one plan after another', () =>
    expect(broken(...active, ended('2015-09-01'), conference('2015-09-01'), started('P2', '2015-09-01'))).toEqual([]));

  it('1105: a plan is not before the referral', () => {
    expect(broken(received, started('P1', '2015-01-05'))).toEqual([]);
    expect(broken(received, started('P1', '2015-01-02'))).toEqual([
      '1105 a-child-protection-plan-is-not-before-its-referral',
    ]);
  });

  it('2885: a plan that starts on another day than the conference is asked about', () =>
    expect(broken(...decided, started('P1', '2015-03-03'))).toEqual([
      '2885 a-plan-starts-on-the-day-of-its-conference',
    ]));

  it('8935: two plans are not open at once', () =>
    expect(broken(received, started('P1', '2015-03-02'), started('P2', '2015-06-01'))).toEqual([
      '8935 one-open-child-protection-plan',
    ]));

  it('8940: plans do not overlap', () =>
    expect(
      broken(received, started('P1', '2015-03-02'), started('P2', '2015-06-01'), ended('2015-07-01', 'P1')),
    ).toEqual(['8940 child-protection-plans-do-not-overlap']));

  it('8915: a plan does not start after death', () => {
    const died = happened('ChildDied', { diedOn: '2015-03-01' });
    expect(broken(received, died, started('P1', '2015-03-01'))).toEqual([]);
    expect(broken(received, died, started('P1', '2015-03-02'))).toEqual([
      '8915 a-child-protection-plan-does-not-start-after-death',
    ]);
  });

  it('8841, 8840, 8925: reviews and ends are after the start', () => {
    const reviewed = happened('ReviewConferenceHeld', { planId: 'P1', heldOn: '2015-03-02' });
    expect(broken(...active, reviewed)).toEqual(['8841 a-review-conference-is-after-the-start-of-its-plan']);
    expect(broken(...active, ended('2015-03-02'))).toEqual([
      '8840 a-child-protection-plan-does-not-end-on-its-first-day',
    ]);
    expect(broken(...active, ended('2015-03-01', 'P1'))).toEqual(['8925 a-child-protection-plan-ends-after-its-start']);
  });

  it('2885: a plan can be corrected although its conference waits to be: the rule asks, it does not refuse', () => {
    const { eventId: targetEventId } = started('P1', '2015-03-02');
    const asked = {
      childId: 'C1',
      targetEventId,
      field: 'startedOn',
      to: '2015-03-03',
      reason: 'Typed wrongly.',
    } as const;
    expect(
      given(...active)
        .when('CorrectEventDate', asked)
        .events(),
    ).toMatchObject([{ type: 'EventDateCorrected', data: { to: '2015-03-03' } }]);
  });
});
