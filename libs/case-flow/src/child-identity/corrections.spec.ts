import { given, happened } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import { breaches } from '../rule.ts';
import { childIdentityRules } from './child-identity.rules.ts';

const child = { childId: 'C1' };
const received = happened('ReferralReceived', { caseId: 'R1', referredOn: '2016-01-12', source: '6' });
const accepted = happened('ReferralDecided', { caseId: 'R1', decision: 'ACCEPT_ASSESS', decidedOn: '2016-01-13' });
const started = happened('AssessmentStarted', {
  caseId: 'R1',
  assessmentId: 'A1',
  kind: 'SINGLE',
  startedOn: '2016-01-25',
});
const need = happened('PrimaryNeedRecorded', { caseId: 'R1', code: 'N1' }, { occurredOn: '2016-01-13' });
const contact = happened('ContactReceived', { contactId: 'K1', source: '6', receivedAt: '2016-01-12T09:00:00.000Z' });
const voided = happened(
  'EventVoided',
  { targetEventId: started.eventId, reason: 'NOT_HAPPENED' },
  { recorded: '2016-02-01T09:00:00Z' },
);

describe('correcting a date', () => {
  const correct = {
    ...child,
    targetEventId: received.eventId,
    field: 'referredOn',
    to: '2016-01-11',
    reason: 'Typing error',
  };

  it('says what it was and what it is', () =>
    given(received, accepted, started)
      .when('CorrectEventDate', correct)
      .then({
        type: 'EventDateCorrected',
        data: { targetEventId: received.eventId, field: 'referredOn', from: '2016-01-12', to: '2016-01-11' },
        personal: { reason: 'Typing error' },
      }));

  it('to what it is already is harmless', () =>
    given(received)
      .when('CorrectEventDate', { ...correct, to: '2016-01-12' })
      .thenNothing());

  it('starts from the day believed now', () => {
    const before = happened('EventDateCorrected', {
      targetEventId: received.eventId,
      field: 'referredOn',
      to: '2016-01-10',
    });
    expect(given(received, before).when('CorrectEventDate', correct).events()[0]?.data['from']).toBe('2016-01-10');
  });

  it('of an instant takes an instant', () => {
    const of = { ...child, targetEventId: contact.eventId, field: 'receivedAt', reason: 'Typing error' };
    expect(
      given(contact)
        .when('CorrectEventDate', { ...of, to: '2016-01-11T09:00:00.000Z' })
        .events(),
    ).toHaveLength(1);
    given(contact)
      .when('CorrectEventDate', { ...of, to: '2016-01-11' })
      .thenRefused('a-correction-gives-a-real-day');
  });

  it('of an event without a date of its own moves the day it occurred', () => {
    const of = { ...child, targetEventId: need.eventId, to: '2016-01-14', reason: 'Typing error' };
    expect(
      given(received, need)
        .when('CorrectEventDate', { ...of, field: 'occurredOn' })
        .events()[0]?.data,
    ).toMatchObject({ from: '2016-01-13' });
    given(received, need)
      .when('CorrectEventDate', { ...of, field: 'code' })
      .thenRefused('a-correction-names-a-date-of-the-event');
  });

  it('names the dates there are when asked for another', () =>
    expect(() =>
      given(received)
        .when('CorrectEventDate', { ...correct, field: 'startedOn' })
        .events(),
    ).toThrow('It has: referredOn.'));

  it('to no day is refused', () =>
    given(received)
      .when('CorrectEventDate', { ...correct, to: '2016-02-30' })
      .thenRefused('a-correction-gives-a-real-day'));

  it('of an event this child does not have is refused', () =>
    given().when('CorrectEventDate', correct).thenRefused('only-a-known-event-is-corrected'));

  it('of a voided event is refused', () =>
    given(received, started, voided)
      .when('CorrectEventDate', { ...correct, targetEventId: started.eventId, field: 'startedOn' })
      .thenRefused('a-voided-event-is-not-changed'));

  it('that would put the decision before the referral is refused', () =>
    given(received, accepted, started)
      .when('CorrectEventDate', { ...correct, to: '2016-01-26' })
      .thenRefused('a-decision-is-not-before-its-referral'));

  it('into the future is refused: it has not happened', () => {
    given(received)
      .when('CorrectEventDate', { ...correct, to: '2017-01-01' })
      .thenRefused('nothing-happens-after-today');
    given(contact)
      .when('CorrectEventDate', {
        ...correct,
        targetEventId: contact.eventId,
        field: 'receivedAt',
        to: '2017-01-01T00:00:00.000Z',
      })
      .thenRefused('nothing-happens-after-today');
  });

  it('of a day that is yet to come may be in the future', () => {
    const expected = happened('ChildRegistered', { expectedDob: '2017-02-01' }, { occurredOn: '2016-12-01' });
    const of = { ...child, targetEventId: expected.eventId, field: 'expectedDob', reason: 'Scan' };
    expect(
      given(expected)
        .when('CorrectEventDate', { ...of, to: '2017-02-10' })
        .events(),
    ).toHaveLength(1);
  });
});

describe('voiding an event', () => {
  const take = { ...child, targetEventId: started.eventId, reason: 'NOT_HAPPENED' } as const;

  it('takes it out', () =>
    given(received, accepted, started)
      .when('VoidEvent', take)
      .then({ type: 'EventVoided', data: { targetEventId: started.eventId, reason: 'NOT_HAPPENED' } }));

  it('twice is harmless; for another reason it is refused', () => {
    given(received, accepted, started, voided).when('VoidEvent', take).thenNothing();
    given(received, accepted, started, voided)
      .when('VoidEvent', { ...take, reason: 'WRONG_CHILD' })
      .thenRefused('a-voided-event-is-not-changed');
  });

  it('of this child alone', () => given(received).when('VoidEvent', take).thenRefused('only-a-known-event-is-voided'));

  it('also takes out a void, which brings the event back', () =>
    expect(
      given(received, accepted, started, voided)
        .when('VoidEvent', { ...take, targetEventId: voided.eventId })
        .events(),
    ).toHaveLength(1));

  it('that was voided and brought back can be voided again', () => {
    const back = happened(
      'EventVoided',
      { targetEventId: voided.eventId, reason: 'NOT_HAPPENED' },
      { recorded: '2016-02-02T09:00:00Z' },
    );
    expect(given(received, accepted, started, voided, back).when('VoidEvent', take).events()).toHaveLength(1);
  });

  it('is not the way to undo a merge', () => {
    const merge = happened('DuplicateRecordsMerged', { survivorId: 'C1', mergedId: 'C2' });
    given(merge)
      .when('VoidEvent', { ...take, targetEventId: merge.eventId })
      .thenRefused('a-merge-is-reversed-not-voided');
  });
});

describe('moving an event to the child it belongs to', () => {
  const other = happened('ChildRegistered', { dob: '2010-01-01' }, { childId: 'C2' });
  const move = { ...child, toChildId: 'C2' };

  it('voids it here and records the same fact there, on its own day', () =>
    given({ ...received, personal: { reason: 'A bruise' } }, other)
      .when('ReattributeEvent', { ...move, targetEventId: received.eventId })
      .then(
        { type: 'EventReattributed', data: { targetEventId: received.eventId, toStream: 'child-C2' }, childId: 'C1' },
        {
          type: 'ReferralReceived',
          data: { caseId: 'R1', referredOn: '2016-01-12', source: '6' },
          personal: { reason: 'A bruise' },
          childId: 'C2',
          occurredOn: '2016-01-12',
        },
      ));

  it('does not name a case that child does not have', () => {
    const theirs = happened(
      'ReferralReceived',
      { caseId: 'R8', referredOn: '2016-01-05', source: '6' },
      { childId: 'C2' },
    );
    const [, moved] = given(received, need, other, theirs)
      .when('ReattributeEvent', { ...move, targetEventId: need.eventId })
      .events();
    expect(moved).toMatchObject({
      type: 'PrimaryNeedRecorded',
      data: { code: 'N1' },
      childId: 'C2',
      occurredOn: '2016-01-13',
    });
    expect(Object.keys(moved!.data)).toEqual(['code']);
  });

  it('is refused for a registration, and for work that finds no case on the other record', () => {
    const registered = happened('ChildRegistered', { dob: '2010-01-01' });
    given(registered, other)
      .when('ReattributeEvent', { ...move, targetEventId: registered.eventId })
      .thenRefused('a-registration-is-not-moved');
    given(received, need, other)
      .when('ReattributeEvent', { ...move, targetEventId: need.eventId })
      .thenRefused('a-moved-event-has-a-case-to-go-to');
  });

  it('does not name a plan that child does not have, so that a visit counts for its own', () => {
    const visit = happened('CpVisitMade', { planId: 'P1', visitedOn: '2016-02-01', seen: true, alone: true });
    const [, moved] = given(received, visit, other)
      .when('ReattributeEvent', { ...move, targetEventId: visit.eventId })
      .events();
    expect(moved).toMatchObject({ type: 'CpVisitMade', childId: 'C2' });
    expect(moved!.data).toEqual({ visitedOn: '2016-02-01', seen: true, alone: true });
  });

  it('is refused where it would break a rule on the other record', () => {
    const theirs = happened(
      'ReferralReceived',
      { caseId: 'R8', referredOn: '2016-02-05', source: '6' },
      { childId: 'C2' },
    );
    given(received, other, theirs)
      .when('ReattributeEvent', { ...move, targetEventId: received.eventId })
      .thenRefused('one-open-case-at-a-time');
  });

  it('is refused to the same child, to an unknown one, and to a merged one', () => {
    const merged = happened('MergedInto', { survivorId: 'C3', mergeEventId: 'M1' }, { childId: 'C2' });
    const target = { targetEventId: received.eventId };
    given(received)
      .when('ReattributeEvent', { ...move, ...target, toChildId: 'C1' })
      .thenRefused('an-event-moves-to-another-child');
    given(received)
      .when('ReattributeEvent', { ...move, ...target })
      .thenRefused('an-event-moves-to-a-known-child');
    given(received, other, merged)
      .when('ReattributeEvent', { ...move, ...target })
      .thenRefused('a-merged-record-takes-no-new-events');
    given(other)
      .when('ReattributeEvent', { ...move, ...target })
      .thenRefused('only-a-known-event-is-moved');
  });
});

describe('repairs are held to the rules of what they leave behind', () => {
  const referral = happened('ReferralReceived', { caseId: 'R1', referredOn: '2016-01-12', source: '6' });
  const started = happened('AssessmentStarted', {
    caseId: 'R1',
    assessmentId: 'A1',
    kind: 'SINGLE',
    startedOn: '2016-01-14',
  });

  it('a referral that work stands on is not voided; one that nothing stands on is', () => {
    const voided = { childId: 'C1', targetEventId: referral.eventId, reason: 'NOT_HAPPENED' } as const;
    given(referral, started).when('VoidEvent', voided).thenRefused('work-stands-on-a-referral');
    expect(given(referral).when('VoidEvent', voided).events()).toHaveLength(1);
  });

  it('a date of birth is not corrected into the future', () => {
    const registered = happened('ChildRegistered', { dob: '2014-01-01' });
    const ahead = {
      childId: 'C1',
      targetEventId: registered.eventId,
      field: 'dob',
      to: '2030-01-01',
      reason: 'typing',
    };
    given(registered).when('CorrectEventDate', ahead).thenRefused('nothing-happens-after-today');
  });

  it('an imported repair that means nothing is flagged', () => {
    const names = (...events: RecordedEvent[]) =>
      breaches(childIdentityRules, journeyOf('C1', events)).map((breach) => breach.rule);
    expect(names(happened('EventVoided', { targetEventId: 'elsewhere', reason: 'DUPLICATE_ENTRY' }))).toEqual([
      'a-repair-names-an-event-of-this-child',
    ]);
    expect(
      names(
        referral,
        happened('EventDateCorrected', { targetEventId: referral.eventId, field: 'source', to: '2016-02-03' }),
      ),
    ).toEqual(['a-correction-names-a-date-of-the-event']);
    expect(names(happened('DuplicateRecordsMerged', { survivorId: 'C1', mergedId: 'C1' }))).toEqual([
      'a-child-is-not-merged-into-itself',
    ]);
  });
});
