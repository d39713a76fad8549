import { given, happened } from '#testing/given';

const received = happened('ReferralReceived', { caseId: 'R1', referredOn: '2015-06-10', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'R1', decision: 'ACCEPT_ASSESS', decidedOn: '2015-06-11' });
const rejected = happened('ReferralDecided', { caseId: 'R1', decision: 'NFA', decidedOn: '2015-06-11' });
const need = happened('PrimaryNeedRecorded', { caseId: 'R1', code: 'N1' }, { occurredOn: '2015-06-11' });
const closed = happened('CaseClosed', { caseId: 'R1', closedOn: '2015-09-30', reason: 'RC7' });
const child = { childId: 'C1' };

describe('receiving a referral', () => {
  it('begins a case', () =>
    given()
      .when('ReceiveReferral', { ...child, caseId: 'R1', referredOn: '2015-06-10', source: '6', reason: 'A bruise' })
      .then({
        type: 'ReferralReceived',
        data: { caseId: 'R1', referredOn: '2015-06-10', source: '6' },
        personal: { reason: 'A bruise' },
        occurredOn: '2015-06-10',
      }));

  it('may fall on a day nobody works', () =>
    expect(
      given()
        .when('ReceiveReferral', { ...child, referredOn: '2015-12-25', source: '6' })
        .events(),
    ).toHaveLength(1));

  it('gives the case an id of its own', () =>
    expect(
      given()
        .when('ReceiveReferral', { ...child, referredOn: '2015-06-10', source: '6' })
        .events()[0]?.data['caseId'],
    ).toMatch(/^[0-9a-f-]{36}$/));

  it('a second time on the same day is the first referral', () =>
    given(received)
      .when('ReceiveReferral', { ...child, referredOn: '2015-06-10', source: '1C' })
      .thenNothing());

  it('is refused on an open case: that is new information', () =>
    given(received, accepted)
      .when('ReceiveReferral', { ...child, referredOn: '2015-06-12', source: '6' })
      .thenRefused('no-referral-on-an-open-case'));

  it('is refused while nobody has decided on the last one', () =>
    given(received)
      .when('ReceiveReferral', { ...child, referredOn: '2015-06-12', source: '6' })
      .thenRefused('no-referral-on-an-open-case'));

  it('begins a new case once the last one is closed', () =>
    given(received, accepted, closed)
      .when('ReceiveReferral', { ...child, caseId: 'R2', referredOn: '2015-09-30', source: '6' })
      .then({ type: 'ReferralReceived', data: { caseId: 'R2', referredOn: '2015-09-30', source: '6' } }));

  it('begins a new case after one that needed no further action', () =>
    given(received, rejected)
      .when('ReceiveReferral', { ...child, caseId: 'R2', referredOn: '2015-06-20', source: '6' })
      .then({ type: 'ReferralReceived', data: { caseId: 'R2', referredOn: '2015-06-20', source: '6' } }));

  it('before an open case that came later is refused: the two would overlap', () =>
    given(received, accepted)
      .when('ReceiveReferral', { ...child, caseId: 'R0', referredOn: '2015-05-01', source: '6' })
      .thenRefused('one-open-case-at-a-time'));

  it('BT06: is refused more than 280 days before the child was born', () =>
    given(happened('ChildRegistered', { dob: '2015-10-09' }))
      .when('ReceiveReferral', { ...child, referredOn: '2015-01-01', source: '3B' })
      .thenRefused('a-referral-is-at-most-280-days-before-birth'));

  it('BT07: is accepted 280 days before the birth', () =>
    expect(
      given(happened('ChildRegistered', { dob: '2015-10-08' }))
        .when('ReceiveReferral', { ...child, referredOn: '2015-01-01', source: '3B' })
        .events(),
    ).toHaveLength(1));
});

describe('deciding on a referral', () => {
  it('accepts it with its primary need', () =>
    given(received)
      .when('DecideReferral', {
        ...child,
        caseId: 'R1',
        decision: 'ACCEPT_ASSESS',
        decidedOn: '2015-06-11',
        primaryNeed: 'N1',
      })
      .then(
        { type: 'ReferralDecided', data: { caseId: 'R1', decision: 'ACCEPT_ASSESS', decidedOn: '2015-06-11' } },
        { type: 'PrimaryNeedRecorded', data: { caseId: 'R1', code: 'N1' }, occurredOn: '2015-06-11' },
      ));

  it('needs no primary need where one is recorded', () =>
    given(received, need)
      .when('DecideReferral', { ...child, decision: 'ACCEPT_STRATEGY', decidedOn: '2015-06-11' })
      .then({ type: 'ReferralDecided', data: { caseId: 'R1', decision: 'ACCEPT_STRATEGY', decidedOn: '2015-06-11' } }));

  it('without a primary need is refused, unless it needs no further action', () => {
    given(received)
      .when('DecideReferral', { ...child, decision: 'ACCEPT_ASSESS', decidedOn: '2015-06-11' })
      .thenRefused('an-accepted-referral-has-a-primary-need');
    given(received)
      .when('DecideReferral', { ...child, decision: 'NFA', decidedOn: '2015-06-11', rationale: 'No concern' })
      .then({
        type: 'ReferralDecided',
        data: { caseId: 'R1', decision: 'NFA', decidedOn: '2015-06-11' },
        personal: { rationale: 'No concern' },
      });
  });

  it('twice the same is harmless', () => {
    given(received, need, accepted)
      .when('DecideReferral', { ...child, decision: 'ACCEPT_ASSESS', decidedOn: '2015-06-11' })
      .thenNothing();
    given(received, rejected)
      .when('DecideReferral', { ...child, decision: 'NFA', decidedOn: '2015-06-11' })
      .thenNothing();
  });

  it('otherwise than it was decided is refused', () =>
    given(received, need, accepted)
      .when('DecideReferral', { ...child, caseId: 'R1', decision: 'NFA', decidedOn: '2015-06-12' })
      .thenRefused('only-a-received-referral-is-decided'));

  it('that nobody received is refused', () =>
    given()
      .when('DecideReferral', { ...child, decision: 'NFA', decidedOn: '2015-06-12' })
      .thenRefused('a-case-of-this-child'));

  it('of another child is refused', () =>
    given(received)
      .when('DecideReferral', { ...child, caseId: 'R7', decision: 'NFA', decidedOn: '2015-06-12' })
      .thenRefused('a-case-of-this-child'));

  it('before it was received is refused', () =>
    given(received)
      .when('DecideReferral', { ...child, caseId: 'R1', decision: 'NFA', decidedOn: '2015-06-09' })
      .thenRefused('a-decision-is-not-before-its-referral'));

  it('that it needs no further action is refused once work has begun', () =>
    given(
      received,
      happened('AssessmentStarted', { caseId: 'R1', assessmentId: 'A1', kind: 'SINGLE', startedOn: '2015-06-12' }),
    )
      .when('DecideReferral', { ...child, caseId: 'R1', decision: 'NFA', decidedOn: '2015-06-15' })
      .thenRefused('a-referral-with-no-further-action-has-no-activity'));
});

describe('what is recorded on a case', () => {
  it('a primary need', () =>
    given(received)
      .when('RecordPrimaryNeed', { ...child, code: 'N5' })
      .then({ type: 'PrimaryNeedRecorded', data: { caseId: 'R1', code: 'N5' } }));

  it('new information', () =>
    given(received, accepted)
      .when('RecordNewInformation', { ...child, contactId: 'K2', information: 'Seen alone in the street' })
      .then({
        type: 'NewInformationRecorded',
        data: { caseId: 'R1', contactId: 'K2' },
        personal: { information: 'Seen alone in the street' },
      }));

  it('is refused after it closed', () =>
    given(received, accepted, closed)
      .when('RecordNewInformation', { ...child, caseId: 'R1', information: 'Late news' })
      .thenRefused('only-an-open-case'));
});

describe('a transfer in', () => {
  it('begins a case on the day it was notified', () =>
    given()
      .when('NotifyTransferIn', {
        ...child,
        caseId: 'R1',
        fromLa: '335',
        notifiedOn: '2016-04-18',
        hadCpp: true,
        teamId: 'T1',
      })
      .then(
        { type: 'TransferInNotified', data: { caseId: 'R1', fromLa: '335', notifiedOn: '2016-04-18', hadCpp: true } },
        {
          type: 'ReferralReceived',
          data: { caseId: 'R1', referredOn: '2016-04-18', source: '5C', transferInFrom: '335', teamId: 'T1' },
        },
      ));

  it('is refused for a child with an open case', () =>
    given(received, accepted)
      .when('NotifyTransferIn', { ...child, fromLa: '335', notifiedOn: '2016-04-18', hadCpp: true })
      .thenRefused('no-referral-on-an-open-case'));

  it('told twice is harmless', () =>
    given(
      happened('TransferInNotified', { caseId: 'R1', fromLa: '335', notifiedOn: '2016-04-18', hadCpp: true }),
      happened('ReferralReceived', { caseId: 'R1', referredOn: '2016-04-18', source: '5C', transferInFrom: '335' }),
    )
      .when('NotifyTransferIn', { ...child, fromLa: '335', notifiedOn: '2016-04-18', hadCpp: true })
      .thenNothing());
});
