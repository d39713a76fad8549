import fc from 'fast-check';
import { plainDate } from '#calendar/plain-date';
import { figure, halfUp, reductionPercent } from './figure.ts';
import { flow, measure, type Measure } from './measure.ts';
import { projection } from './projection.ts';

const rows = projection({
  name: 'rows',
  question: 'Which?',
  version: 1,
  columns: { on: 'day' },
  reads: [],
  rows: () => [],
});
const counted = flow(rows, 'on');
const shown = (unit: Measure['unit'], decimals: number, denominator?: Measure['denominator']) =>
  measure({
    id: 'X',
    title: 'X',
    definition: 'X',
    source: 'X',
    unit,
    decimals,
    polarity: 'none',
    numerator: counted,
    ...(denominator === undefined ? {} : { denominator }),
  });
const period = (from: string, to: string) => ({ from: plainDate(from), to: plainDate(to), asAt: plainDate(to) });
const april = period('2016-04-01', '2016-04-30');

describe('a percentage from whole counts, rounded half up', () => {
  it.each([
    ['IC06', 29, 35, 0, 83],
    ['CP12', 57, 249, 1, 22.9],
    ['RT09', 1507, 6376, 0, 24],
    ['RT11', 691, 1124, 0, 61],
    ['RT12', 679, 1068, 0, 64],
    ['RT13', 549, 827, 0, 66],
    ['RT14', 1123, 1391, 0, 81],
    ['RT15', 986, 1121, 0, 88],
    ['RT16', 62, 427, 0, 15],
    ['RT17', 112, 140, 0, 80],
    ['RT18', 49, 156, 0, 31],
    ['RT20', 1202, 2276, 1, 52.8],
    ['RT22', 1, 200, 0, 1],
    ['UN04', 17, 5357, 1, 0.3],
    ['UN05', 0, 1537, 1, 0],
  ] as const)('%s: %i of %i', (_, above, below, decimals, expected) => {
    expect(figure(shown('percent', decimals, counted), above, below, april, null)).toEqual({
      numerator: above,
      denominator: below,
      value: expected,
    });
  });

  it('of nothing is no figure, and nothing of something is nought', () => {
    expect(figure(shown('percent', 1, counted), 0, 0, april, null).value).toBeNull();
    expect(figure(shown('percent', 1, counted), 0, 7, april, null).value).toBe(0);
  });
});

describe('a rate per 10,000', () => {
  const rate = (annualised: boolean) => ({ kind: 'population', annualised }) as const;

  it('RT01: of 1,305 plans and 274,500 people is 48', () => {
    expect(figure(shown('per10000', 0, rate(false)), 1305, null, april, 274_500).value).toBe(48);
  });

  it('RT03: of the children in need of England in 2024 is 332.9', () => {
    expect(figure(shown('per10000', 1, rate(false)), 399_460, null, april, 11_998_646).value).toBe(332.9);
  });

  // England in the year that ended in March 2024, over the mid-2023 estimates the releases used (catalogue C.0.11).
  it.each([
    ['RT04', 'referrals', 621_880, 11_998_646, 1, 518.3],
    ['RT05', 'children on a child protection plan', 49_900, 11_998_646, 1, 41.6],
    ['RT06', 'looked-after children', 83_530, 12_059_476, 0, 69],
  ] as const)('%s: of the %s of England in 2024', (_, __, count, people, decimals, expected) => {
    expect(figure(shown('per10000', decimals, rate(false)), count, null, april, people).value).toBe(expected);
  });

  it('RT24: of a quarter is annualised', () => {
    const quarter = period('2016-04-01', '2016-06-30');
    expect(figure(shown('per10000', 1, rate(true)), 705, null, quarter, 45_392).value).toBe(621.3);
  });

  it.each([
    [559, 103_000, 54],
    [508, 106_000, 48],
    [575, 66_000, 87],
  ])('BD07: of %i looked-after children in an area of %i people', (above, population, expected) => {
    expect(figure(shown('per10000', 0, rate(false)), above, null, april, population).value).toBe(expected);
  });

  it('is no figure where no population is loaded', () => {
    expect(figure(shown('per10000', 1, rate(true)), 5, null, april, null)).toEqual({
      numerator: 5,
      denominator: null,
      value: null,
    });
  });
});

describe('other figures', () => {
  it('BD05: a net figure is one count less the other', () => {
    expect(figure(shown('net', 0, counted), 5149, 1296, april, null)).toEqual({
      numerator: 5149,
      denominator: 1296,
      value: 3853,
    });
    expect(figure(shown('net', 0, counted), 3, 10, april, null).value).toBe(-7);
  });

  it('a count is itself', () => {
    expect(figure(shown('count', 0), 12, null, april, null)).toEqual({ numerator: 12, denominator: null, value: 12 });
  });

  it('a monthly average is rounded to whole numbers', () => {
    const quarter = period('2016-04-01', '2016-06-30');
    expect(figure(shown('perMonth', 0, { kind: 'months' }), 1498, null, quarter, null)).toEqual({
      numerator: 1498,
      denominator: 3,
      value: 499,
    });
  });
});

describe('half up', () => {
  it('rounds a half away from nought on both sides', () => {
    expect([halfUp(5, 10, 0), halfUp(-5, 10, 0), halfUp(25, 100, 1), halfUp(-25, 100, 1)]).toEqual([1, -1, 0.3, -0.3]);
  });

  it('agrees with exact whole-number division for all counts', () => {
    const counts = fc.tuple(
      fc.integer({ min: 0, max: 2_000_000 }),
      fc.integer({ min: 1, max: 15_000_000 }),
      fc.integer({ min: 0, max: 2 }),
    );
    fc.assert(
      fc.property(counts, ([above, below, decimals]) => {
        const shift = 10n ** BigInt(decimals);
        const exact = (2n * BigInt(above) * 100n * shift + BigInt(below)) / (2n * BigInt(below));
        expect(halfUp(above * 100, below, decimals)).toBe(Number(exact) / Number(shift));
      }),
    );
  });
});

describe('the reduction of a count between two days', () => {
  it('MN02: of a backlog of 60 that is 32 now is 47%', () => {
    expect(reductionPercent(60, 32)).toBe(47);
  });

  it('is negative where the count rose, and nothing where there was none', () => {
    expect([reductionPercent(32, 60), reductionPercent(0, 5), reductionPercent(8, 0)]).toEqual([-88, null, 100]);
  });

  it('has as many decimals as asked for', () => {
    expect(reductionPercent(60, 32, 1)).toBe(46.7);
  });
});
