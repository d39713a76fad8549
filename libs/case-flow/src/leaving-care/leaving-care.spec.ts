import { given, happened, on } from '#testing/given';
import { journeyOf } from '../journey.ts';
import type { RecordedEvent } from '../event.ts';
import { careLeaver } from './care-leaver.ts';
import { daysOfCareSinceFourteen } from './care-since-fourteen.ts';

// Born on 10 May 2000: 14 in 2014, 16 in 2016, 18 in 2018.
const born = happened('ChildRegistered', { laChildId: 'C1', dob: '2000-05-10', sex: 'F' });
const care = (startedOn: string, legalStatus: 'C2' | 'V4' = 'C2', periodId = 'L1') =>
  happened('CareStarted', { periodId, startedOn, legalStatus });
const ceased = (ceasedOn: string, periodId = 'L1') => happened('CareCeased', { periodId, ceasedOn, reason: 'E17' });
const set = (category: 'ELIGIBLE' | 'RELEVANT' | 'FORMER_RELEVANT' | 'QUALIFYING' | 'OTHER', from: string) =>
  happened('LeaverEligibilitySet', { category, from });
const leaver = [born, care('2012-01-01'), set('ELIGIBLE', '2016-05-10')];
const child = { childId: 'C1' } as const;
const today = '2026-11-01T12:00:00.000Z';

describe('eligibility', () => {
  it('is set for a looked-after child of 16 with 13 weeks of care since the 14th birthday, once', () => {
    const asked = { ...child, category: 'ELIGIBLE', from: '2016-05-10' } as const;
    given(born, care('2016-02-09')) // 91 days up to and with 9 May, and the birthday itself
      .when('SetLeaverEligibility', asked)
      .then({ type: 'LeaverEligibilitySet', data: { category: 'ELIGIBLE', from: '2016-05-10' } });
    given(...leaver)
      .when('SetLeaverEligibility', asked)
      .thenNothing();
  });

  it('needs the full 13 weeks: the 91st day makes it, the 90th does not', () => {
    const asked = { ...child, category: 'ELIGIBLE', from: '2016-05-10' } as const;
    given(born, care('2016-02-10'))
      .when('SetLeaverEligibility', asked)
      .then({
        type: 'LeaverEligibilitySet',
        data: { category: 'ELIGIBLE', from: '2016-05-10' },
      });
    given(born, care('2016-02-11'))
      .when('SetLeaverEligibility', asked)
      .thenRefused('a-care-leaver-was-looked-after-for-thirteen-weeks');
  });

  it('counts neither care before 14 nor short breaks', () => {
    const asked = { ...child, category: 'ELIGIBLE', from: '2016-06-01' } as const;
    const early = [care('2010-01-01', 'C2', 'L0'), ceased('2014-05-01', 'L0')];
    given(born, ...early, care('2016-05-20'))
      .when('SetLeaverEligibility', asked)
      .thenRefused('a-care-leaver-was-looked-after-for-thirteen-weeks');
    given(born, care('2012-01-01', 'V4'))
      .when('SetLeaverEligibility', asked)
      .thenRefused('an-eligible-child-is-looked-after');
  });

  it('has its ages, up to 25', () => {
    const refused = 'a-care-leaver-is-of-the-age-of-the-category';
    const ask = (category: 'ELIGIBLE' | 'RELEVANT' | 'FORMER_RELEVANT' | 'QUALIFYING', from: string) =>
      given(born, care('2012-01-01'), ceased('2018-05-10')).when(
        'SetLeaverEligibility',
        { ...child, category, from },
        today,
      );
    ask('ELIGIBLE', '2016-05-09').thenRefused(refused);
    ask('FORMER_RELEVANT', '2018-05-09').thenRefused(refused);
    ask('FORMER_RELEVANT', '2025-05-10').thenRefused(refused);
    ask('QUALIFYING', '2025-05-10').thenRefused(refused);
    ask('FORMER_RELEVANT', '2025-05-09').then({
      type: 'LeaverEligibilitySet',
      data: { category: 'FORMER_RELEVANT', from: '2025-05-09' },
    });
  });

  it('tells who is looked after from who is not', () => {
    given(born, care('2012-01-01'))
      .when('SetLeaverEligibility', { ...child, category: 'RELEVANT', from: '2016-06-01' })
      .thenRefused('a-relevant-child-has-left-care');
    given(born, care('2012-01-01'), ceased('2016-06-01'))
      .when('SetLeaverEligibility', { ...child, category: 'ELIGIBLE', from: '2016-06-01' })
      .thenRefused('an-eligible-child-is-looked-after');
    given(born, care('2012-01-01'), ceased('2016-05-01'))
      .when('SetLeaverEligibility', { ...child, category: 'QUALIFYING', from: '2016-06-01' })
      .thenRefused('a-qualifying-young-person-was-looked-after-at-sixteen');
  });

  it('turns with the law: relevant when care ceases, former relevant at 18, over at 25', () => {
    const of = (...events: readonly RecordedEvent[]) => careLeaver(journeyOf('C1', events))!.entitlements;
    expect(of(...leaver, ceased('2017-01-31'))).toEqual([
      { from: '2016-05-10', to: '2017-01-31', category: 'ELIGIBLE' },
      { from: '2017-01-31', to: '2018-05-10', category: 'RELEVANT' },
      { from: '2018-05-10', to: '2025-05-10', category: 'FORMER_RELEVANT' },
    ]);
    expect(of(...leaver, set('OTHER', '2017-01-31'))).toEqual([
      { from: '2016-05-10', to: '2017-01-31', category: 'ELIGIBLE' },
    ]);
  });

  it('follows from what somebody recorded where nothing was set, as the return of the Department does', () => {
    const contact = happened('LeaverContactMade', { on: '2017-05-10', inTouch: 'YES' });
    expect(careLeaver(journeyOf('C1', [born, contact]))!.entitlements).toEqual([
      { from: '2017-05-10', to: '2018-05-10', category: 'RELEVANT' },
      { from: '2018-05-10', to: '2025-05-10', category: 'FORMER_RELEVANT' },
    ]);
    expect(careLeaver(journeyOf('C1', [born]))).toBeUndefined();
  });

  it('counts a day once where imported periods overlap', () => {
    const overlapping = [
      born,
      care('2015-01-01'),
      care('2015-01-20', 'C2', 'L2'),
      ceased('2015-02-01'),
      ceased('2015-02-10', 'L2'),
    ];
    expect(daysOfCareSinceFourteen(journeyOf('C1', overlapping), on('2016-01-01'))).toBe(40);
  });
});

describe('a pathway plan', () => {
  it('is completed, then reviewed, and not the other way round', () => {
    const plan = happened('PathwayPlanCompleted', { on: '2016-08-01' });
    given(...leaver)
      .when('CompletePathwayPlan', { ...child, on: '2016-08-01' })
      .then({ type: 'PathwayPlanCompleted', data: { on: '2016-08-01' } });
    given(...leaver, plan)
      .when('CompletePathwayPlan', { ...child, on: '2016-08-01' })
      .thenNothing();
    given(...leaver, plan)
      .when('ReviewPathwayPlan', { ...child, on: '2016-12-20' })
      .then({ type: 'PathwayPlanReviewed', data: { on: '2016-12-20' } });
    given(...leaver, plan)
      .when('ReviewPathwayPlan', { ...child, on: '2016-07-31' })
      .thenRefused('a-review-follows-a-pathway-plan');
  });

  it('is for care leavers who are owed one', () => {
    given(born)
      .when('CompletePathwayPlan', { ...child, on: '2016-08-01' })
      .thenRefused('only-a-care-leaver-is-supported');
    given(born, care('2016-05-20'), set('QUALIFYING', '2016-06-20'))
      .when('CompletePathwayPlan', { ...child, on: '2016-08-01' })
      .thenRefused('a-qualifying-young-person-has-no-pathway-plan');
  });

  it('is not made after death', () => {
    const died = happened('ChildDied', { diedOn: '2016-07-01' });
    given(...leaver, died)
      .when('CompletePathwayPlan', { ...child, on: '2016-08-01' })
      .thenRefused('only-a-care-leaver-is-supported');
    given(...leaver, happened('PathwayPlanCompleted', { on: '2016-08-01' }))
      .when('RecordDeath', { ...child, diedOn: '2016-07-01', verifiedByCertificate: true })
      .thenRefused('no-pathway-plan-after-death');
  });
});

describe('what is found out about a care leaver', () => {
  it('is who supports them: another adviser is a change, the same one is none', () => {
    const allocated = { workerId: 'W7', teamId: 'LC', from: '2017-11-01' };
    const at = happened('PersonalAdviserAllocated', allocated);
    given(...leaver)
      .when('AllocatePersonalAdviser', { ...child, ...allocated }, today)
      .then({ type: 'PersonalAdviserAllocated', data: allocated });
    given(...leaver, at)
      .when('AllocatePersonalAdviser', { ...child, ...allocated, from: '2017-12-01' }, today)
      .thenNothing();
    given(...leaver, at)
      .when('AllocatePersonalAdviser', { ...child, workerId: 'W8', from: '2017-12-01' }, today)
      .then({ type: 'PersonalAdviserAllocated', data: { workerId: 'W8', from: '2017-12-01' } });
  });

  it('is a home, judged suitable or not; custody is unsuitable unless judged otherwise', () => {
    const home = (more: object) =>
      given(...leaver).when(
        'RecordLeaverAccommodation',
        { ...child, on: '2018-06-01', ...(more as { code: 'U' }) },
        today,
      );
    home({ code: 'U', suitable: 1 }).then({
      type: 'AccommodationRecorded',
      data: { on: '2018-06-01', code: 'U', suitable: 1 },
    });
    home({ code: 'X' }).then({ type: 'AccommodationRecorded', data: { on: '2018-06-01', code: 'X', suitable: 2 } });
    home({ code: 'X', suitable: 1 }).then({
      type: 'AccommodationRecorded',
      data: { on: '2018-06-01', code: 'X', suitable: 1 },
    });
    home({ code: 'R' }).then({ type: 'AccommodationRecorded', data: { on: '2018-06-01', code: 'R' } });
    home({ code: 'U' }).thenRefused('accommodation-is-suitable-or-not');
    home({ code: 'U', suitable: 1, reasonUnsuitable: 'DAMP' }).thenRefused(
      'only-unsuitable-accommodation-has-a-reason',
    );
    home({ code: 'Z', suitable: 1, on: '2018-05-09' }).thenRefused('a-former-foster-carer-is-one-from-eighteen-on');
  });

  it('is an activity and a contact, once each', () => {
    const activity = { on: '2018-06-01', code: 'F2' } as const;
    given(...leaver)
      .when('RecordLeaverActivity', { ...child, ...activity }, today)
      .then({ type: 'ActivityRecorded', data: activity });
    given(...leaver, happened('ActivityRecorded', activity))
      .when('RecordLeaverActivity', { ...child, ...activity }, today)
      .thenNothing();
    const contact = { on: '2018-06-01', inTouch: 'NO' } as const;
    given(...leaver)
      .when('RecordLeaverContact', { ...child, ...contact }, today)
      .then({ type: 'LeaverContactMade', data: contact });
    given(born)
      .when('RecordLeaverContact', { ...child, ...contact }, today)
      .thenRefused('only-a-care-leaver-is-supported');
  });
});
