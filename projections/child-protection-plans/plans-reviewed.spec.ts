import { happened } from '#testing/given';
import { figureOf } from '#testing/measured';
import { cp09, cp09Calendar } from './cp-09-plans-reviewed-in-timescale.measure.ts';

const started = (startedOn: string) => happened('CpPlanStarted', { planId: 'P1', startedOn, category: 'NEG' });
const reviewed = (heldOn: string) => happened('ReviewConferenceHeld', { planId: 'P1', heldOn, decision: 'CONTINUE' });
const ended = (endedOn: string) => happened('CpPlanEnded', { planId: 'P1', endedOn, reason: 'RISK_ENDED' });

/** Numerator and denominator of CP-09 for a plan begun on 2015-03-02, whose first review is due on 2015-06-01. */
const judged = (on: string, ...reviews: readonly string[]) => {
  const { numerator, denominator } = figureOf(cp09, [started('2015-03-02'), ...reviews.map(reviewed)], { on });
  return [numerator, denominator];
};

describe('plans reviewed in timescale (CP-09)', () => {
  it('are those open more than 91 days: not yet on day 91, on day 92 they are', () => {
    expect(judged('2015-06-01')).toEqual([0, 0]);
    expect(judged('2015-06-01', '2015-05-11')).toEqual([0, 0]);
    expect(judged('2015-06-02', '2015-05-11')).toEqual([1, 1]);
  });

  it('without a review are overdue from day 92', () => {
    expect(judged('2015-06-02')).toEqual([0, 1]);
  });

  it('whose first review came late are not, however timely the later ones', () => {
    expect(judged('2015-12-31', '2015-06-02', '2015-11-02')).toEqual([0, 1]);
  });

  it('are until the day the next review is due, and not on the day after', () => {
    expect(judged('2015-12-01', '2015-06-01')).toEqual([1, 1]);
    expect(judged('2015-12-02', '2015-06-01')).toEqual([0, 1]);
    expect(judged('2015-12-02', '2015-06-01', '2015-12-01')).toEqual([1, 1]);
  });

  it('are judged by what had happened by then: a review held late was in time until it was due', () => {
    const reviews = ['2015-06-01', '2016-01-11'];
    expect(judged('2015-12-01', ...reviews)).toEqual([1, 1]);
    expect(judged('2015-12-02', ...reviews)).toEqual([0, 1]);
  });

  it('are none once they have ended', () => {
    const events = [started('2015-03-02'), reviewed('2015-06-01'), ended('2015-09-01')];
    expect(figureOf(cp09, events, { on: '2015-08-31' })).toEqual({ numerator: 1, denominator: 1, value: 100 });
    expect(figureOf(cp09, events, { on: '2015-09-01' })).toEqual({ numerator: 0, denominator: 0, value: null });
  });

  it('by calendar months fall due three and six months on, which may be later or earlier than by days', () => {
    const events = [started('2015-03-02'), reviewed('2015-06-02'), reviewed('2015-11-30')];
    expect(figureOf(cp09, events, { on: '2015-12-31' }).value).toBe(0);
    expect(figureOf(cp09Calendar, events, { on: '2015-12-31' }).value).toBe(100);
    const winter = [started('2014-11-30'), reviewed('2015-03-01')];
    expect(figureOf(cp09, winter, { on: '2015-03-31' }).value).toBe(100);
    expect(figureOf(cp09Calendar, winter, { on: '2015-03-31' }).value).toBe(0);
  });
});
