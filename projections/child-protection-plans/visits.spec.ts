import fc from 'fast-check';
import { addDays, daysBetween, plainDate, type PlainDate } from '#calendar/plain-date';
import { workingDaysBetween } from '#calendar/working-days';
import type { RecordedEvent } from '#case-flow/event';
import { happened } from '#testing/given';
import { cellsFrom, figureOf, listOf } from '#testing/measured';
import { randomEvents } from '#testing/random-journeys';
import { childProtectionVisitsDue } from './child-protection-visits-due.projection.ts';
import { cp01 } from './cp-01-children-on-a-child-protection-plan.measure.ts';
import { cp10 } from './cp-10-children-visited-in-the-month.measure.ts';
import { cp11, cp11Fortnightly, cp11FourWeekly } from './cp-11-visits-within-the-standard.measure.ts';
import { cp11e, cp11eFortnightly, cp11eFourWeekly } from './cp-11e-visits-made-when-due.measure.ts';
import { cp15 } from './cp-15-children-seen-alone.measure.ts';

const started = (startedOn: string, childId = 'C1') =>
  happened('CpPlanStarted', { planId: 'P1', startedOn, category: 'NEG' }, { childId });
const ended = (endedOn: string, childId = 'C1') =>
  happened('CpPlanEnded', { planId: 'P1', endedOn, reason: 'RISK_ENDED' }, { childId });
const visited = (visitedOn: string, saw: 'seen' | 'alone' | 'not seen' = 'seen', childId = 'C1') =>
  happened('CpVisitMade', { planId: 'P1', visitedOn, seen: saw !== 'not seen', alone: saw === 'alone' }, { childId });
const referred = happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-06-01', source: '6', teamId: 'T1' });
const moved = (effectiveOn: string, toTeam: string) =>
  happened('CaseTransferredBetweenTeams', { caseId: 'K1', fromTeam: 'T1', toTeam, effectiveOn });

const counted = (measure: typeof cp11, events: readonly RecordedEvent[], when: Parameters<typeof figureOf>[2]) => {
  const { numerator, denominator } = figureOf(measure, events, when);
  return [numerator, denominator];
};

describe('visits within the standard (CP-11)', () => {
  const events = [started('2015-09-01'), visited('2015-10-15'), visited('2015-10-22', 'not seen')];
  const isInTime = (on: string, measure = cp11, given: readonly RecordedEvent[] = events) =>
    counted(measure, given, { on })[0] === 1;

  it('CP20: last seen on Thursday 2015-10-15 is in time on Thursday 2015-10-29', () => {
    expect(isInTime('2015-10-29')).toBe(true);
  });

  it('CP21: and late on Friday 2015-10-30', () => {
    expect(isInTime('2015-10-30')).toBe(false);
    expect(counted(cp11, events, { on: '2015-10-30' })).toEqual([0, 1]);
  });

  it('CP23: a plan without a visit is in time for as long from its start', () => {
    expect(isInTime('2015-10-29', cp11, [started('2015-10-15')])).toBe(true);
    expect(isInTime('2015-10-30', cp11, [started('2015-10-15')])).toBe(false);
  });

  it('by 14 and by 28 days is counted in days', () => {
    expect(['2015-10-29', '2015-10-30'].map((on) => isInTime(on, cp11Fortnightly))).toEqual([true, false]);
    expect(['2015-11-12', '2015-11-13'].map((on) => isInTime(on, cp11FourWeekly))).toEqual([true, false]);
  });

  it('keeps the count over a weekend: ten working days from a Friday are up on a Friday, and Sunday is no later', () => {
    const friday = [started('2015-10-16')];
    expect(['2015-10-30', '2015-11-01', '2015-11-02'].map((on) => isInTime(on, cp11, friday))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('stands under the team that holds the case that day', () => {
    const cases = [referred, started('2015-09-01'), visited('2015-10-15'), moved('2015-10-20', 'T2')];
    const at = (on: string) => ['T1', 'T2'].map((team) => figureOf(cp11, cases, { on }, { team }).numerator);
    expect(at('2015-10-19')).toEqual([1, 0]);
    expect(at('2015-10-20')).toEqual([0, 1]);
  });

  const dayOf = (n: number) => addDays(plainDate('2015-03-01'), n);
  const days = fc.integer({ min: 0, max: 150 });
  const journey = fc.record({
    plans: fc.uniqueArray(fc.tuple(days, fc.integer({ min: 1, max: 60 })), {
      maxLength: 2,
      selector: ([from]) => from,
    }),
    open: fc.boolean(),
    visits: fc.array(fc.tuple(days, fc.constantFrom('seen' as const, 'alone' as const, 'not seen' as const)), {
      maxLength: 12,
    }),
    moves: fc.array(fc.tuple(days, fc.constantFrom('T1', 'T2', 'T3')), { maxLength: 3 }),
  });

  it('is what comes out when every day is judged on its own, by each standard', () => {
    fc.assert(
      fc.property(journey, ({ plans, open, visits, moves }) => {
        const [one, other] = plans.toSorted(([a], [b]) => a - b);
        const spans = [
          ...(one
            ? [
                {
                  id: 'P1',
                  from: one[0],
                  to: other ? Math.min(one[0] + one[1], other[0]) : open ? 999 : one[0] + one[1],
                },
              ]
            : []),
          ...(other ? [{ id: 'P2', from: other[0], to: open ? 999 : other[0] + other[1] }] : []),
        ];
        const given = [
          referred,
          ...moves.map(([on, team]) => moved(dayOf(on), team)),
          ...spans.map((span) =>
            happened('CpPlanStarted', { planId: span.id, startedOn: dayOf(span.from), category: 'NEG' }),
          ),
          ...spans
            .filter((span) => span.to < 999)
            .map((span) => happened('CpPlanEnded', { planId: span.id, endedOn: dayOf(span.to), reason: 'RISK_ENDED' })),
          // A visit names the plan it was made in; on a day outside every plan it names none.
          ...visits.map(([on, saw]) => {
            const span = spans.findLast((each) => each.from <= on && on <= each.to);
            const data = { visitedOn: dayOf(on), seen: saw !== 'not seen', alone: saw === 'alone' };
            return happened('CpVisitMade', span ? { ...data, planId: span.id } : data);
          }),
        ];
        for (let n = 0; n <= 220; n += 3) {
          const span = spans.find((each) => each.from <= n && n < each.to);
          const seen = visits.filter(([on, saw]) => span && on >= span.from && on <= n && saw !== 'not seen');
          const since = dayOf(Math.max(span?.from ?? 0, ...seen.map(([on]) => on)));
          const on = dayOf(n);
          const all = span ? 1 : 0;
          expect([on, counted(cp11, given, { on })]).toEqual([
            on,
            [workingDaysBetween(since, on) <= 10 ? all : 0, all],
          ]);
          expect([on, counted(cp11Fortnightly, given, { on })]).toEqual([
            on,
            [daysBetween(since, on) <= 14 ? all : 0, all],
          ]);
          expect([on, counted(cp11FourWeekly, given, { on })]).toEqual([
            on,
            [daysBetween(since, on) <= 28 ? all : 0, all],
          ]);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is of every child on a plan, whatever happened', () => {
    fc.assert(
      fc.property(randomEvents, fc.integer({ min: 0, max: 900 }), (events, n) => {
        const on = addDays(plainDate('2015-01-01'), n);
        expect(figureOf(cp11, events, { on }).denominator).toBe(figureOf(cp01, events, { on }).value);
      }),
      { numRuns: 60 },
    );
  });
});

describe('visits made when due (CP-11E)', () => {
  const october = { from: '2015-10-01', to: '2015-10-31' };

  it('count each visit by the day it fell due, met or not', () => {
    // Due on 15 September (seen on the 14th), 28 September (seen on 5 October: late), 19 October (not seen yet).
    const events = [started('2015-09-01'), visited('2015-09-14'), visited('2015-10-05')];
    expect(cellsFrom(childProtectionVisitsDue, events).map(({ dueOn, met }) => [dueOn, met])).toEqual([
      ['2015-09-15', true],
      ['2015-09-28', false],
      ['2015-10-19', false],
    ]);
    expect(counted(cp11e, events, { from: '2015-09-01', to: '2015-09-30' })).toEqual([1, 2]);
    expect(counted(cp11e, events, october)).toEqual([0, 1]);
    expect(counted(cp11eFortnightly, events, { from: '2015-09-01', to: '2015-09-30' })).toEqual([1, 2]);
    expect(counted(cp11eFourWeekly, events, october)).toEqual([1, 1]);
  });

  it('are not due of a plan that has ended by then', () => {
    const events = (endedOn: string) => [started('2015-10-01'), ended(endedOn)];
    expect(counted(cp11e, events('2015-10-15'), october)).toEqual([0, 0]);
    expect(counted(cp11e, events('2015-10-16'), october)).toEqual([0, 1]);
  });

  it('fall due once for a child whose imported plans overlap', () => {
    const second = happened('CpPlanStarted', { planId: 'P2', startedOn: '2015-10-02', category: 'NEG' });
    const overlapping = [started('2015-10-01'), second];
    expect(counted(cp11e, overlapping, october)).toEqual([0, 1]);
    const over = happened('CpPlanEnded', { planId: 'P1', endedOn: '2015-10-10', reason: 'RISK_ENDED' });
    expect(counted(cp11e, [...overlapping, over], october)).toEqual([0, 1]);
  });

  it('know a visit of the weekend after the due day only from that weekend on', () => {
    const events = [started('2015-10-16'), visited('2015-10-31')];
    const asAt = (day: string) => counted(cp11e, events, { ...october, asAt: day });
    expect(asAt('2015-10-29')).toEqual([0, 0]);
    expect(asAt('2015-10-30')).toEqual([0, 1]);
    expect(asAt('2015-10-31')).toEqual([1, 1]);
  });

  it('count once where the case changed teams, under the team of the due day', () => {
    const events = [referred, started('2015-10-01'), moved('2015-10-12', 'T2'), moved('2015-10-16', 'T3')];
    const of = (team: string) => figureOf(cp11e, events, october, { team }).denominator;
    expect(figureOf(cp11e, events, october).denominator).toBe(1);
    expect(['T1', 'T2', 'T3'].map(of)).toEqual([0, 1, 0]);
  });
});

describe('children visited in the month (CP-10)', () => {
  const april = { from: '2016-04-01', to: '2016-04-30' };

  it('CP22: are of those on a plan on the day before the month and on its last day', () => {
    const population = (startedOn: string, endedOn?: string) =>
      figureOf(cp10, [started(startedOn), ...(endedOn === undefined ? [] : [ended(endedOn)])], april).denominator;
    expect(population('2016-03-31')).toBe(1);
    expect(population('2016-04-01')).toBe(0);
    expect(population('2016-03-31', '2016-04-30')).toBe(0);
    expect(population('2016-03-31', '2016-05-01')).toBe(1);
  });

  it('CP22: 742 of 778 were seen, of 825 on a plan at the end of April 2016', () => {
    const children = Array.from({ length: 825 }, (_, n) => {
      const id = `C${n}`;
      return [
        started(n < 778 ? '2016-02-01' : '2016-04-11', id),
        ...(n < 742 ? [visited('2016-04-15', 'seen', id)] : []),
      ];
    });
    expect(figureOf(cp10, children.flat(), april)).toEqual({ numerator: 742, denominator: 778, value: 95.4 });
    expect(figureOf(cp01, children.flat(), { on: '2016-04-30' }).value).toBe(825);
  });

  it('are those seen, from the first day of the month to the last', () => {
    const isSeen = (...visits: readonly RecordedEvent[]) =>
      figureOf(cp10, [started('2016-02-01'), ...visits], april).numerator === 1;
    expect(isSeen(visited('2016-04-01'))).toBe(true);
    expect(isSeen(visited('2016-04-30'))).toBe(true);
    expect(isSeen(visited('2016-03-31'), visited('2016-05-01'))).toBe(false);
    expect(isSeen(visited('2016-04-15', 'not seen'))).toBe(false);
    expect(isSeen(visited('2016-04-15', 'not seen'), visited('2016-04-18'))).toBe(true);
  });

  it('are counted once under the team of the last day, whoever visited', () => {
    const events = [
      referred,
      started('2016-02-01'),
      visited('2016-04-05'),
      visited('2016-04-18'),
      moved('2016-04-10', 'T2'),
    ];
    const of = (team: string) => {
      const { numerator, denominator } = figureOf(cp10, events, april, { team });
      return [numerator, denominator];
    };
    expect([of('T1'), of('T2')]).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(listOf(cp10, events, april)).toMatchObject([{ team: 'T2', numerator: true, denominator: true }]);
  });

  it('are never more than there were to visit, in any place', () => {
    fc.assert(
      fc.property(randomEvents, fc.integer({ min: 0, max: 30 }), (events, n) => {
        const from = addDays(plainDate('2015-01-01'), n * 30);
        const period = { from, to: addDays(from, 29) };
        const places = [
          {},
          ...['T0', 'T1', 'T2', 'NO_TEAM'].map((team) => ({ team })),
          ...['EAST', 'WEST', 'CITYWIDE'].map((area) => ({ area })),
        ];
        for (const place of places) {
          const { numerator, denominator } = figureOf(cp10, events, period, place);
          expect(numerator).toBeLessThanOrEqual(denominator!);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('children seen alone (CP-15)', () => {
  const alone = (on: PlainDate | string, ...visits: readonly RecordedEvent[]) =>
    counted(cp15, [started('2015-09-01'), ...visits], { on });

  it('are judged by the latest visit, whether or not it saw the child', () => {
    const visits = [
      visited('2015-09-10', 'alone'),
      visited('2015-09-20'),
      visited('2015-09-30', 'alone'),
      visited('2015-10-05', 'not seen'),
    ];
    expect(['2015-09-10', '2015-09-20', '2015-09-30', '2015-10-05'].map((on) => alone(on, ...visits))).toEqual([
      [1, 1],
      [0, 1],
      [1, 1],
      [0, 1],
    ]);
  });

  it('are of the children who have been visited at all', () => {
    expect(alone('2015-09-09', visited('2015-09-10', 'alone'))).toEqual([0, 0]);
    expect(alone('2015-09-10', visited('2015-09-10', 'not seen'))).toEqual([0, 1]);
  });

  it('count a day with two visits by the one that saw the child alone', () => {
    expect(alone('2015-09-12', visited('2015-09-10', 'alone'), visited('2015-09-10', 'seen'))).toEqual([1, 1]);
  });

  it('do not count a visit that is said to have been alone and not to have seen the child', () => {
    const unclear = happened('CpVisitMade', { planId: 'P1', visitedOn: '2015-09-10', seen: false, alone: true });
    expect(alone('2015-09-10', unclear)).toEqual([0, 1]);
  });

  it('count a visit on the first day of the plan', () => {
    expect(alone('2015-09-01', visited('2015-09-01', 'alone'))).toEqual([1, 1]);
  });
});
