import fc from 'fast-check';
import { addDays } from '#calendar/plain-date';
import { happened, on } from '#testing/given';
import type { RecordedEvent } from '../event.ts';
import { emptyJourney, extend, journeyOf } from '../journey.ts';
import { careReviewDueOn } from './care-reviews.ts';
import { legalStatusOn, periodOn, periodsOfCare, placementOn } from './periods-of-care.ts';
import { respiteStays, shortBreakDaysInTwelveMonths, shortBreaks } from './respite-stays.ts';

const started = (startedOn: string, more: object = {}) =>
  happened('CareStarted', { periodId: 'L1', startedOn, legalStatus: 'V2', ...more });
const legal = (day: string, legalStatus: 'C1' | 'C2' | 'V2') =>
  happened('LegalStatusChanged', { on: day, legalStatus });
const placed = (placementId: string, day: string, more: object = {}) =>
  happened('PlacementStarted', { placementId, on: day, type: 'U6', ...more });
const moved = (day: string, more: object = {}) => happened('PlacementEnded', { on: day, ...more });
const review = (heldOn: string, more: object = {}) => happened('CareReviewHeld', { heldOn, ...more });
const ceased = (ceasedOn: string, periodId?: string) =>
  happened('CareCeased', { ceasedOn, reason: 'E4A', ...(periodId === undefined ? {} : { periodId }) });
const of = (...events: RecordedEvent[]) => periodsOfCare(journeyOf('C1', events));

describe('periods of care', () => {
  it('stand in the order of their start, each with its end', () =>
    expect(
      of(
        ceased('2016-02-01'),
        started('2015-09-01', { periodId: 'L2' }),
        ceased('2015-09-01'),
        started('2015-03-02'),
      ).map(({ periodId, startedOn, ceasedOn, reasonCeased }) => [periodId, startedOn, ceasedOn, reasonCeased]),
    ).toEqual([
      ['L1', '2015-03-02', '2015-09-01', 'E4A'],
      ['L2', '2015-09-01', '2016-02-01', 'E4A'],
    ]));

  it('are one where two records start on one day, as after a merge of two files', () =>
    expect(
      of(started('2015-03-02'), started('2015-03-02', { periodId: 'L2' }), ceased('2015-09-01', 'L2')),
    ).toHaveLength(1));

  it('run to the day before they cease', () => {
    const journey = journeyOf('C1', [started('2015-03-02'), ceased('2015-09-01')]);
    const days = ['2015-03-01', '2015-03-02', '2015-08-31', '2015-09-01'].map(on);
    expect(days.map((day) => periodOn(journey, day) !== undefined)).toEqual([false, true, true, false]);
  });

  it('do not begin with anything but a start of care', () =>
    expect(
      of(legal('2015-06-01', 'C1'), placed('H1', '2015-06-01'), review('2015-06-01'), ceased('2015-09-01')),
    ).toEqual([]));

  it('list visits and missing episodes of their own days', () => {
    const [first, second] = of(
      started('2015-03-02'),
      ceased('2015-09-01'),
      started('2016-01-04', { periodId: 'L2' }),
      happened('CareVisitMade', { visitedOn: '2015-03-09', seen: true, alone: true }),
      happened('CareVisitMade', { visitedOn: '2016-01-11', seen: false }),
      happened('MissingEpisodeStarted', { from: '2016-02-01T22:00:00.000Z', kind: 'A' }),
      happened('MissingEpisodeEnded', {
        until: '2016-02-02T06:00:00.000Z',
        returnInterviewOffered: true,
        accepted: false,
      }),
    );
    expect(first?.visits).toMatchObject([{ visitedOn: '2015-03-09', seen: true, alone: true }]);
    expect(second?.visits).toMatchObject([{ visitedOn: '2016-01-11', seen: false, alone: false }]);
    expect(first?.missingEpisodes).toEqual([]);
    expect(second?.missingEpisodes).toMatchObject([
      {
        kind: 'A',
        fromOn: '2016-02-01',
        untilOn: '2016-02-02',
        returnInterviewOffered: true,
        returnInterviewAccepted: false,
      },
    ]);
  });
});

describe('the legal statuses of a period of care', () => {
  it('are stretches that end where the next begins or care ceases', () => {
    const [one] = of(started('2015-03-02'), legal('2015-06-01', 'C1'), legal('2015-09-01', 'C2'), ceased('2016-02-01'));
    expect(one?.legalStatuses.map(({ from, to, legalStatus }) => [from, to, legalStatus])).toEqual([
      ['2015-03-02', '2015-06-01', 'V2'],
      ['2015-06-01', '2015-09-01', 'C1'],
      ['2015-09-01', '2016-02-01', 'C2'],
    ]);
    expect(['2015-05-31', '2015-06-01', '2016-02-01'].map((day) => legalStatusOn(one!, on(day)))).toEqual([
      'V2',
      'C1',
      undefined,
    ]);
  });

  it('name the event that began each', () => {
    const [start, change] = [started('2015-03-02'), legal('2015-06-01', 'C1')];
    expect(of(start, change)[0]?.legalStatuses.map(({ eventId }) => eventId)).toEqual([start.eventId, change.eventId]);
  });

  it('do not change where the same status is told again', () =>
    expect(of(started('2015-03-02'), legal('2015-06-01', 'V2'))[0]?.legalStatuses).toHaveLength(1));
});

describe('the placements of a period of care', () => {
  const shown = (...events: RecordedEvent[]) =>
    of(...events)[0]?.placements.map(({ placementId, from, to, changeReason }) => [
      placementId,
      from,
      to,
      changeReason,
    ]);
  const first = started('2015-03-02', { placement: { placementId: 'H1', type: 'U6', provider: 'PR1' } });

  it('begin with the one care started in; a new one ends the last', () =>
    expect(shown(first, placed('H2', '2015-06-01'), placed('H3', '2015-09-01'), ceased('2016-02-01'))).toEqual([
      ['H1', '2015-03-02', '2015-06-01', undefined],
      ['H2', '2015-06-01', '2015-09-01', undefined],
      ['H3', '2015-09-01', '2016-02-01', undefined],
    ]));

  it('take the reason of an end on the day the next begins', () =>
    expect(shown(first, placed('H2', '2015-06-01'), moved('2015-06-01', { changeReason: 'STAND' }))).toEqual([
      ['H1', '2015-03-02', '2015-06-01', 'STAND'],
      ['H2', '2015-06-01', undefined, undefined],
    ]));

  it('may leave a gap, which is kept for a rule to point at', () =>
    expect(shown(first, moved('2015-05-01', { placementId: 'H1' }), placed('H2', '2015-06-01'))).toEqual([
      ['H1', '2015-03-02', '2015-05-01', undefined],
      ['H2', '2015-06-01', undefined, undefined],
    ]));

  it('may all be told apart, and the first of them both ways', () => {
    const unnamed = started('2015-03-02', { placement: { type: 'U6' } });
    expect(shown(started('2015-03-02'), placed('H1', '2015-03-02'))).toEqual([
      ['H1', '2015-03-02', undefined, undefined],
    ]);
    expect(shown(unnamed, placed('H1', '2015-03-02'))).toEqual([['H1', '2015-03-02', undefined, undefined]]);
    expect(shown(unnamed)).toEqual([[unnamed.eventId, '2015-03-02', undefined, undefined]]);
    expect(shown(first, placed('H1', '2015-03-02'))).toHaveLength(1);
  });

  it('keep what is told of them, and answer by day', () => {
    const [one] = of(
      first,
      placed('H2', '2015-06-01', { type: 'P1', sameCarer: false, regBasis: 'CARE_ORDER_WITH_PARENT' }),
    );
    expect(placementOn(one!, on('2015-05-31'))).toMatchObject({ placementId: 'H1', type: 'U6', provider: 'PR1' });
    expect(placementOn(one!, on('2015-06-01'))).toMatchObject({
      type: 'P1',
      sameCarer: false,
      regBasis: 'CARE_ORDER_WITH_PARENT',
    });
  });

  it('leave out what lies outside the period', () =>
    expect(shown(first, placed('H2', '2016-02-01', { periodId: 'L1' }), ceased('2016-02-01'))).toHaveLength(1));
});

describe('the reviews of a period of care', () => {
  const shown = (...events: RecordedEvent[]) =>
    of(...events)[0]?.reviews.map(({ heldOn, number, dueOn }) => [heldOn, number, dueOn]);

  it('are first due 20 working days after care started', () =>
    expect(shown(started('2013-12-12'), review('2014-01-14'))).toEqual([['2014-01-14', 1, '2014-01-14']]));

  it('LA02: the second is due on 2016-02-29 after a first on 2015-11-30', () =>
    expect(careReviewDueOn(on('2015-11-02'), 2, on('2015-11-30'))).toBe('2016-02-29'));

  it('LA03: the third is due on 2016-08-29 after a second on 2016-02-29', () =>
    expect(careReviewDueOn(on('2015-11-02'), 3, on('2016-02-29'))).toBe('2016-08-29'));

  it('LA02, LA03: are counted in their order, each from the one before, two of one day as one', () =>
    expect(
      shown(
        started('2015-11-02'),
        review('2016-09-05'),
        review('2016-02-29'),
        review('2015-11-30'),
        review('2015-11-30', { reviewId: 'R' }),
      ),
    ).toEqual([
      ['2015-11-30', 1, '2015-11-30'],
      ['2016-02-29', 2, '2016-02-29'],
      ['2016-09-05', 3, '2016-08-29'],
    ]));

  it('have no due date where one says that others came before it, and none of them is known', () =>
    expect(shown(started('2012-05-01'), review('2015-06-01', { kind: 'SUBSEQUENT' }), review('2015-12-02'))).toEqual([
      ['2015-06-01', 3, undefined],
      ['2015-12-02', 4, '2015-12-01'],
    ]));

  it('are counted anew in a second period', () =>
    expect(
      of(
        started('2015-03-02'),
        review('2015-03-20'),
        ceased('2015-06-01'),
        started('2015-11-02', { periodId: 'L2' }),
        review('2015-11-30'),
      ).map(({ reviews }) => reviews.map(({ number }) => number)),
    ).toEqual([[1], [1]]));

  it('MN01: the minutes of a review held on 2013-05-20 are due on 2013-06-18', () => {
    const held = review('2013-05-20', { reviewId: 'R1' });
    const minutes = (more: object) => happened('ReviewMinutesCompleted', { completedOn: '2013-06-17', ...more });
    const [one] = of(started('2013-05-01'), held)[0]!.reviews;
    expect([one?.minutesDueOn, one?.minutesCompletedOn]).toEqual(['2013-06-18', undefined]);
    for (const more of [{ reviewId: 'R1' }, { reviewId: held.eventId }, {}])
      expect(of(started('2013-05-01'), held, minutes(more))[0]?.reviews[0]?.minutesCompletedOn).toBe('2013-06-17');
  });
});

describe('short breaks', () => {
  const stay = (from: string, until: string, more: object = {}) =>
    happened('RespiteStayRecorded', { from, until, legalStatus: 'V4', ...more });

  it('are stays, each once', () =>
    expect(
      respiteStays(
        journeyOf('C1', [
          stay('2015-07-01', '2015-07-18', { stayId: 'B1' }),
          stay('2015-07-01', '2015-07-18'),
          stay('2015-08-01', '2015-08-03'),
        ]),
      ).map(({ from, lengthDays }) => [from, lengthDays]),
    ).toEqual([
      ['2015-07-01', 17],
      ['2015-08-01', 2],
    ]));

  it('are also stretches of care under V3, but not the agreement V4', () => {
    const period = (legalStatus: string) => [started('2015-03-02', { legalStatus }), ceased('2015-03-09')];
    expect(shortBreaks(journeyOf('C1', period('V3')))).toMatchObject([{ from: '2015-03-02', until: '2015-03-09' }]);
    expect(shortBreaks(journeyOf('C1', period('V4')))).toEqual([]);
  });

  it('LA20: stays of 30, 30 and 16 days in twelve months make 76 days', () => {
    const found = shortBreaks(
      journeyOf('C1', [
        stay('2015-04-01', '2015-05-01'),
        stay('2015-08-01', '2015-08-31'),
        stay('2016-02-01', '2016-02-17'),
      ]),
    );
    expect(shortBreakDaysInTwelveMonths(found, found[2]!)).toBe(76);
    expect(shortBreakDaysInTwelveMonths(found, found[1]!)).toBe(60);
  });

  it('of more than twelve months ago no longer count, and count in part at the edge', () => {
    const found = shortBreaks(journeyOf('C1', [stay('2015-02-01', '2015-02-21'), stay('2016-02-01', '2016-02-11')]));
    expect(shortBreakDaysInTwelveMonths(found, found[1]!)).toBe(20);
  });
});

describe('periods of care, however their events arrive', () => {
  const days = fc.integer({ min: 0, max: 900 }).map((n) => addDays(on('2015-01-01'), n));
  const period = fc
    .option(fc.constantFrom('L1', 'L2'), { nil: undefined })
    .map((periodId) => (periodId === undefined ? {} : { periodId }));
  const anEvent: fc.Arbitrary<RecordedEvent> = fc.oneof(
    fc
      .tuple(days, fc.constantFrom('L1', 'L2', 'L3'))
      .map(([day, periodId]) => started(day, { periodId, placement: { type: 'U6' } })),
    fc.tuple(days, period).map(([day, { periodId }]: [string, { periodId?: string }]) => ceased(day, periodId)),
    fc.tuple(days, fc.constantFrom('C1', 'C2', 'V2')).map(([day, status]) => legal(day, status as 'C1')),
    fc.tuple(days, fc.constantFrom('H1', 'H2', 'H3'), period).map(([day, id, more]) => placed(id, day, more)),
    fc.tuple(days, period).map(([day, more]) => moved(day, more)),
    fc.tuple(days, period).map(([day, more]) => review(day, more)),
    days.map((day) => happened('ReviewMinutesCompleted', { completedOn: day })),
    days.map((day) => happened('MissingEpisodeStarted', { from: `${day}T20:00:00.000Z`, kind: 'M' })),
    days.map((day) => happened('MissingEpisodeEnded', { until: `${day}T21:00:00.000Z` })),
  );

  it('are the same in any order and with repetition, and never throw', () =>
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
          const one = periodsOfCare(journeyOf('C1', events));
          const byOne = arrived.reduce((journey, event) => extend(journey, [event]), emptyJourney('C1'));
          expect(periodsOfCare(byOne)).toEqual(one);
        },
      ),
    ));

  it('always have a legal status and, if any, placements in order, none running past the next', () =>
    fc.assert(
      fc.property(fc.array(anEvent, { maxLength: 25 }), (events) => {
        for (const { legalStatuses, placements } of of(...events)) {
          expect(legalStatuses.length).toBeGreaterThan(0);
          placements.slice(1).forEach((next, i) => expect(placements[i]!.to! <= next.from).toBe(true));
        }
      }),
    ));
});
