import { marked, withoutRestricted } from './restricted.ts';

const restricted = new Set(['C7', 'C-8.a']);

describe('what is said where a record is restricted', () => {
  it('names it nowhere: alone, in a list, in a sentence, or in the id of a row', () => {
    const said = {
      childId: 'C1',
      otherChildId: 'C7',
      children: ['C1', 'C7', 'C-8.a'],
      rowId: 'C7/REF-1#2026-01-12',
      words: 'It is counted already under row C7/REF-1, as C7:2, and again for C7. See C-8.a.',
      n: 7,
      nothing: null,
    };
    expect(JSON.stringify(withoutRestricted(said, restricted))).not.toMatch(/C7|C-8/);
    expect(withoutRestricted(said, restricted)).toMatchObject({
      childId: 'C1',
      children: ['C1', 'a restricted record', 'a restricted record'],
      words: expect.stringMatching(/again for a restricted record\. See a restricted record\.$/) as string,
      n: 7,
      nothing: null,
    });
  });

  it('leaves others alone, also those whose id begins or ends like its', () => {
    const said = { a: 'C70', b: 'XC7', c: 'C7-1', d: 'C-8.ab', e: '2026-01-12T09:00:00.000Z' };
    expect(withoutRestricted(said, restricted)).toEqual(said);
  });

  it('makes its own line a marker without child, row, case and events, and keeps what is counted', () => {
    const line = { childId: 'C7', rowId: 'C7/1', caseId: 'R1', events: [], area: 'SOUTH', numerator: true };
    expect(marked(line, restricted)).toEqual({ area: 'SOUTH', numerator: true, restricted: true });
    expect(marked({ childId: 'C1', says: 'with C7' }, restricted)).toEqual({
      childId: 'C1',
      says: 'with a restricted record',
    });
  });
});
