import fc from 'fast-check';
import { addDays } from '#calendar/plain-date';
import { happened, on } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { extend, emptyJourney, journeyOf } from '../journey.ts';
import { runsOn } from '../succession.ts';
import { childProtectionPlans, nextReviewDueOn, openProtectionPlan } from './child-protection-plans.ts';
import { coreGroupDueOn } from './core-groups-due.ts';
import { reviewDueOn } from './review-due.ts';

const started = (planId: string, startedOn: string, category: 'NEG' | 'EMO' = 'NEG') =>
  happened('CpPlanStarted', { planId, startedOn, category });
const ended = (endedOn: string, planId?: string) =>
  happened('CpPlanEnded', { endedOn, ...(planId === undefined ? {} : { planId }) });
const review = (heldOn: string) => happened('ReviewConferenceHeld', { heldOn });
const category = (day: string, to: 'PHY' | 'EMO' | 'NEG') => happened('CpCategoryChanged', { on: day, category: to });
const of = (...events: RecordedEvent[]) => childProtectionPlans(journeyOf('C1', events));

describe('a child protection plan', () => {
  it('CP01: is not open on the day it ends', () =>
    expect(runsOn(of(started('P1', '2015-01-10'), ended('2015-03-31'))[0]!, on('2015-03-31'))).toBe(false));
  it('CP02: is open the day before it ends', () =>
    expect(runsOn(of(started('P1', '2015-01-10'), ended('2015-04-01'))[0]!, on('2015-03-31'))).toBe(true));
  it('CP03: is open on the day it starts', () => {
    const journey = journeyOf('C1', [started('P1', '2015-03-31')]);
    expect(openProtectionPlan(journey, on('2015-03-31'))?.planId).toBe('P1');
    expect(openProtectionPlan(journey, on('2015-03-30'))).toBeUndefined();
  });

  it('CP15: a later review is due 183 days after the one before', () =>
    expect(reviewDueOn(on('2015-06-01'), on('2015-08-31'))).toBe('2016-03-01'));
  it('CP16: or six calendar months after it, where the policy says so', () =>
    expect(reviewDueOn(on('2015-06-01'), on('2015-08-31'), 'CALENDAR')).toBe('2016-02-29'));
  it('is first reviewed after three calendar months, where the policy says so', () =>
    expect(reviewDueOn(on('2015-11-30'), undefined, 'CALENDAR')).toBe('2016-02-29'));

  it('CP18: started on 2015-03-02 and reviewed on 2015-06-02 it was reviewed late', () => {
    const [plan] = of(started('P1', '2015-03-02'), review('2015-06-02'));
    expect(plan?.reviews.map(({ heldOn, dueOn }) => [heldOn, dueOn])).toEqual([['2015-06-02', '2015-06-01']]);
  });

  it('counts each later review from the one before, and says when the next is due', () => {
    const [plan] = of(started('P1', '2015-03-02'), review('2015-08-31'), review('2015-05-29'), review('2015-03-02'));
    expect(plan?.reviews.map(({ heldOn, dueOn }) => [heldOn, dueOn])).toEqual([
      ['2015-05-29', '2015-06-01'],
      ['2015-08-31', '2015-11-28'],
    ]);
    expect(nextReviewDueOn(plan!)).toBe('2016-03-01');
    expect(nextReviewDueOn(of(started('P1', '2015-03-02'))[0]!)).toBe('2015-06-01');
  });

  it('CP24: its first core group is due 10 working days after the conference of 2016-03-21', () => {
    expect(coreGroupDueOn(on('2016-03-21'), undefined)).toBe('2016-04-06');
    const groups = ['2016-03-21', '2016-04-05'].map((heldOn) => happened('CoreGroupHeld', { heldOn }));
    expect(of(started('P1', '2016-03-21'), ...groups)[0]?.coreGroups.map(({ dueOn }) => dueOn)).toEqual([
      '2016-04-06',
      '2016-05-02',
    ]);
  });

  it('keeps its first category and tells the latest', () => {
    const [plan] = of(
      started('P1', '2015-03-02'),
      category('2015-06-01', 'EMO'),
      category('2015-09-01', 'PHY'),
      ended('2015-12-01'),
    );
    expect([plan?.category, plan?.latestCategory]).toEqual(['NEG', 'PHY']);
    expect(plan?.categories).toEqual([
      { from: '2015-03-02', to: '2015-06-01', value: 'NEG' },
      { from: '2015-06-01', to: '2015-09-01', value: 'EMO' },
      { from: '2015-09-01', to: '2015-12-01', value: 'PHY' },
    ]);
  });

  it('lists its visits, seen or not, alone or not', () => {
    const visits = [
      happened('CpVisitMade', { visitedOn: '2015-03-20', seen: true }),
      happened('CpVisitMade', { visitedOn: '2015-03-10', seen: true, alone: true }),
      happened('CpVisitMade', { visitedOn: '2015-03-01', seen: true }),
    ];
    expect(
      of(started('P1', '2015-03-02'), ...visits)[0]?.visits.map((one) => [one.visitedOn, one.seen, one.alone]),
    ).toEqual([
      ['2015-03-10', true, true],
      ['2015-03-20', true, false],
    ]);
  });

  it('knows of plans before the system, which no event tells of', () => {
    const one = happened('CpPlanStarted', {
      planId: 'P1',
      startedOn: '2015-03-02',
      category: 'NEG',
      previousPlansHere: 2,
    });
    expect(of(one)[0]?.previousPlansElsewhereCounted).toBe(2);
    expect(of(started('P1', '2015-03-02'))[0]?.previousPlansElsewhereCounted).toBe(0);
  });
});

describe('child protection plans', () => {
  it('are one where two records start on one day, as after a merge of two files', () =>
    expect(
      of(started('P1', '2015-03-02'), started('P2', '2015-03-02', 'EMO'), ended('2015-09-01', 'P2')),
    ).toMatchObject([{ startedOn: '2015-03-02', endedOn: '2015-09-01' }]));

  it('are ended by the end that names them, or by the one on whose day they still ran', () =>
    expect(
      of(ended('2016-03-01'), started('P2', '2015-09-01'), ended('2015-09-01'), started('P1', '2015-03-02')).map(
        ({ planId, endedOn }) => [planId, endedOn],
      ),
    ).toEqual([
      ['P1', '2015-09-01'],
      ['P2', '2016-03-01'],
    ]));

  it('do not mind ends, visits and reviews of a plan nobody started', () =>
    expect(of(ended('2015-09-01', 'P9'), review('2015-06-01'), category('2015-06-01', 'EMO'))).toEqual([]));

  const days = fc.integer({ min: 0, max: 900 }).map((n) => addDays(on('2015-01-01'), n));
  const id = fc.constantFrom('P1', 'P2', 'P3');
  const anEvent: fc.Arbitrary<RecordedEvent> = fc.oneof(
    fc.tuple(id, days).map(([planId, day]) => started(planId, day)),
    fc.tuple(days, fc.option(id, { nil: undefined })).map(([day, planId]) => ended(day, planId)),
    days.map(review),
    days.map((day) => category(day, 'EMO')),
    days.map((day) => happened('CpVisitMade', { visitedOn: day, seen: true })),
    days.map((day) => happened('CoreGroupHeld', { heldOn: day })),
  );

  it('are the same in whatever order and however often their events arrive', () =>
    fc.assert(
      fc.property(
        fc
          .array(anEvent, { maxLength: 25 })
          .chain((events) =>
            fc.tuple(
              fc.constant(events),
              fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
            ),
          ),
        ([events, arrived]) => {
          const one = childProtectionPlans(journeyOf('C1', events));
          const byOne = arrived.reduce((journey, event) => extend(journey, [event]), emptyJourney('C1'));
          expect(childProtectionPlans(byOne)).toEqual(one);
        },
      ),
    ));
});
