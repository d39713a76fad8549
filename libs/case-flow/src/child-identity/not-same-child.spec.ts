import { journeyOf } from '../journey.ts';
import { given, happened } from '#testing/given';
import { mergesAskedFor, notSameChildren } from './not-same-child.ts';

const registered = (childId: string) => happened('ChildRegistered', { dob: '2010-05-04' }, { childId });
const both = [registered('C1'), registered('C2')];
const apart = (childId: string, otherChildId: string) =>
  happened('NotSameChildRecorded', { otherChildId }, { childId });
const told = [apart('C1', 'C2'), apart('C2', 'C1')];
const pair = { childId: 'C1', otherChildId: 'C2', reason: 'Twins: Mia and Maya' };

describe('two children whose records look alike', () => {
  it('are told apart on both records, with the reason kept as personal', () =>
    given(...both)
      .when('RecordNotSameChild', pair)
      .then(
        {
          type: 'NotSameChildRecorded',
          data: { otherChildId: 'C2' },
          personal: { reason: pair.reason },
          childId: 'C1',
        },
        {
          type: 'NotSameChildRecorded',
          data: { otherChildId: 'C1' },
          personal: { reason: pair.reason },
          childId: 'C2',
        },
      ));

  it('are told apart only where they are not yet', () => {
    given(...both, ...told)
      .when('RecordNotSameChild', pair)
      .thenNothing();
    given(...both, told[0]!)
      .when('RecordNotSameChild', pair)
      .then({ type: 'NotSameChildRecorded', data: { otherChildId: 'C1' }, childId: 'C2' });
  });

  it('are two records that there are', () => {
    given(...both)
      .when('RecordNotSameChild', { ...pair, otherChildId: 'C1' })
      .thenRefused('two-records-are-compared');
    given(...both)
      .when('RecordNotSameChild', { ...pair, otherChildId: 'C9' })
      .thenRefused('only-known-records-are-compared');
  });

  it('are compared again once it is withdrawn', () => {
    given(...both, ...told)
      .when('WithdrawNotSameChild', pair)
      .then(
        { type: 'NotSameChildWithdrawn', data: { otherChildId: 'C2' } },
        { type: 'NotSameChildWithdrawn', data: { otherChildId: 'C1' }, childId: 'C2' },
      );
    given(...both)
      .when('WithdrawNotSameChild', pair)
      .thenNothing();
    const withdrawn = happened(
      'NotSameChildWithdrawn',
      { otherChildId: 'C2' },
      { recorded: '2015-05-01T12:00:00.000Z' },
    );
    expect([...notSameChildren(journeyOf('C1', [told[0]!]))]).toEqual(['C2']);
    expect([...notSameChildren(journeyOf('C1', [told[0]!, withdrawn]))]).toEqual([]);
  });

  it('are not merged while they are told apart', () => {
    const merge = { childId: 'C1', mergedId: 'C2', reason: 'Same birth date' };
    given(...both, ...told)
      .when('MergeDuplicateRecords', merge)
      .thenRefused('records-told-apart-are-not-merged');
    const merged = given(...both)
      .when('MergeDuplicateRecords', merge)
      .events();
    expect(merged.map((event) => event.type)).toEqual(['DuplicateRecordsMerged', 'MergedInto']);
  });
});

describe('a merge that is asked for', () => {
  const asked = happened('MergeRequested', { otherChildId: 'C2' });

  it('stands on both records until somebody settles it', () => {
    given(...both)
      .when('RequestMerge', pair)
      .then(
        { type: 'MergeRequested', data: { otherChildId: 'C2' }, childId: 'C1' },
        { type: 'MergeRequested', data: { otherChildId: 'C1' }, childId: 'C2' },
      );
    expect([...mergesAskedFor(journeyOf('C1', [asked]))]).toEqual(['C2']);
    const later = { recorded: '2015-05-01T12:00:00.000Z' };
    const merged = happened('DuplicateRecordsMerged', { survivorId: 'C1', mergedId: 'C2' }, later);
    expect([...mergesAskedFor(journeyOf('C1', [asked, merged]))]).toEqual([]);
    const settled = happened('NotSameChildRecorded', { otherChildId: 'C2' }, later);
    expect([...mergesAskedFor(journeyOf('C1', [asked, settled]))]).toEqual([]);
  });

  it('is not asked for of records that are told apart', () =>
    given(...both, ...told)
      .when('RequestMerge', pair)
      .thenRefused('records-told-apart-are-not-merged'));
});
