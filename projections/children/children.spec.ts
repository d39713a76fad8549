import { happened } from '#testing/given';
import { cellsFrom, rowsFrom } from '#testing/measured';
import { children } from './children.projection.ts';

const registered = happened(
  'ChildRegistered',
  { expectedDob: '2015-08-20', sex: 'U', homeArea: 'EAST' },
  { occurredOn: '2015-05-01' },
);

describe('the children', () => {
  it('become one row each, with what a list shows beside a child', () => {
    const events = [
      registered,
      happened('UnbornChildBorn', { dob: '2015-08-25' }),
      happened('DemographicsAmended', { field: 'sex', from: 'U', to: 'F' }, { occurredOn: '2015-08-26' }),
      happened('RecordRestricted', { level: 'NAMED_WORKERS', allowed: ['W1'] }, { occurredOn: '2015-09-01' }),
    ];
    expect(cellsFrom(children, events)).toEqual([
      {
        dob: '2015-08-25',
        expectedDob: '2015-08-20',
        diedOn: null,
        sex: 'F',
        isRestricted: true,
        restriction: 'NAMED_WORKERS',
        team: null,
        area: 'EAST',
      },
    ]);
  });

  it('that were merged are one, with the id of the survivor; nothing is said of a child nobody registered', () => {
    const merge = happened(
      'DuplicateRecordsMerged',
      { survivorId: 'C1', mergedId: 'C2' },
      { occurredOn: '2015-06-01' },
    );
    const other = happened('ChildRegistered', { dob: '2010-01-01' }, { childId: 'C2', occurredOn: '2015-05-02' });
    expect(rowsFrom(children, [registered, other]).map((row) => row.rowId)).toEqual(['C1', 'C2']);
    expect(rowsFrom(children, [registered, other, merge]).map((row) => row.rowId)).toEqual(['C1']);
    expect(
      rowsFrom(children, [happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-05-01', source: '6' })]),
    ).toEqual([]);
  });
});
