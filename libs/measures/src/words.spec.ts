import { measureById, measures } from '#projections/index';
import { countsOf } from './measure.ts';
import { breakdownWords, countWords, denominatorWords } from './words.ts';

describe('a count in words', () => {
  it('names its rows, its day and its conditions', () => {
    expect(countWords(measureById('RF-05')!.numerator)).toBe(
      'rows of `referrals` whose `referredOn` is in the period; `reReferral` is true',
    );
    expect(denominatorWords(measureById('RF-05')!)).toBe('rows of `referrals` whose `referredOn` is in the period');
    expect(denominatorWords(measureById('RF-01')!)).toBeNull();
    expect(denominatorWords(measureById('RF-04')!)).toBe('the months of the period');
    expect(countWords(measureById('CP-06')!.denominator as never)).toMatch(
      /^rows of `.*` that stand on the day asked for/,
    );
    expect(breakdownWords(measureById('RF-03')!)).toBe('area, team, week (Monday to Sunday)');
  });

  it('leaves out no condition: two counts that differ differ in words', () => {
    const counts = measures.flatMap(countsOf);
    const words = new Map<string, Set<string>>();
    for (const count of counts) {
      // Where the sum of a row stands (its team and area columns) is told by the breakdown, not by the count.
      const {
        projection,
        team: _,
        area: __,
        ...rest
      } = count as { projection: { name: string }; team?: string; area?: string };
      const meant = JSON.stringify([projection.name, rest], (key, value: unknown) =>
        key === 'projection' ? (value as { name: string }).name : value,
      );
      const said = countWords(count);
      words.set(said, (words.get(said) ?? new Set()).add(meant));
    }
    expect([...words].filter(([, meanings]) => meanings.size > 1).map(([said]) => said)).toEqual([]);
  });
});
