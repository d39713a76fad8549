import { given, happened } from '#testing/given';
import { journeyOf } from '../journey.ts';
import { identity } from './identity.ts';

const inC2 = { childId: 'C2' };
const received = happened('ReferralReceived', { caseId: 'R1', referredOn: '2015-06-01', source: '6' });
const closed = happened('CaseClosed', { caseId: 'R1', closedOn: '2015-09-30', reason: 'RC7' });
const theirs = happened('ReferralReceived', { caseId: 'R2', referredOn: '2015-06-01', source: '2A' }, inC2);
const theirsClosed = happened('CaseClosed', { caseId: 'R2', closedOn: '2015-08-31', reason: 'RC7' }, inC2);
const theirsLater = happened('ReferralReceived', { caseId: 'R3', referredOn: '2015-12-01', source: '2A' }, inC2);
const merge = happened('DuplicateRecordsMerged', { survivorId: 'C1', mergedId: 'C2' });
const mergedInto = happened('MergedInto', { survivorId: 'C1', mergeEventId: merge.eventId }, inC2);
const reversed = happened('MergeReversed', { mergeEventId: merge.eventId }, { recorded: '2016-06-01T09:00:00Z' });
const reversedThere = happened(
  'MergeReversed',
  { mergeEventId: merge.eventId },
  { ...inC2, recorded: '2016-06-01T09:00:00Z' },
);

const ask = { childId: 'C1', mergedId: 'C2', reason: 'Same child, two spellings' };

describe('merging two records of one child', () => {
  it('is told on both streams, the second naming the event of the first', () => {
    const [first, second] = given(received, theirs)
      .when('MergeDuplicateRecords', { ...ask, fieldChoices: { ethnicity: 'MERGED' } })
      .events();
    expect(first).toMatchObject({
      type: 'DuplicateRecordsMerged',
      childId: 'C1',
      data: { survivorId: 'C1', mergedId: 'C2', fieldChoices: { ethnicity: 'MERGED' } },
      personal: { reason: ask.reason },
    });
    expect(second).toMatchObject({
      type: 'MergedInto',
      childId: 'C2',
      data: { survivorId: 'C1', mergeEventId: first?.eventId },
    });
  });

  it('twice is harmless', () =>
    given(received, theirs, merge, mergedInto).when('MergeDuplicateRecords', ask).thenNothing());

  it('into itself is refused', () =>
    given(received)
      .when('MergeDuplicateRecords', { ...ask, mergedId: 'C1' })
      .thenRefused('a-record-is-not-merged-into-itself'));

  it('with a record nobody knows is refused', () =>
    given(received).when('MergeDuplicateRecords', ask).thenRefused('only-a-known-record-is-merged'));

  it('with a record that went into another is refused', () =>
    given(received, theirs, happened('MergedInto', { survivorId: 'C3', mergeEventId: 'M9' }, inC2))
      .when('MergeDuplicateRecords', ask)
      .thenRefused('a-record-is-merged-once'));

  it('into a record that was itself merged is refused', () =>
    given(received, theirs, happened('MergedInto', { survivorId: 'C3', mergeEventId: 'M9' }))
      .when('MergeDuplicateRecords', ask)
      .thenRefused('a-merged-record-takes-no-new-events'));

  it('with overlapping cases is refused, and both are listed for repair', () => {
    given(received, theirsLater)
      .when('MergeDuplicateRecords', ask)
      .thenRefused('overlapping-cases-are-repaired-before-a-merge');
    expect(() => given(received, theirsLater).when('MergeDuplicateRecords', ask).events()).toThrow(
      'from 2015-06-01 on (case R1) and from 2015-12-01 on (case R3)',
    );
  });

  it('is accepted where the cases follow one another, and where they are one by their day', () => {
    expect(given(received, closed, theirsLater).when('MergeDuplicateRecords', ask).events()).toHaveLength(2);
    expect(given(received, theirs, theirsClosed, theirsLater).when('MergeDuplicateRecords', ask).events()).toHaveLength(
      2,
    );
  });

  it('is accepted where a referral needed no further action', () =>
    expect(
      given(
        received,
        theirsLater,
        happened('ReferralDecided', { caseId: 'R3', decision: 'NFA', decidedOn: '2015-12-02' }, inC2),
      )
        .when('MergeDuplicateRecords', ask)
        .events(),
    ).toHaveLength(2));

  it('is accepted again after a reversal', () =>
    expect(
      given(received, theirs, merge, mergedInto, reversed, reversedThere).when('MergeDuplicateRecords', ask).events(),
    ).toHaveLength(2));
});

describe('reversing a merge', () => {
  const undo = { childId: 'C1', mergeEventId: merge.eventId, reason: 'Twins after all' };

  it('is told on both streams', () =>
    given(received, theirs, merge, mergedInto)
      .when('ReverseMerge', undo)
      .then(
        {
          type: 'MergeReversed',
          data: { mergeEventId: merge.eventId },
          personal: { reason: undo.reason },
          childId: 'C1',
        },
        {
          type: 'MergeReversed',
          data: { mergeEventId: merge.eventId },
          personal: { reason: undo.reason },
          childId: 'C2',
        },
      ));

  it('twice is harmless', () => given(received, merge, reversed).when('ReverseMerge', undo).thenNothing());

  it('of a merge nobody knows is refused', () =>
    given(received).when('ReverseMerge', undo).thenRefused('only-a-known-merge-is-reversed'));
});

describe('the person of a pooled journey', () => {
  const own = happened('ChildRegistered', { laChildId: 'LA1', dob: '2010-05-04', ethnicity: 'NOBT' });
  const other = happened(
    'ChildRegistered',
    { laChildId: 'LA2', dob: '2010-05-05', ethnicity: 'WBRI', homeArea: 'EAST' },
    inC2,
  );

  it('keeps the survivor’s values and takes what it lacks from the merged record', () =>
    expect(identity(journeyOf('C1', [own, other, merge, mergedInto]))).toMatchObject({
      laChildId: 'LA1',
      dob: '2010-05-04',
      ethnicity: 'NOBT',
      homeArea: 'EAST',
    }));

  it('takes what the merge chose from the merged record', () => {
    const choosing = happened('DuplicateRecordsMerged', {
      survivorId: 'C1',
      mergedId: 'C2',
      fieldChoices: { ethnicity: 'MERGED', dob: 'SURVIVOR' },
    });
    expect(identity(journeyOf('C1', [own, other, choosing]))).toMatchObject({ dob: '2010-05-04', ethnicity: 'WBRI' });
  });

  it('takes a choice made between two merged records no further than to the one that survived it', () => {
    const third = happened('ChildRegistered', { ethnicity: 'BCRB', sex: 'M' }, { childId: 'C3' });
    const inner = happened(
      'DuplicateRecordsMerged',
      { survivorId: 'C2', mergedId: 'C3', fieldChoices: { ethnicity: 'MERGED' } },
      inC2,
    );
    expect(identity(journeyOf('C1', [own, other, third, merge, inner]))).toMatchObject({
      ethnicity: 'NOBT',
      sex: 'M',
      homeArea: 'EAST',
    });
  });

  it('is merged into nobody, while the merged record alone is', () => {
    expect(identity(journeyOf('C1', [own, other, merge, mergedInto])).mergedInto).toBeUndefined();
    expect(identity(journeyOf('C2', [other, mergedInto])).mergedInto).toBe('C1');
    expect(identity(journeyOf('C2', [other, mergedInto, reversedThere])).mergedInto).toBeUndefined();
  });

  it('comes to an end where records were merged in a circle', () => {
    const circle = happened('DuplicateRecordsMerged', { survivorId: 'C2', mergedId: 'C1' }, inC2);
    expect(identity(journeyOf('C1', [own, other, merge, circle])).homeArea).toBe('EAST');
  });
});
