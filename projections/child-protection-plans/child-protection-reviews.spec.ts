import { happened } from '#testing/given';
import { cellsFrom, figureOf, partsOf } from '#testing/measured';
import { childProtectionReviews } from './child-protection-reviews.projection.ts';
import { cp08, cp08Calendar, cp08Late } from './cp-08-review-conferences-in-time.measure.ts';

const everSince = { from: '2000-01-01', to: '2030-12-31' };

const started = happened('CpPlanStarted', { planId: 'P1', startedOn: '2015-03-02', category: 'NEG' });
const reviewed = (heldOn: string) => happened('ReviewConferenceHeld', { planId: 'P1', heldOn, decision: 'CONTINUE' });
const row = (...heldOn: readonly string[]) =>
  cellsFrom(childProtectionReviews, [started, ...heldOn.map(reviewed)]).at(-1)!;

describe('the review conferences', () => {
  it('become one row each, with the day each was due by', () => {
    const whole = { planId: 'P1', lateReason: null, team: null, area: null };
    expect(cellsFrom(childProtectionReviews, [started, reviewed('2015-06-02'), reviewed('2015-11-30')])).toEqual([
      {
        ...whole,
        heldOn: '2015-06-02',
        dueOn: '2015-06-01',
        inTime: false,
        calendarDueOn: '2015-06-02',
        inTimeByCalendar: true,
      },
      {
        ...whole,
        heldOn: '2015-11-30',
        dueOn: '2015-12-02',
        inTime: true,
        calendarDueOn: '2015-12-02',
        inTimeByCalendar: true,
      },
    ]);
  });

  it('CP13: the first is due 91 days after the start of the plan', () => {
    expect(row('2015-05-01').dueOn).toBe('2015-06-01');
  });

  it('CP14: the first is in time on that day', () => {
    expect(row('2015-06-01').inTime).toBe(true);
  });

  it('CP15: a later one is due 183 days after the one before', () => {
    expect(row('2015-06-01', '2015-08-31', '2016-01-04').dueOn).toBe('2016-03-01');
  });

  it('CP16: by the calendar rule a later one is due 6 months after the one before, at the end of a shorter month', () => {
    expect(row('2015-06-01', '2015-08-31', '2016-01-04').calendarDueOn).toBe('2016-02-29');
  });

  it('CP17: a later one is in time on its due day and late on the day after', () => {
    expect(row('2015-08-31', '2016-03-01').inTime).toBe(true);
    expect(row('2015-08-31', '2016-03-02').inTime).toBe(false);
  });

  it('CP18: the first on day 92 is late', () => {
    expect(row('2015-06-02').inTime).toBe(false);
  });

  it('are counted in time by either rule', () => {
    const events = [started, reviewed('2015-06-02'), reviewed('2015-11-30')];
    expect(figureOf(cp08, events, everSince)).toEqual({ numerator: 1, denominator: 2, value: 50 });
    expect(figureOf(cp08Calendar, events, everSince).value).toBe(100);
  });

  it('that were late are told apart by the reason given', () => {
    const late = (planId: string, lateReason: object) => [
      happened('CpPlanStarted', { planId, startedOn: '2015-03-02', category: 'NEG' }, { childId: planId }),
      happened('ReviewConferenceHeld', { planId, heldOn: '2015-06-02', ...lateReason }, { childId: planId }),
    ];
    const events = [
      ...late('P1', { lateReason: 'QUORACY' }),
      ...late('P2', {}),
      ...late('P3', { heldOn: '2015-06-01', lateReason: 'FAMILY' }),
    ];
    expect(partsOf(cp08Late, events, everSince)).toEqual({ NOT_KNOWN: 1, QUORACY: 1 });
  });
});
