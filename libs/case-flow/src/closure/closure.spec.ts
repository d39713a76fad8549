import { given, happened } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { closureRules } from './closure.rules.ts';

const child = { childId: 'C1' };
const received = happened('ReferralReceived', { caseId: 'R1', referredOn: '2015-06-10', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'R1', decision: 'ACCEPT_ASSESS', decidedOn: '2015-06-11' });
const started = happened('AssessmentStarted', {
  caseId: 'R1',
  assessmentId: 'A1',
  kind: 'SINGLE',
  startedOn: '2015-06-12',
});
const authorised = happened('AssessmentAuthorised', {
  assessmentId: 'A1',
  authorisedOn: '2015-07-20',
  outcome: 'NFA',
  factors: ['16A'],
});
const assessed = [received, accepted, started, authorised];
const enquiry = happened('Section47Started', { caseId: 'R1', s47Id: 'S1', startedOn: '2015-06-15' });
const concluded = happened('Section47Concluded', {
  s47Id: 'S1',
  concludedOn: '2015-06-25',
  outcome: 'SUBSTANTIATED_NO_RISK',
  icpcRequired: false,
});
const protection = happened('CpPlanStarted', { planId: 'P1', startedOn: '2015-07-01', category: 'NEG' });
const protectionEnded = happened('CpPlanEnded', { planId: 'P1', endedOn: '2015-09-30', reason: 'RISK_ENDED' });
const inNeed = happened('CinPlanStarted', { startedOn: '2015-07-21', kind: 'STANDARD' });
const inNeedEnded = happened('CinPlanEnded', { endedOn: '2015-09-01', reason: 'NEED_MET' });
const closedOn = (on: string, reason: 'RC5' | 'RC7' | 'RC8' = 'RC7') =>
  happened('CaseClosed', { caseId: 'R1', closedOn: on, reason });
const close = { ...child, closedOn: '2015-09-30', reason: 'RC7' } as const;

const broken = (...events: RecordedEvent[]) =>
  breaches(closureRules, journeyOf('C1', events)).map((breach) => breach.rule);

describe('closing a case', () => {
  it('is accepted when everything is done', () =>
    given(...assessed, enquiry, concluded, inNeed, inNeedEnded)
      .when('CloseCase', { ...close, summary: 'Needs met', stepDownTo: 'EARLY_HELP' })
      .then({
        type: 'CaseClosed',
        data: { caseId: 'R1', closedOn: '2015-09-30', reason: 'RC7', stepDownTo: 'EARLY_HELP' },
        personal: { summary: 'Needs met' },
        occurredOn: '2015-09-30',
      }));

  it('twice is harmless, otherwise refused', () => {
    given(...assessed, closedOn('2015-09-30'))
      .when('CloseCase', close)
      .thenNothing();
    given(...assessed, closedOn('2015-09-30'))
      .when('CloseCase', { ...close, caseId: 'R1', closedOn: '2015-10-02' })
      .thenRefused('only-an-open-case');
    given(...assessed, closedOn('2015-09-30'))
      .when('CloseCase', { ...close, caseId: 'R1', closedOn: '2015-09-02' })
      .thenRefused('a-case-closes-once');
  });

  it('nobody has decided on is refused', () =>
    given(received).when('CloseCase', close).thenRefused('only-an-accepted-case'));

  it('before its referral is refused', () =>
    given(received, accepted)
      .when('CloseCase', { ...close, caseId: 'R1', closedOn: '2015-06-09' })
      .thenRefused('a-case-closes-after-its-referral'));

  it('before its last date is refused', () =>
    given(...assessed)
      .when('CloseCase', { ...close, closedOn: '2015-07-19' })
      .thenRefused('the-closure-is-the-last-date-of-a-case'));

  it('with an assessment under way is refused; a cancelled one does not stand in the way', () => {
    given(received, accepted, started)
      .when('CloseCase', close)
      .thenRefused('a-case-closes-when-its-assessments-are-authorised');
    const cancelled = happened('AssessmentCancelled', { assessmentId: 'A1' }, { occurredOn: '2015-06-20' });
    expect(given(received, accepted, started, cancelled).when('CloseCase', close).events()).toHaveLength(1);
  });

  it('with a section 47 enquiry under way is refused', () =>
    given(...assessed, enquiry)
      .when('CloseCase', close)
      .thenRefused('a-case-closes-when-its-enquiries-are-concluded'));

  it('with a child protection plan is refused; one that ends that day is in order', () => {
    given(...assessed, enquiry, concluded, protection)
      .when('CloseCase', close)
      .thenRefused('a-case-closes-when-its-protection-plans-ended');
    expect(
      given(...assessed, enquiry, concluded, protection, protectionEnded)
        .when('CloseCase', close)
        .events(),
    ).toHaveLength(1);
  });

  it('with a child in need plan is refused', () =>
    given(...assessed, inNeed)
      .when('CloseCase', close)
      .thenRefused('a-case-closes-when-its-child-in-need-plans-ended'));

  it('of a looked-after child is refused', () =>
    given(
      ...assessed,
      happened('CareStarted', { periodId: 'L1', startedOn: '2015-08-01', legalStatus: 'V2', need: 'N1' }),
    )
      .when('CloseCase', close)
      .thenRefused('a-case-closes-when-the-child-is-not-looked-after'));

  it('for no further action after assessment is accepted where an assessment is all there was', () => {
    expect(
      given(...assessed)
        .when('CloseCase', { ...close, reason: 'RC8' })
        .events(),
    ).toHaveLength(1);
    given(received, accepted)
      .when('CloseCase', { ...close, reason: 'RC8' })
      .thenRefused('a-closure-after-assessment-follows-an-assessment-alone');
  });

  it.each([
    ['a section 47 enquiry', [enquiry, concluded]],
    ['a child in need plan', [inNeed, inNeedEnded]],
    ['a child protection plan', [protection, protectionEnded]],
    ['a conference', [happened('InitialConferenceHeld', { conferenceId: 'I1', heldOn: '2015-07-01', outcome: 'NFA' })]],
  ] as const)('for no further action after assessment is refused after %s', (_, events) =>
    given(...assessed, ...events)
      .when('CloseCase', { ...close, reason: 'RC8' })
      .thenRefused('a-closure-after-assessment-follows-an-assessment-alone'),
  );

  it('to early help after assessment is a reason from April 2022 on', () =>
    given(...assessed)
      .when('CloseCase', { ...close, reason: 'RC9' })
      .thenRefused('a-closure-reason-is-in-force'));
});

describe('transferring a case out', () => {
  const transfer = { ...child, toLa: '335', effectiveOn: '2015-09-30', cppTransfer: false };

  it('closes it as transferred', () =>
    given(...assessed)
      .when('TransferCaseOut', transfer)
      .then(
        {
          type: 'CaseTransferredOut',
          data: { caseId: 'R1', toLa: '335', effectiveOn: '2015-09-30', cppTransfer: false },
        },
        { type: 'CaseClosed', data: { caseId: 'R1', closedOn: '2015-09-30', reason: 'RC5' } },
      ));

  it('twice is harmless', () =>
    given(
      ...assessed,
      happened('CaseTransferredOut', { caseId: 'R1', toLa: '335', effectiveOn: '2015-09-30', cppTransfer: false }),
      closedOn('2015-09-30', 'RC5'),
    )
      .when('TransferCaseOut', transfer)
      .thenNothing());

  it('is refused while a plan runs', () =>
    given(...assessed, inNeed)
      .when('TransferCaseOut', transfer)
      .thenRefused('a-case-closes-when-its-child-in-need-plans-ended'));

  it('is refused without a case', () => given().when('TransferCaseOut', transfer).thenRefused('a-case-of-this-child'));
});

describe('a closure in error', () => {
  const reopen = { ...child, caseId: 'R1', reopenedOn: '2015-10-05', reason: 'Wrong sibling' };
  const reopened = happened('CaseReopenedInError', { caseId: 'R1' }, { recorded: '2015-10-05T09:00:00Z' });

  it('is taken back', () =>
    given(...assessed, closedOn('2015-09-30'))
      .when('ReopenCaseClosedInError', { ...reopen, caseId: undefined })
      .then({
        type: 'CaseReopenedInError',
        data: { caseId: 'R1' },
        personal: { reason: 'Wrong sibling' },
        occurredOn: '2015-10-05',
      }));

  it('twice is harmless', () =>
    given(...assessed, closedOn('2015-09-30'), reopened)
      .when('ReopenCaseClosedInError', reopen)
      .thenNothing());

  it('of a case that was not closed is refused', () =>
    given(...assessed)
      .when('ReopenCaseClosedInError', reopen)
      .thenRefused('only-a-closed-case-is-reopened'));

  it('of a referral without further action is refused', () =>
    given(received, happened('ReferralDecided', { caseId: 'R1', decision: 'NFA', decidedOn: '2015-06-11' }))
      .when('ReopenCaseClosedInError', reopen)
      .thenRefused('only-a-closed-case-is-reopened'));

  it('is refused where a later case would overlap', () =>
    given(
      ...assessed,
      closedOn('2015-09-30'),
      happened('ReferralReceived', { caseId: 'R2', referredOn: '2015-10-02', source: '6' }),
    )
      .when('ReopenCaseClosedInError', reopen)
      .thenRefused('one-open-case-at-a-time'));
});

describe('the rules of a closure flag an import', () => {
  it('where services ceased for a child without factors', () => {
    const none = happened('AssessmentAuthorised', {
      assessmentId: 'A1',
      authorisedOn: '2015-07-20',
      outcome: 'NFA',
      factors: ['21'],
    });
    expect(broken(received, accepted, started, none, closedOn('2015-09-30'))).toEqual([
      'services-that-ceased-had-factors',
    ]);
    expect(broken(received, accepted, started, none, closedOn('2015-09-30', 'RC8'))).toEqual([]);
  });

  it('where something of the case is dated after its closure', () =>
    expect(
      broken(...assessed, closedOn('2015-07-31'), happened('CinPlanEnded', { caseId: 'R1', endedOn: '2015-09-01' })),
    ).toEqual(['the-closure-is-the-last-date-of-a-case']));

  it('not for what belongs to the next case', () =>
    expect(
      broken(
        ...assessed,
        closedOn('2015-07-31'),
        happened('ReferralReceived', { caseId: 'R2', referredOn: '2015-10-02', source: '6' }),
        happened('AssessmentStarted', { assessmentId: 'A2', kind: 'SINGLE', startedOn: '2015-10-05' }),
      ),
    ).toEqual([]));
});
