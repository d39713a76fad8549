import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { careReviews } from './care-reviews.projection.ts';
import { lac05, lac05Late } from './lac-05-reviews-in-time.measure.ts';

const everSince = { from: '2000-01-01', to: '2030-12-31' };

const started = (startedOn: string, legalStatus: 'C1' | 'V4' = 'C1') =>
  happened('CareStarted', { periodId: 'L1', startedOn, legalStatus });
const reviewed = (heldOn: string, more: object = {}) => happened('CareReviewHeld', { periodId: 'L1', heldOn, ...more });
const last = (startedOn: string, ...heldOn: readonly string[]) =>
  cellsFrom(careReviews, [started(startedOn), ...heldOn.map((on) => reviewed(on))]).at(-1)!;

describe('the reviews of looked-after children', () => {
  it('become one row each, with the day each was due by', () => {
    const whole = { periodId: 'L1', lateReason: null, team: null, area: null };
    expect(cellsFrom(careReviews, [started('2015-10-05'), reviewed('2015-11-03'), reviewed('2016-02-03')])).toEqual([
      { ...whole, heldOn: '2015-11-03', dueOn: '2015-11-02', inTime: false, inTimeByDays: false },
      { ...whole, heldOn: '2016-02-03', dueOn: '2016-02-03', inTime: true, inTimeByDays: false },
    ]);
  });

  it('LA01: the first is due 20 working days after the start of care', () => {
    expect(last('2015-10-05', '2015-11-02')).toMatchObject({ dueOn: '2015-11-02', inTime: true });
    expect(last('2015-10-05', '2015-11-03').inTime).toBe(false);
  });

  it('LA02: the second is due 3 months after the first, at the end of a shorter month', () => {
    expect(last('2015-11-02', '2015-11-30', '2016-02-29')).toMatchObject({ dueOn: '2016-02-29', inTime: true });
  });

  it('LA03: the third is due 6 months after the second', () => {
    expect(last('2015-11-02', '2015-11-30', '2016-02-29', '2016-08-29')).toMatchObject({
      dueOn: '2016-08-29',
      inTime: true,
    });
  });

  it('LA04: a later one is late on the day after its due day', () => {
    expect(last('2015-11-02', '2015-11-30', '2016-02-29', '2016-08-30').inTime).toBe(false);
  });

  it('in short breaks are not counted, nor those whose due day cannot be known', () => {
    expect(figureOf(lac05, [started('2015-10-05', 'V4'), reviewed('2015-11-02')], everSince).denominator).toBe(0);
    expect(
      figureOf(lac05, [started('2013-10-07'), reviewed('2015-11-02', { kind: 'SUBSEQUENT' })], everSince).denominator,
    ).toBe(0);
    expect(figureOf(lac05, [started('2015-10-05'), reviewed('2015-11-02')], everSince)).toEqual({
      numerator: 1,
      denominator: 1,
      value: 100,
    });
  });

  it('of 89 of which 83 are in time are 6 late, by the reason given', () => {
    const events = Array.from({ length: 89 }, (_, i) => {
      const envelope = { childId: `C${i}` };
      const held =
        i < 83
          ? { heldOn: '2015-11-02' }
          : { heldOn: '2015-11-03', lateReason: i < 87 ? 'CHILD_AVAILABILITY' : 'FAMILY' };
      return [
        happened('CareStarted', { periodId: 'L1', startedOn: '2015-10-05', legalStatus: 'C1' }, envelope),
        happened('CareReviewHeld', { periodId: 'L1', ...held }, envelope),
      ];
    }).flat();
    expect(figureOf(lac05, events, everSince)).toEqual({ numerator: 83, denominator: 89, value: 93.3 });
    expect(partsOf(lac05Late, events, everSince)).toEqual({ CHILD_AVAILABILITY: 4, FAMILY: 2 });
  });
});
