import { instant } from '#calendar/instant';
import { given, happened } from '#testing/given';
import { decide, identifiers, uuidOf, type Asked } from './decide.ts';
import { journeyOf } from './journey.ts';
import { commandType } from './processes.ts';

const referral = happened('ReferralReceived', { caseId: 'R1', referredOn: '2016-01-12', source: '6' });
const asked: Asked = {
  commandId: 'A',
  now: instant('2016-06-30T22:59:00Z'),
  recordedBy: 'W1',
  actingTeam: 'MASH',
  correlationId: 'family',
};
const receive = (referredOn: string, given: Partial<Asked> = {}, childId = 'C1') =>
  decide(
    commandType('ReceiveReferral')!,
    journeyOf(childId, []),
    { childId, referredOn, source: '6' },
    { ...asked, ...given },
  );

describe('a decision', () => {
  it('gives its events an envelope: who, when, where, and the day of the fact', () =>
    expect(receive('2016-06-28')[0]).toMatchObject({
      type: 'ReferralReceived',
      childId: 'C1',
      occurredOn: '2016-06-28',
      recordedBy: 'W1',
      actingTeam: 'MASH',
      correlationId: 'family',
      source: 'MANUAL',
    }));

  it('asked again under the same key has the same ids, so that a retry is harmless', () =>
    expect(receive('2016-06-28')).toEqual(receive('2016-06-28')));

  it('under another key, or for another child, has other ids', () => {
    const [first] = receive('2016-06-28');
    expect(receive('2016-06-28', { commandId: 'B' })[0]?.eventId).not.toBe(first?.eventId);
    expect(receive('2016-06-28', {}, 'C2')[0]?.eventId).not.toBe(first?.eventId);
  });

  it('leaves out what nobody said', () => expect(Object.keys(receive('2016-06-28')[0]!.data)).not.toContain('teamId'));

  it('is about today in London, which at 23:59 in summer is not yet tomorrow', () => {
    expect(receive('2016-06-30')).toHaveLength(1);
    expect(() => receive('2016-07-01')).toThrow('2016-07-01 is in the future: today is 2016-06-30.');
  });

  it('may be about tomorrow in Greenwich when it is already tomorrow in London', () =>
    expect(receive('2016-07-01', { now: instant('2016-06-30T23:00:00Z') })).toHaveLength(1));

  it('does not look into the journey of a child the command does not name', () =>
    expect(() =>
      decide(
        commandType('LinkSibling')!,
        journeyOf('C1', []),
        { childId: 'C1', otherChildId: 'C2', relation: 'FULL' },
        asked,
      ),
    ).toThrow('did not say'));
});

describe('ordering rules', () => {
  const assessment = happened('AssessmentStarted', {
    caseId: 'R1',
    assessmentId: 'A1',
    kind: 'SINGLE',
    startedOn: '2016-01-20',
  });
  const decided = happened('ReferralDecided', { caseId: 'R1', decision: 'ACCEPT_ASSESS', decidedOn: '2016-01-13' });

  it('refuse a correction that would put the assessment before its referral', () =>
    given(referral, decided, assessment)
      .when('CorrectEventDate', {
        childId: 'C1',
        targetEventId: assessment.eventId,
        field: 'startedOn',
        to: '2016-01-11',
        reason: 'Typing error',
      })
      .thenRefused('an-assessment-is-not-before-its-referral'));

  it('refuse a void that would leave a decision for no further action with work after it', () => {
    const open = happened('ReferralDecided', { caseId: 'R1', decision: 'NFA', decidedOn: '2016-01-12' });
    given(referral, open, decided, assessment)
      .when('VoidEvent', { childId: 'C1', targetEventId: decided.eventId, reason: 'DUPLICATE_ENTRY' })
      .thenRefused('a-referral-with-no-further-action-has-no-activity');
  });

  it('hold nobody responsible for what was broken before', () => {
    const early = happened('AssessmentStarted', {
      caseId: 'R1',
      assessmentId: 'A1',
      kind: 'SINGLE',
      startedOn: '2016-01-04',
    });
    given(referral, decided, early)
      .when('RecordChildSeen', { childId: 'C1', assessmentId: 'A1', seenOn: '2016-01-20', alone: true })
      .then({ type: 'ChildSeenDuringAssessment', data: { assessmentId: 'A1', seenOn: '2016-01-20', alone: true } });
  });
});

describe('a merged record', () => {
  const merged = happened('MergedInto', { survivorId: 'C2', mergeEventId: 'M1' });

  it('takes no new events', () =>
    given(merged)
      .when('ReceiveReferral', { childId: 'C1', referredOn: '2016-03-01', source: '6' })
      .thenRefused('a-merged-record-takes-no-new-events'));

  it('takes them again once the merge is reversed', () =>
    given(merged, happened('MergeReversed', { mergeEventId: 'M1' }))
      .when('ReceiveReferral', { childId: 'C1', caseId: 'R9', referredOn: '2016-03-01', source: '6' })
      .then({ type: 'ReferralReceived', data: { caseId: 'R9', referredOn: '2016-03-01', source: '6' } }));

  it('can still be repaired by a void', () =>
    given(referral, merged)
      .when('VoidEvent', { childId: 'C1', targetEventId: referral.eventId, reason: 'DUPLICATE_ENTRY' })
      .then({ type: 'EventVoided', data: { targetEventId: referral.eventId, reason: 'DUPLICATE_ENTRY' } }));
});

describe('identifiers', () => {
  it('follow from a key, one after the other, and look like UUIDs', () => {
    const [a, b] = [identifiers('A', 'id'), identifiers('A', 'id')];
    const first = a();
    expect(first).toBe(b());
    expect(a()).not.toBe(first);
    expect(uuidOf('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
