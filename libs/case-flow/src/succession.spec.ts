import { happened, on } from '#testing/given';
import type { RecordedEvent } from './event.ts';
import { factsOf, journeyOf } from './journey.ts';
import { endsOf, onePerDay, runsOn, spokenOf, startsOf, told } from './succession.ts';

const started = (startedOn: string, cinPlanId?: string, recorded?: string) =>
  happened(
    'CinPlanStarted',
    { startedOn, ...(cinPlanId === undefined ? {} : { cinPlanId }) },
    recorded === undefined ? {} : { recorded },
  );
const ended = (endedOn: string, cinPlanId?: string) =>
  happened('CinPlanEnded', { endedOn, ...(cinPlanId === undefined ? {} : { cinPlanId }) });

const read = (...events: RecordedEvent[]) => {
  const journey = journeyOf('C1', events);
  const starts = startsOf(factsOf(journey, 'CinPlanStarted'), (data) => data.cinPlanId);
  const ends = endsOf(starts, factsOf(journey, 'CinPlanEnded'), (data) => data.cinPlanId);
  return { journey, starts, spans: starts.map((one) => [one.startedOn, ends.get(one)?.on]) };
};

describe('a succession', () => {
  it('is in the order of its first days', () =>
    expect(read(started('2015-06-01'), started('2015-03-02')).spans.map(([from]) => from)).toEqual([
      '2015-03-02',
      '2015-06-01',
    ]));

  it('takes starts of one id, or of one day, for one thing and keeps the first', () => {
    const { starts } = read(
      started('2015-03-02', 'N1'),
      started('2015-03-02', 'N2', '2015-05-01T09:00:00.000Z'),
      started('2015-04-01', 'N2'),
      started('2015-06-01', 'N3'),
    );
    expect(starts.map((one) => [one.startedOn, [...one.ids].sort()])).toEqual([
      ['2015-03-02', ['N1', 'N2']],
      ['2015-06-01', ['N3']],
    ]);
  });

  it('finds what a fact speaks of by id, else by day, else not at all', () => {
    const { starts } = read(started('2015-03-02', 'N1'), started('2015-06-01', 'N2'));
    const found = (id: string | undefined, day: string) => spokenOf(starts, id, on(day))?.startedOn;
    expect(found('N1', '2016-01-01')).toBe('2015-03-02');
    expect(found(undefined, '2015-06-01')).toBe('2015-06-01');
    expect(found(undefined, '2015-05-31')).toBe('2015-03-02');
    expect(found(undefined, '2015-03-01')).toBeUndefined();
    expect(found('N9', '2015-06-01')).toBeUndefined();
  });

  it('gives an end without an id to the one that still ran, though the next starts that day', () =>
    expect(read(started('2015-03-02'), started('2015-06-01'), ended('2015-06-01'), ended('2015-09-01')).spans).toEqual([
      ['2015-03-02', '2015-06-01'],
      ['2015-06-01', '2015-09-01'],
    ]));

  it('gives an end without an id to the one of its day where the one before has ended', () =>
    expect(read(started('2015-03-02'), ended('2015-05-01'), started('2015-06-01'), ended('2015-06-01')).spans).toEqual([
      ['2015-03-02', '2015-05-01'],
      ['2015-06-01', '2015-06-01'],
    ]));

  it('takes the last of two ends, and no end from before the start unless it is named', () => {
    expect(read(started('2015-03-02', 'N1'), ended('2015-05-01'), ended('2015-06-01')).spans).toEqual([
      ['2015-03-02', '2015-06-01'],
    ]);
    expect(read(started('2015-03-02', 'N1'), ended('2015-03-01')).spans).toEqual([['2015-03-02', undefined]]);
    expect(read(started('2015-03-02', 'N1'), ended('2015-03-01', 'N1')).spans).toEqual([['2015-03-02', '2015-03-01']]);
  });

  it('lists what is told of each, leaving out what is told of none', () => {
    const visit = (visitedOn: string) => happened('CinVisitMade', { visitedOn, seen: true });
    const { journey, starts } = read(
      started('2015-03-02'),
      visit('2015-03-01'),
      visit('2015-03-09'),
      visit('2015-04-01'),
    );
    const visits = told(starts, factsOf(journey, 'CinVisitMade'), (data) => data.cinPlanId);
    expect(visits.get(starts[0]!)?.map((fact) => fact.on)).toEqual(['2015-03-09', '2015-04-01']);
  });

  it('keeps the first recorded of a day', () => {
    const review = (recorded: string) => happened('CinReviewHeld', { heldOn: '2015-06-01' }, { recorded });
    const [first, second] = [review('2015-06-01T09:00:00.000Z'), review('2015-06-02T09:00:00.000Z')];
    const facts = factsOf(journeyOf('C1', [second, first]), 'CinReviewHeld');
    expect(onePerDay(facts).map((fact) => fact.eventId)).toEqual([first.eventId]);
  });

  it('runs from its first day to the day before its last', () => {
    const one = { startedOn: on('2015-03-02'), endedOn: on('2015-06-01') };
    expect(['2015-03-01', '2015-03-02', '2015-05-31', '2015-06-01'].map((day) => runsOn(one, on(day)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(runsOn({ startedOn: on('2015-03-02') }, on('2099-01-01'))).toBe(true);
  });
});
