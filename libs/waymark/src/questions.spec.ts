import { measures } from '#projections/index';
import { trendOf } from './questions.ts';

const polar = (polarity: 'high' | 'low' | 'none') =>
  measures.find((one) => one.unit === 'percent' && one.polarity === polarity)!;
/** A figure of so many tenths of a percent. */
const percent = (value: number) => ({ numerator: Math.round(value * 10), denominator: 1000, value });

describe('the trend of a measure, now beside the six months before (catalogue C.10)', () => {
  it('RG11: 84 to 88 where high is good is much better, GREEN', () =>
    expect(trendOf(polar('high'), percent(88), percent(84))).toBe('GREEN'));
  it('RG12: 93.4 to 95.4 where high is good is GREEN', () =>
    expect(trendOf(polar('high'), percent(95.4), percent(93.4))).toBe('GREEN'));
  it('RG13: 78.3 to 80.7 where high is good is GREEN', () =>
    expect(trendOf(polar('high'), percent(80.7), percent(78.3))).toBe('GREEN'));
  it('RG15: 24.1 to 27.9 where low is good is not better, RED', () =>
    expect(trendOf(polar('low'), percent(27.9), percent(24.1))).toBe('RED'));
  it('less than a point better is AMBER', () =>
    expect(trendOf(polar('high'), percent(84.9), percent(84))).toBe('AMBER'));
  it('is judged on unrounded values', () =>
    expect(
      trendOf(
        polar('high'),
        { numerator: 301, denominator: 1000, value: 30 },
        { numerator: 300, denominator: 1000, value: 30 },
      ),
    ).toBe('AMBER'));
  it('is not rated where nothing was counted then or now, or where no direction is good', () => {
    expect(trendOf(polar('high'), percent(50), { numerator: 0, denominator: 0, value: null })).toBeNull();
    expect(trendOf(polar('none'), percent(50), percent(40))).toBeNull();
  });
});
