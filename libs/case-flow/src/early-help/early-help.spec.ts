import { given, happened } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { earlyHelp, targetedSupport } from './early-help.ts';

const child = { childId: 'C1' };
const requested = happened('EarlyHelpRequested', { ehId: 'E1', origin: 'SCHOOL' }, { occurredOn: '2016-01-05' });
const assessing = happened('EarlyHelpAssessmentStarted', { ehId: 'E1', tool: 'EHA', startedOn: '2016-01-10' });
const assessed = happened('EarlyHelpAssessmentCompleted', {
  tool: 'EHA',
  completedOn: '2016-02-01',
  purpose: 'ASSESSMENT',
});
const planned = happened('EarlyHelpPlanStarted', { startedOn: '2016-02-05' });
const closed = happened('EarlyHelpClosed', { closedOn: '2016-06-01', outcome: 'POSITIVE' });
const active = [requested, assessing, assessed, planned];
const of = (...events: RecordedEvent[]) => earlyHelp(journeyOf('C1', events));

describe('requesting early help', () => {
  it('begins it on the day of the request', () =>
    given()
      .when('RequestEarlyHelp', { ...child, ehId: 'E1', origin: 'SCHOOL', requestedOn: '2016-01-05' })
      .then({ type: 'EarlyHelpRequested', data: { ehId: 'E1', origin: 'SCHOOL' }, occurredOn: '2016-01-05' }));

  it('as a step-down says from where', () =>
    given()
      .when('RequestEarlyHelp', { ...child, origin: 'STEP_DOWN', requestedOn: '2016-01-05' })
      .thenRefused('a-step-down-says-from-where'));

  it('while there is early help is refused; afterwards it is accepted', () => {
    const again = { ...child, origin: 'SELF', requestedOn: '2016-07-01' } as const;
    given(requested).when('RequestEarlyHelp', again).thenRefused('one-early-help-at-a-time');
    expect(
      given(...active, closed)
        .when('RequestEarlyHelp', again)
        .events(),
    ).toHaveLength(1);
  });

  it('twice is harmless', () =>
    given(requested)
      .when('RequestEarlyHelp', { ...child, origin: 'SCHOOL', requestedOn: '2016-01-05' })
      .thenNothing());
});

describe('early help goes from request to assessment, plan and closure', () => {
  it('an assessment starts on a request', () =>
    given(requested)
      .when('StartEarlyHelpAssessment', { ...child, tool: 'EHA', startedOn: '2016-01-10' })
      .then({ type: 'EarlyHelpAssessmentStarted', data: { ehId: 'E1', tool: 'EHA', startedOn: '2016-01-10' } }));

  it('an assessment without a request is refused', () =>
    given()
      .when('StartEarlyHelpAssessment', { ...child, tool: 'EHA', startedOn: '2016-01-10' })
      .thenRefused('early-help-of-this-child'));

  it('a second assessment is refused', () =>
    given(requested, assessing)
      .when('StartEarlyHelpAssessment', { ...child, tool: 'EHA', startedOn: '2016-01-12' })
      .thenRefused('only-requested-early-help-is-assessed'));

  it('a started assessment is completed', () =>
    given(requested, assessing)
      .when('CompleteEarlyHelpAssessment', { ...child, tool: 'EHA', completedOn: '2016-02-01', purpose: 'ASSESSMENT' })
      .then({
        type: 'EarlyHelpAssessmentCompleted',
        data: { ehId: 'E1', tool: 'EHA', completedOn: '2016-02-01', purpose: 'ASSESSMENT' },
      }));

  it('an assessment that was not started is not completed', () =>
    given(requested)
      .when('CompleteEarlyHelpAssessment', { ...child, tool: 'EHA', completedOn: '2016-02-01', purpose: 'ASSESSMENT' })
      .thenRefused('only-a-started-early-help-assessment-is-completed'));

  it('the team around the family meets once there is an assessment', () => {
    const meeting = { ...child, heldOn: '2016-02-03', attendees: ['SCHOOL'] };
    given(requested, assessing)
      .when('HoldTeamAroundFamily', meeting)
      .thenRefused('a-team-meets-about-assessed-early-help');
    given(requested, assessing, assessed)
      .when('HoldTeamAroundFamily', meeting)
      .then({ type: 'TeamAroundFamilyHeld', data: { ehId: 'E1', heldOn: '2016-02-03', attendees: ['SCHOOL'] } });
  });

  it('a plan follows an assessment', () => {
    given(requested)
      .when('StartEarlyHelpPlan', { ...child, startedOn: '2016-02-05' })
      .thenRefused('only-assessed-early-help-gets-a-plan');
    given(requested, assessing, assessed)
      .when('StartEarlyHelpPlan', { ...child, startedOn: '2016-02-05' })
      .then({ type: 'EarlyHelpPlanStarted', data: { ehId: 'E1', startedOn: '2016-02-05' } });
  });

  it('a plan is reviewed, nothing else is', () => {
    given(requested)
      .when('ReviewEarlyHelp', { ...child, reviewedOn: '2016-04-05' })
      .thenRefused('only-an-early-help-plan-is-reviewed');
    given(...active)
      .when('ReviewEarlyHelp', { ...child, reviewedOn: '2016-04-05', outcomeScore: 7 })
      .then({ type: 'EarlyHelpReviewed', data: { ehId: 'E1', reviewedOn: '2016-04-05', outcomeScore: 7 } });
  });

  it('it is closed from any state but once', () => {
    const close = { ...child, closedOn: '2016-06-01', outcome: 'POSITIVE' } as const;
    for (const events of [[requested], [requested, assessing], active])
      given(...events)
        .when('CloseEarlyHelp', close)
        .then({ type: 'EarlyHelpClosed', data: { ehId: 'E1', closedOn: '2016-06-01', outcome: 'POSITIVE' } });
    given(...active, closed)
      .when('CloseEarlyHelp', close)
      .thenNothing();
    given(...active, closed)
      .when('CloseEarlyHelp', { ...close, closedOn: '2016-06-02' })
      .thenRefused('only-open-early-help-is-closed');
  });

  it('a closure before what was recorded is refused', () =>
    given(...active)
      .when('CloseEarlyHelp', { ...child, closedOn: '2016-02-02', outcome: 'OTHER' })
      .thenRefused('early-help-is-worked-on-until-it-closes'));
});

describe('stepping up', () => {
  const up = { ...child, reason: 'RISK_INCREASED', steppedUpOn: '2016-03-01' } as const;

  it('closes early help from any state, naming a contact or a referral', () => {
    for (const events of [[requested], [requested, assessing], [requested, assessing, assessed], active])
      given(...events)
        .when('StepUpEarlyHelp', { ...up, ehId: 'E1', toReferral: 'R1' })
        .then({
          type: 'EarlyHelpSteppedUp',
          data: { ehId: 'E1', toReferral: 'R1', reason: 'RISK_INCREASED', steppedUpOn: '2016-03-01' },
        });
    given(...active)
      .when('StepUpEarlyHelp', up)
      .thenRefused('a-step-up-names-a-contact-or-a-referral');
  });

  it('is refused once it is closed, and harmless twice', () => {
    const steppedUp = happened('EarlyHelpSteppedUp', {
      toReferral: 'R1',
      reason: 'RISK_INCREASED',
      steppedUpOn: '2016-03-01',
    });
    given(...active, closed)
      .when('StepUpEarlyHelp', { ...up, toReferral: 'R1', steppedUpOn: '2016-06-02' })
      .thenRefused('only-open-early-help-is-stepped-up');
    given(...active, steppedUp)
      .when('StepUpEarlyHelp', { ...up, toReferral: 'R1' })
      .thenNothing();
    expect(of(...active, steppedUp)[0]).toMatchObject({
      status: 'CLOSED',
      outcome: 'STEPPED_UP',
      closedOn: '2016-03-01',
    });
  });
});

describe('early help', () => {
  it('tells how far it has come', () => {
    expect(of(requested)[0]?.status).toBe('REQUESTED');
    expect(of(requested, assessing)[0]?.status).toBe('ASSESSING');
    expect(of(requested, assessing, assessed)[0]?.status).toBe('ASSESSED');
    expect(of(...active)[0]?.status).toBe('ACTIVE');
    expect(of(...active, closed)[0]).toMatchObject({ status: 'CLOSED', closedOn: '2016-06-01', outcome: 'POSITIVE' });
  });

  it('takes an unnamed fact for the latest request by its day', () => {
    const second = happened('EarlyHelpRequested', { ehId: 'E2', origin: 'SELF' }, { occurredOn: '2016-07-01' });
    const plan = happened('EarlyHelpPlanStarted', { startedOn: '2016-07-20' });
    expect(of(...active, closed, second, plan).map((one) => one.planStartedOn)).toEqual(['2016-02-05', '2016-07-20']);
  });
});

describe('support groups and targeted support', () => {
  it('a case is heard, once however often it is told', () => {
    const heard = { ...child, groupId: 'G1', issueCodes: ['DEBT'], heardOn: '2016-03-01' };
    const event = happened(
      'SupportGroupCaseHeard',
      { groupId: 'G1', issueCodes: ['DEBT'] },
      { occurredOn: '2016-03-01' },
    );
    given()
      .when('RecordSupportGroupCase', heard)
      .then({ type: 'SupportGroupCaseHeard', data: { groupId: 'G1', issueCodes: ['DEBT'] }, occurredOn: '2016-03-01' });
    given(event).when('RecordSupportGroupCase', heard).thenNothing();
  });

  const registered = happened(
    'TargetedSupportRegistered',
    { familyId: 'F1', centre: 'North' },
    { occurredOn: '2016-03-01' },
  );
  const ended = happened('TargetedSupportEnded', { familyId: 'F1' }, { occurredOn: '2016-05-01' });

  it('a family is registered and its support ends', () => {
    given()
      .when('RegisterTargetedSupport', { ...child, familyId: 'F1', centre: 'North', registeredOn: '2016-03-01' })
      .then({ type: 'TargetedSupportRegistered', data: { familyId: 'F1', centre: 'North' }, occurredOn: '2016-03-01' });
    given(registered)
      .when('RegisterTargetedSupport', { ...child, familyId: 'F1', registeredOn: '2016-04-01' })
      .thenNothing();
    given(registered)
      .when('EndTargetedSupport', { ...child, familyId: 'F1', endedOn: '2016-05-01' })
      .then({ type: 'TargetedSupportEnded', data: { familyId: 'F1' }, occurredOn: '2016-05-01' });
    given(registered, ended)
      .when('EndTargetedSupport', { ...child, familyId: 'F1', endedOn: '2016-05-02' })
      .thenNothing();
    given()
      .when('EndTargetedSupport', { ...child, familyId: 'F1', endedOn: '2016-05-01' })
      .thenRefused('only-registered-support-ends');
  });

  it('runs from the registration to the next end of the same family', () => {
    const other = happened('TargetedSupportEnded', { familyId: 'F2' }, { occurredOn: '2016-04-01' });
    expect(targetedSupport(journeyOf('C1', [registered, other, ended]))).toMatchObject([
      { familyId: 'F1', startedOn: '2016-03-01', endedOn: '2016-05-01' },
    ]);
  });
});
