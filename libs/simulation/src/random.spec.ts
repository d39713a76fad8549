import { randomFrom, shares } from './random.ts';

describe('chance from a seed', () => {
  const numbers = (...seed: readonly (string | number)[]) => {
    const random = randomFrom(...seed);
    return Array.from({ length: 20 }, () => random.next());
  };

  it('tells the same story for the same seed and another one for another', () => {
    expect(numbers(1, 'story', 7)).toEqual(numbers(1, 'story', 7));
    expect(numbers(1, 'story', 7)).not.toEqual(numbers(2, 'story', 7));
    expect(numbers(1, 'story', 7)).not.toEqual(numbers(1, 'story', 8));
  });

  it('does not depend on the platform: the first numbers of a seed are these', () => {
    const random = randomFrom('waymark');
    expect(Array.from({ length: 6 }, () => random.whole(0, 999))).toMatchInlineSnapshot(`
     [
       357,
       74,
       773,
       544,
       395,
       705,
     ]
    `);
  });

  it('takes each choice as often as its weight says', () => {
    const random = randomFrom('weights');
    const taken = new Map<string, number>();
    for (let i = 0; i < 20_000; i++) {
      const one = random.weighted(...shares({ often: 70, seldom: 25, rarely: 5, never: 0 }));
      taken.set(one, (taken.get(one) ?? 0) + 1);
    }
    expect(taken.get('often')! / 20_000).toBeCloseTo(0.7, 1);
    expect(taken.get('seldom')! / 20_000).toBeCloseTo(0.25, 1);
    expect(taken.get('rarely')! / 20_000).toBeCloseTo(0.05, 1);
    expect(taken.has('never')).toBe(false);
  });

  it('keeps to its bounds and reaches both of them', () => {
    const random = randomFrom('bounds');
    const whole = Array.from({ length: 2000 }, () => random.whole(3, 9));
    const around = Array.from({ length: 2000 }, () => random.around(0, 10));
    expect([Math.min(...whole), Math.max(...whole)]).toEqual([3, 9]);
    expect(Math.min(...around)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...around)).toBeLessThanOrEqual(10);
  });

  it('waits as long as the mean says, on average', () => {
    const random = randomFrom('waiting');
    const days = Array.from({ length: 20_000 }, () => random.waiting(30));
    const mean = days.reduce((sum, one) => sum + one, 0) / days.length;
    expect(mean).toBeGreaterThan(28);
    expect(mean).toBeLessThan(32);
    expect(Math.min(...days)).toBe(0);
  });
});
