import fc from 'fast-check';
import { addDays } from '#calendar/plain-date';
import { clocks } from '#projections/clocks/clocks.projection';
import { on } from '#testing/given';
import { rowsFrom } from '#testing/measured';
import { randomEvents } from '#testing/random-journeys';
import type { RecordedEvent } from '#case-flow/event';
import { forecastOf, type OpenClock } from './forecast.ts';

const one = (dueOn: string, more: Partial<OpenClock> = {}): OpenClock => ({
  rowId: dueOn,
  childId: 'C1',
  caseId: 'K1',
  clock: 'Assessment',
  dueOn: on(dueOn),
  overdueFrom: addDays(on(dueOn), 1),
  team: 'T1',
  area: 'EAST',
  worker: 'W1',
  ...more,
});

/** The clocks open at the end of a day, from the events alone. */
const openFrom = (events: readonly RecordedEvent[], day: string): readonly OpenClock[] =>
  rowsFrom(clocks, events).flatMap(({ rowId, childId, cells }) =>
    (cells['from'] as string) <= day && (cells['to'] === null || (cells['to'] as string) > day)
      ? [
          {
            ...one(cells['dueOn'] as string),
            rowId,
            childId,
            clock: cells['clock'] as string,
            overdueFrom: on(cells['overdueFrom'] as string),
            team: (cells['team'] as string | null) ?? 'NO_TEAM',
            worker: (cells['workerId'] as string | null) ?? 'NOBODY',
          },
        ]
      : [],
  );

describe('a forecast', () => {
  // Friday 23 December 2016: the 26th and 27th are bank holidays, so that the first working day after it is the 28th.
  const asAt = on('2016-12-23');
  const asked = { asAt, asKnownAt: null, withList: true };

  it('tells late from due today, within five and within ten working days, over Christmas', () => {
    const days = [
      '2016-12-22',
      '2016-12-23',
      '2016-12-24',
      '2016-12-28',
      '2017-01-04',
      '2017-01-05',
      '2017-01-11',
      '2017-01-12',
    ];
    const forecast = forecastOf(
      days.map((day) => one(day)),
      asked,
    );
    expect(forecast.list!.map(({ dueOn, standing, workingDaysLeft }) => [dueOn, standing, workingDaysLeft])).toEqual([
      ['2016-12-22', 'BREACHED', -1],
      ['2016-12-23', 'DUE_TODAY', 0],
      ['2016-12-24', 'DUE_WITHIN_5', 0],
      ['2016-12-28', 'DUE_WITHIN_5', 1],
      ['2017-01-04', 'DUE_WITHIN_5', 5],
      ['2017-01-05', 'DUE_WITHIN_10', 6],
      ['2017-01-11', 'DUE_WITHIN_10', 10],
    ]);
    expect(forecast).toMatchObject({ breached: 1, dueToday: 1, later: 1, open: 8 });
  });

  it('holds what counts working days for due today, not late, on the weekend after its last day', () => {
    const visit = one('2016-12-23', { overdueFrom: on('2016-12-28') });
    const standing = (day: string) => forecastOf([visit], { ...asked, asAt: on(day) }).list![0]!.standing;
    expect(['2016-12-22', '2016-12-23', '2016-12-27', '2016-12-28'].map(standing)).toEqual([
      'DUE_WITHIN_5',
      'DUE_TODAY',
      'DUE_TODAY',
      'BREACHED',
    ]);
  });

  it('is broken down by team or worker, each clock by clock', () => {
    const rows = [
      one('2016-12-20'),
      one('2016-12-21', { team: 'T2', worker: 'NOBODY' }),
      one('2016-12-30', { clock: 'Core group' }),
    ];
    expect(forecastOf(rows, { ...asked, by: 'team' }).parts).toMatchObject([
      {
        name: 'T1',
        breached: 1,
        open: 2,
        clocks: [
          { clock: 'Assessment', breached: 1 },
          { clock: 'Core group', breached: 0 },
        ],
      },
      { name: 'T2', breached: 1, open: 1 },
    ]);
    expect(forecastOf(rows, { ...asked, by: 'worker' }).parts!.map(({ name }) => name)).toEqual(['NOBODY', 'W1']);
  });

  it('adds up: by clock, by team and by worker to the total, and its standings to what is open', () => {
    fc.assert(
      fc.property(randomEvents, fc.integer({ min: 0, max: 1200 }), (events, n) => {
        const day = addDays(on('2015-01-01'), n);
        const open = openFrom(events, day);
        for (const by of ['team', 'worker'] as const) {
          const forecast = forecastOf(open, { asAt: day, asKnownAt: null, by, withList: true });
          for (const figure of ['breached', 'dueToday', 'dueWithin5', 'dueWithin10', 'later', 'open'] as const) {
            const sum = (parts: readonly { readonly [K in typeof figure]: number }[]) =>
              parts.reduce((all, part) => all + part[figure], 0);
            expect(sum(forecast.parts!)).toBe(forecast[figure]);
            expect(sum(forecast.clocks)).toBe(forecast[figure]);
            for (const part of forecast.parts!) expect(sum(part.clocks)).toBe(part[figure]);
          }
          const { breached, dueToday, dueWithin10, later } = forecast;
          expect(breached + dueToday + dueWithin10 + later).toBe(open.length);
          expect(forecast.list).toHaveLength(open.length - later);
        }
      }),
      { numRuns: 60 },
    );
  });
});
