import { happened, on } from '#testing/given';
import { journeyOf } from '../journey.ts';
import { careVisitDueBy, careVisitDueOn, careVisitWasDueBy } from './care-visits-due.ts';
import { minutesDueOn } from './minutes-due.ts';
import { periodsOfCare } from './periods-of-care.ts';

const placedOn = on('2015-10-05');
const lastVisitOn = on('2015-10-12');

const started = (placement: object, legalStatus: 'V2' | 'C1' | 'C2' = 'V2', startedOn = '2015-10-05') =>
  happened('CareStarted', { periodId: 'L1', startedOn, legalStatus, placement: placement as { type: 'U6' } });
const moved = (day: string, placement: object) =>
  happened('PlacementStarted', { placementId: day, on: day, ...(placement as { type: 'U6' }) });
const visited = (visitedOn: string, seen = true) => happened('CareVisitMade', { visitedOn, seen });
const reviewed = (heldOn: string) => happened('CareReviewHeld', { heldOn });
const ordered = (day: string, legalStatus: 'C1' | 'C2' | 'V4') =>
  happened('LegalStatusChanged', { on: day, legalStatus });
const dueBy = (day: string, ...events: Parameters<typeof journeyOf>[1] extends Iterable<infer E> ? E[] : never) =>
  careVisitDueBy(periodsOfCare(journeyOf('C1', events))[0]!, on(day));

describe('the next visit to a looked-after child', () => {
  it('LA05: is due 7 days after the start of a placement', () => {
    expect(careVisitDueOn({ placedOn })).toBe('2015-10-12');
  });

  it('LA06: is due 42 days after the last in the first year', () => {
    expect(careVisitDueOn({ placedOn, lastVisitOn })).toBe('2015-11-23');
  });

  it('LA07: is due 3 months after the last when a year has passed in a placement intended to last until 18', () => {
    expect(careVisitDueOn({ placedOn: on('2014-09-01'), intendedTo18: true, lastVisitOn })).toBe('2016-01-12');
  });

  it('LA08: is due 42 days after the last while that year has not passed', () => {
    expect(careVisitDueOn({ placedOn: on('2014-12-01'), intendedTo18: true, lastVisitOn })).toBe('2015-11-23');
  });

  it('is due 42 days after the last, however long ago the placement began, where it is not intended to last', () => {
    expect(careVisitDueOn({ placedOn: on('2010-01-04'), lastVisitOn })).toBe('2015-11-23');
  });

  it.each([
    ['REG19', false, '2015-10-19'],
    ['REG19', true, '2015-11-23'],
    ['REG24', false, '2015-10-19'],
    ['REG24', true, '2015-11-09'],
    ['INTERIM_ORDER_WITH_PARENT', false, '2015-10-19'],
    ['INTERIM_ORDER_WITH_PARENT', true, '2015-11-09'],
    ['CARE_ORDER_WITH_PARENT', false, '2015-11-23'],
  ] as const)('under %s, a review held: %s, is due on %s', (basis, isReviewed, expected) => {
    expect(careVisitDueOn({ placedOn, basis, reviewed: isReviewed, lastVisitOn })).toBe(expected);
  });

  it('is due 7 days after a care order made while the child lives with a parent, whatever visits came before', () => {
    const home = { type: 'P1', regBasis: 'INTERIM_ORDER_WITH_PARENT' };
    const events = [started(home, 'C1'), visited('2015-10-12'), ordered('2015-10-14', 'C2')];
    expect(dueBy('2015-10-13', ...events)).toBe('2015-10-19');
    expect(dueBy('2015-10-14', ...events)).toBe('2015-10-21');
    expect(dueBy('2015-10-20', ...events, visited('2015-10-20'))).toBe('2015-12-01');
  });

  it('is weekly with a parent under an interim order, also where the placement does not say what it rests on', () => {
    expect(dueBy('2015-10-12', started({ type: 'P1' }, 'C1'), visited('2015-10-12'))).toBe('2015-10-19');
  });

  it('counts from a move to another carer, and goes on after a move with the same one', () => {
    const before = [started({ type: 'U6' }), visited('2015-10-12')];
    expect(dueBy('2015-10-20', ...before, moved('2015-10-20', { type: 'U6', sameCarer: false }))).toBe('2015-10-27');
    expect(dueBy('2015-10-20', ...before, moved('2015-10-20', { type: 'U4', sameCarer: true }))).toBe('2015-11-23');
  });

  it('goes on through a temporary placement and the return from it', () => {
    const away = moved('2015-10-20', { type: 'T3' });
    const back = moved('2015-10-30', { type: 'U6', sameCarer: true });
    const events = [started({ type: 'U6' }), visited('2015-10-12'), away, back];
    expect(['2015-10-21', '2015-10-30'].map((day) => dueBy(day, ...events))).toEqual(['2015-11-23', '2015-11-23']);
  });

  it('is not met by a visit on which the child was not seen', () => {
    expect(dueBy('2015-10-09', started({ type: 'U6' }), visited('2015-10-08', false))).toBe('2015-10-12');
  });

  it('changes from every week on the day of the first review', () => {
    const events = [started({ type: 'U3', regBasis: 'REG24' }), visited('2015-10-12'), reviewed('2015-10-30')];
    expect(['2015-10-29', '2015-10-30'].map((day) => dueBy(day, ...events))).toEqual(['2015-10-19', '2015-11-09']);
  });

  it('counts from the day short breaks turn into care', () => {
    const events = [
      happened('CareStarted', {
        periodId: 'L1',
        startedOn: '2015-03-02',
        legalStatus: 'V4',
        placement: { type: 'U6' },
      }),
      happened('LegalStatusChanged', { on: '2015-10-05', legalStatus: 'V2' }),
    ];
    expect(dueBy('2015-10-05', ...events)).toBe('2015-10-12');
  });

  it('was due before it was made by what stood the day before', () => {
    const period = periodsOfCare(journeyOf('C1', [started({ type: 'U6' }), visited('2015-10-14')]))[0]!;
    expect(careVisitWasDueBy(period, on('2015-10-14'))).toBe('2015-10-12');
  });
});

describe('the minutes of a review', () => {
  it('MN01: are due 20 working days after it', () => {
    expect(minutesDueOn(on('2013-05-20'))).toBe('2013-06-18');
  });
});
