import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import type { Unit } from '#measures/measure';
import type { Target } from '#reference/reference';
import { exactly, over, type Exact } from './exact.ts';
import { boundsOn, judged, ratingOf, trendOf } from './rating.ts';

const day = plainDate('2016-04-30');
const bounds = boundsOn([], day);
const target = (value: number, tolerance: number | null = null): Target => ({
  measure: 'X',
  value,
  tolerance,
  from: day,
  until: null,
  recordedAt: instant('2016-04-01T00:00:00Z'),
});
const of = (polarity: 'high' | 'low' | 'none', unit: Unit = 'percent') => ({ polarity, unit });
const share = (part: number, whole: number): Exact => over(exactly(100 * part), exactly(whole))!;
const rated = (direction: ReturnType<typeof of>, value: Exact, aim: Target | null) =>
  ratingOf(direction, value, aim, bounds);
const trend = (polarity: 'high' | 'low' | 'none', before: number, now: number) =>
  trendOf({ polarity }, exactly(now), exactly(before), bounds);

describe('a rating (catalogue C.10)', () => {
  it('RG01: re-referrals 20% against 25%, low being good, are GREEN', () =>
    expect(rated(of('low'), share(239, 1168), target(25))).toBe('GREEN'));
  it('RG02: children seen 64% against 68% with a tolerance of 5 points are AMBER', () =>
    expect(rated(of('high'), share(679, 1068), target(68, 5))).toBe('AMBER'));
  it('RG03: visits 95% against 95% are GREEN', () => expect(rated(of('high'), exactly(95), target(95))).toBe('GREEN'));
  it('RG04: 17 unallocated against a target of 20 children are GREEN', () =>
    expect(rated(of('low', 'count'), exactly(17), target(20))).toBe('GREEN'));
  it('RG05: assessments 88% against 82% are GREEN', () =>
    expect(rated(of('high'), share(986, 1121), target(82))).toBe('GREEN'));
  it('RG08: in timescale 81% against 82% is AMBER', () =>
    expect(rated(of('high'), exactly(81), target(82))).toBe('AMBER'));

  it('is of the unrounded value: 94.96% prints as 95 and misses 95', () =>
    expect(rated(of('high'), share(9496, 10000), target(95))).toBe('AMBER'));
  it('tolerates 10% of the target of a count, and 1 of a caseload', () => {
    expect([22, 23].map((n) => rated(of('low', 'count'), exactly(n), target(20)))).toEqual(['AMBER', 'RED']);
    expect([17, 17.1].map((n) => rated(of('low', 'average'), exactly(n), target(16)))).toEqual(['AMBER', 'RED']);
  });
  it('is blank without a target, and where no direction is good', () => {
    expect(rated(of('high'), exactly(90), null)).toBeNull();
    expect(rated(of('none'), exactly(90), target(80))).toBeNull();
    expect(ratingOf(of('high'), null, target(80), bounds)).toBeNull();
  });
  it('takes the direction the target names', () =>
    expect(rated(of('none', 'count'), exactly(825), { ...target(850), polarity: 'low' })).toBe('GREEN'));
  it('follows the tolerance in force', () => {
    const set = { key: 'ragTolerancePoints', value: '2', from: day, recordedAt: instant('2016-04-01T00:00:00Z') };
    expect(ratingOf(of('high'), exactly(64), target(68), boundsOn([set], day))).toBe('RED');
  });
});

describe('a trend (catalogue C.10)', () => {
  it('RG11: 84 to 88, high being good, is GREEN', () => expect(trend('high', 84, 88)).toBe('GREEN'));
  it('RG12: 93.4 to 95.4 is GREEN', () => expect(trend('high', 93.4, 95.4)).toBe('GREEN'));
  it('RG13: 78.3 to 80.7 is GREEN', () => expect(trend('high', 78.3, 80.7)).toBe('GREEN'));
  it('RG15: 24.1 to 27.9, low being good, is RED by rule', () => expect(trend('low', 24.1, 27.9)).toBe('RED'));
  it('is AMBER for less than a point, and GREEN from a point on', () =>
    expect([84.99, 85].map((now) => trend('high', 84, now))).toEqual(['AMBER', 'GREEN']));
  it('is RED for no change, and none where no direction is good', () => {
    expect(trend('high', 84, 84)).toBe('RED');
    expect(trend('none', 84, 90)).toBeNull();
  });
});

describe('an override', () => {
  it('stands beside what was computed, with its reason', () =>
    expect(
      judged('RED', {
        measure: 'RF-05',
        asAt: day,
        what: 'trend',
        shown: 'AMBER',
        reason: 'one month only',
        by: null,
        recordedAt: instant('2016-05-01T00:00:00Z'),
      }),
    ).toEqual({ computed: 'RED', shown: 'AMBER', reason: 'one month only' }));
});
