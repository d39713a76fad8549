import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf } from '#testing/measured';
import { childInNeedPlans } from './child-in-need-plans.projection.ts';
import { cin05 } from './cin-05-child-in-need-plans-reviewed-in-time.measure.ts';
import { cin06 } from './cin-06-help-kept-up-after-a-protection-plan.measure.ts';
import { openChildInNeedPlans } from './open-child-in-need-plans.projection.ts';

const everSince = { from: '2000-01-01', to: '2030-12-31' };

const referred = happened('ReferralReceived', {
  caseId: 'K1',
  referredOn: '2016-01-04',
  source: '6',
  teamId: 'T1',
  areaId: 'EAST',
});
const moved = happened('CaseTransferredBetweenTeams', {
  caseId: 'K1',
  toTeam: 'T2',
  area: 'WEST',
  effectiveOn: '2016-03-01',
});
const started = (startedOn: string, kind: 'STANDARD' | 'STEP_DOWN_FROM_CPP' = 'STANDARD', childId = 'C1') =>
  happened('CinPlanStarted', { caseId: 'K1', cinPlanId: 'Q1', startedOn, kind }, { childId });
const reviewed = (heldOn: string) => happened('CinReviewHeld', { cinPlanId: 'Q1', heldOn });
const ended = (endedOn: string, childId = 'C1') =>
  happened('CinPlanEnded', { cinPlanId: 'Q1', endedOn, reason: 'NEED_MET' }, { childId });

describe('the child in need plans', () => {
  it('become one row each, under the team responsible at the start and at the end', () => {
    expect(cellsFrom(childInNeedPlans, [referred, started('2016-02-01'), moved, ended('2016-05-02')])).toEqual([
      {
        caseId: 'K1',
        kind: 'STANDARD',
        startedOn: '2016-02-01',
        endedOn: '2016-05-02',
        endReason: 'NEED_MET',
        lastedThreeMonths: true,
        team: 'T1',
        area: 'EAST',
        endedTeam: 'T2',
        endedArea: 'WEST',
      },
    ]);
  });

  it('while open become one row for each stretch of days in one team with one latest review', () => {
    const events = [referred, started('2016-02-01'), moved, reviewed('2016-04-29'), ended('2016-10-03')];
    const whole = {
      caseId: 'K1',
      kind: 'STANDARD',
      startedOn: '2016-02-01',
      reviewNeededFrom: '2016-05-02',
    };
    const unreviewed = { ...whole, reviewedOn: null, reviewDueOn: '2016-05-01', overdueFrom: '2016-05-02' };
    expect(cellsFrom(openChildInNeedPlans, events)).toEqual([
      { ...unreviewed, from: '2016-02-01', to: '2016-03-01', team: 'T1', area: 'EAST' },
      { ...unreviewed, from: '2016-03-01', to: '2016-04-29', team: 'T2', area: 'WEST' },
      {
        ...whole,
        reviewedOn: '2016-04-29',
        reviewDueOn: '2016-07-29',
        overdueFrom: '2016-07-30',
        from: '2016-04-29',
        to: '2016-10-03',
        team: 'T2',
        area: 'WEST',
      },
    ]);
  });
});

describe('a child in need plan reviewed in time (CIN-05)', () => {
  const judged = (events: readonly RecordedEvent[], on: string) => {
    const { numerator, denominator } = figureOf(cin05, events, { on });
    return denominator === 0 ? 'out' : numerator === 1 ? 'in' : 'late';
  };
  const plan = [referred, started('2016-02-01')];

  it('is not looked at until it is older than three months', () => {
    expect(judged(plan, '2016-05-01')).toBe('out');
    expect(judged(plan, '2016-05-02')).toBe('late');
  });

  it('is in time while its latest review is no more than three months old', () => {
    const events = [...plan, reviewed('2016-03-15'), reviewed('2016-04-29')];
    expect(judged(events, '2016-05-01')).toBe('out');
    expect(judged(events, '2016-05-02')).toBe('in');
    expect(judged(events, '2016-07-29')).toBe('in');
    expect(judged(events, '2016-07-30')).toBe('late');
    expect(judged([...events, reviewed('2016-08-15')], '2016-08-14')).toBe('late');
    expect(judged([...events, reviewed('2016-08-15')], '2016-08-15')).toBe('in');
  });

  it('reaches the end of a shorter month', () => {
    const events = [referred, started('2016-05-02'), reviewed('2016-11-30')];
    expect(judged(events, '2017-02-28')).toBe('in');
    expect(judged(events, '2017-03-01')).toBe('late');
  });

  it('is no longer looked at once it has ended', () => {
    expect(judged([...plan, ended('2016-06-01')], '2016-05-31')).toBe('late');
    expect(judged([...plan, ended('2016-06-01')], '2016-06-01')).toBe('out');
  });
});

describe('help kept up after a protection plan (CIN-06)', () => {
  const share = (...events: RecordedEvent[]) => figureOf(cin06, events, everSince);

  it('is kept up from the day three calendar months after the start on', () => {
    const until = (endedOn: string) => share(referred, started('2016-11-30', 'STEP_DOWN_FROM_CPP'), ended(endedOn));
    expect(until('2017-02-27')).toEqual({ numerator: 0, denominator: 1, value: 0 });
    expect(until('2017-02-28')).toEqual({ numerator: 1, denominator: 1, value: 100 });
  });

  it('is asked only of plans that followed one, and that have ended', () => {
    expect(share(referred, started('2016-02-01'), ended('2016-09-01')).denominator).toBe(0);
    expect(share(referred, started('2016-02-01', 'STEP_DOWN_FROM_CPP')).denominator).toBe(0);
  });

  it('counts in the team that held the case when it ended', () => {
    const events = [referred, started('2016-02-01', 'STEP_DOWN_FROM_CPP'), moved, ended('2016-05-02')];
    expect(figureOf(cin06, events, everSince, { team: 'T2' }).denominator).toBe(1);
    expect(figureOf(cin06, events, everSince, { area: 'EAST' }).denominator).toBe(0);
  });
});
