import { happened, on } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { journeyOf } from '../journey.ts';
import {
  childProtectionPlans,
  nextCoreGroupDueOn,
  nextVisitDueOn,
  plansOfThisAuthority,
} from './child-protection-plans.ts';
import { coreGroupOverdueFrom } from './core-groups-due.ts';
import { seenAlone, visitIntervals } from './visit-intervals.ts';
import { visitDueOn, visitOverdueFrom } from './visits-due.ts';

const started = happened('CpPlanStarted', { planId: 'P1', startedOn: '2015-10-01', category: 'NEG' });
const visited = (visitedOn: string, seen = true, alone = false) =>
  happened('CpVisitMade', { planId: 'P1', visitedOn, seen, alone });
const ended = happened('CpPlanEnded', { planId: 'P1', endedOn: '2015-12-01' });
const plan = (...events: readonly RecordedEvent[]) => childProtectionPlans(journeyOf('C1', [started, ...events]))[0]!;

describe('the next visit', () => {
  it('is due 10 working days, 14 or 28 days after the child was last seen', () => {
    const seen = on('2015-10-16');
    expect([visitDueOn(seen), visitDueOn(seen, 'DAYS14'), visitDueOn(seen, 'DAYS28')]).toEqual([
      '2015-10-30',
      '2015-10-30',
      '2015-11-13',
    ]);
  });

  it('is late from the next working day, or the next day', () => {
    const seen = on('2015-10-16');
    expect([visitOverdueFrom(seen), visitOverdueFrom(seen, 'DAYS14'), visitOverdueFrom(seen, 'DAYS28')]).toEqual([
      '2015-11-02',
      '2015-10-31',
      '2015-11-14',
    ]);
  });

  it('of a plan is counted from the last visit that saw the child, or from its start', () => {
    expect(nextVisitDueOn(plan())).toBe('2015-10-15');
    expect(nextVisitDueOn(plan(visited('2015-10-09', false)))).toBe('2015-10-15');
    expect(nextVisitDueOn(plan(visited('2015-10-09'), visited('2015-10-12', false)), 'DAYS14')).toBe('2015-10-23');
  });
});

describe('the visit intervals of a plan', () => {
  it('run from one day the child was seen to the next, and to the end of the plan', () => {
    const visits = [
      visited('2015-10-09'),
      visited('2015-10-09', true, true),
      visited('2015-10-20', false),
      visited('2015-12-01'),
    ];
    expect(visitIntervals(plan(...visits, ended)).map(({ visits: own, ...days }) => [days, own.length])).toEqual([
      [{ since: '2015-10-01', to: '2015-10-09', seenAgainOn: '2015-10-09' }, 0],
      [{ since: '2015-10-09', to: '2015-12-01', seenAgainOn: '2015-12-01' }, 3],
    ]);
  });

  it('leave out visits before and after the plan', () => {
    const outside = [visited('2015-09-30'), visited('2015-12-02')];
    expect(visitIntervals(plan(...outside, ended))).toEqual([{ since: '2015-10-01', to: '2015-12-01', visits: [] }]);
  });

  it('tell of each day whether the latest visit saw the child alone', () => {
    const [first, second] = visitIntervals(plan(visited('2015-10-09', true, true), visited('2015-10-20', false)));
    expect(seenAlone(first!, on('2015-10-08'))).toBeUndefined();
    expect(seenAlone(second!, on('2015-10-19'))).toBe(true);
    expect(seenAlone(second!, on('2015-10-20'))).toBe(false);
  });
});

describe('the next core group', () => {
  it('is due six weeks after the last, the first 10 working days after the conference', () => {
    expect(nextCoreGroupDueOn(plan())).toBe('2015-10-15');
    const held = happened('CoreGroupHeld', { planId: 'P1', heldOn: '2015-10-12' });
    expect(nextCoreGroupDueOn(plan(held))).toBe('2015-11-23');
  });

  it('is late from the next working day for the first, from the next day for the others', () => {
    expect(coreGroupOverdueFrom(on('2015-10-16'), undefined)).toBe('2015-11-02');
    expect(coreGroupOverdueFrom(on('2015-10-16'), on('2015-10-30'))).toBe('2015-12-12');
  });
});

describe('a plan of another authority', () => {
  it('is told apart from those of this one', () => {
    const guest = happened('CpPlanStarted', {
      planId: 'P1',
      startedOn: '2015-10-01',
      category: 'NEG',
      temporaryForLa: '335',
    });
    const journey = journeyOf('C1', [guest]);
    expect(childProtectionPlans(journey).map((one) => one.isTemporary)).toEqual([true]);
    expect(plansOfThisAuthority(journey)).toEqual([]);
  });
});
