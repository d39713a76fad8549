import { happened, on } from '#testing/given';
import { unlessKnown } from './already-known.ts';
import { journeyOf } from './journey.ts';

const visitedOn = on('2015-03-09');
const imported = journeyOf('C1', [happened('CareVisitMade', { visitedOn, seen: true })]);
const visit = (more: object) => ({ type: 'CareVisitMade' as const, data: { visitedOn, seen: true, ...more } });

describe('a decision that is known already', () => {
  it('is none, also where the older fact gives fewer ids', () => {
    expect(unlessKnown(imported, visit({}))).toEqual([]);
    expect(unlessKnown(imported, visit({ periodId: 'L1', caseId: 'K1', by: undefined }))).toEqual([]);
  });

  it('stands where it says something else or something more', () => {
    for (const more of [{ seen: false }, { alone: true }, { visitedOn: on('2015-03-10') }])
      expect(unlessKnown(imported, visit(more))).toEqual([visit(more)]);
  });

  it('stands where it names another thing', () => {
    const named = journeyOf('C1', [happened('CareVisitMade', { visitedOn, seen: true, periodId: 'L1' })]);
    expect(unlessKnown(named, visit({ periodId: 'L2' }))).toHaveLength(1);
  });

  it('stands on another day, where the day is not in the payload', () => {
    const booked = journeyOf('C1', [happened('ConferenceCancelled', {}, { occurredOn: '2015-03-09' })]);
    const cancelled = (day: string) => ({ type: 'ConferenceCancelled' as const, data: {}, occurredOn: on(day) });
    expect(unlessKnown(booked, cancelled('2015-03-09'))).toEqual([]);
    expect(unlessKnown(booked, cancelled('2015-03-10'))).toHaveLength(1);
  });
});
