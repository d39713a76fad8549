import { shown, table } from './print.ts';

const value = (of: number | null) => ({ numerator: 0, denominator: null, value: of });

describe('a figure as it is read out', () => {
  it.each([
    ['ratio', 0, 67, '67:33'],
    ['ratio', 0, 100, '100:0'],
    ['fte', 1, 11, '11.0'],
    ['net', 1, 1.8, '1.8'],
    ['average', 0, 19, '19'],
    ['percent', 1, 13, '13.0%'],
    ['ratio', 0, null, '-'],
  ] as const)('of unit %s with %d decimals says %d as %s', (unit, decimals, of, expected) => {
    expect(shown(value(of), { unit, decimals })).toBe(expected);
  });

  it('stands to the right in its column, a ratio too', () =>
    expect(
      table(['Value'], [['67:33'], ['5']])
        .split('\n')
        .at(-1),
    ).toBe('    5'));
});
