import { plainDate } from '#calendar/plain-date';
import { loadOf } from './caseload-load.ts';

const guarantee = { usual: 20, inCare: 15, newlyQualified: 15 };
const worker = { cases: 18, fteHundredths: 100, asyeUntil: null, teamType: 'SAFEGUARDING' } as const;

describe('a caseload against what is guaranteed', () => {
  it('says how much room there is, and when there is none', () => {
    expect(loadOf(worker, guarantee)).toMatchObject({ perPost: 18, most: 20, says: 'Room for 2 of 20' });
    expect(loadOf(worker, guarantee, 2)).toMatchObject({ says: 'At the guarantee of 20', colour: 'yellow' });
    expect(loadOf(worker, guarantee, 5)).toMatchObject({ says: '3 over the guarantee of 20', colour: 'red' });
  });

  it('is 15 in a team for children in care, and in the assessed and supported year: the protected caseload', () => {
    expect(loadOf({ ...worker, teamType: 'CHILDREN_IN_CARE' }, guarantee)).toMatchObject({
      most: 15,
      isProtected: false,
    });
    const newly = { ...worker, asyeUntil: plainDate('2016-12-31') };
    expect(loadOf(newly, guarantee)).toMatchObject({ most: 15, isProtected: true, says: '3 over the guarantee of 15' });
  });

  it('is as large as the part of a post, and for each whole post', () => {
    expect(loadOf({ ...worker, cases: 9, fteHundredths: 60 }, guarantee)).toMatchObject({ most: 12, perPost: 15 });
    expect(loadOf({ ...worker, fteHundredths: 0 }, guarantee)).toMatchObject({ most: 0, perPost: undefined });
  });
});
