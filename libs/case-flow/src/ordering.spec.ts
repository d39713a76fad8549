import { happened, on } from '#testing/given';
import { emptyJourney, journeyOf } from './journey.ts';
import { notAfterDeath, notBeforeReferral, oneAtATime, type Running } from './ordering.ts';
import { breaches } from './rule.ts';

const running = (eventId: string, startedOn: string, endedOn?: string, within?: string): Running => ({
  eventId,
  startedOn: on(startedOn),
  ...(endedOn === undefined ? {} : { endedOn: on(endedOn) }),
  ...(within === undefined ? {} : { within }),
});
const found = (...all: Running[]) =>
  breaches(
    oneAtATime({ name: 'open' }, { name: 'overlap' }, () => all, 'The plan'),
    emptyJourney('C1'),
  ).map(({ rule, eventId }) => `${rule} ${eventId}`);

describe('one at a time', () => {
  it('lets one follow another, on the day it ends or later', () =>
    expect(
      found(
        running('a', '2015-03-02', '2015-06-01'),
        running('b', '2015-06-01', '2015-07-01'),
        running('c', '2015-09-01'),
      ),
    ).toEqual([]));

  it('tells two that are open from two that overlap', () => {
    expect(found(running('a', '2015-03-02'), running('b', '2015-06-01'))).toEqual(['open b']);
    expect(found(running('a', '2015-03-02', '2015-06-02'), running('b', '2015-06-01'))).toEqual(['overlap b']);
    expect(found(running('a', '2015-03-02'), running('b', '2015-06-01', '2015-07-01'))).toEqual(['overlap b']);
  });

  it('compares only within one case', () =>
    expect(found(running('a', '2015-03-02', undefined, 'K1'), running('b', '2015-06-01', undefined, 'K2'))).toEqual(
      [],
    ));
});

describe('days that come after others', () => {
  const held = happened('StrategyDiscussionHeld', {
    strategyId: 'S1',
    heldAt: '2015-06-09T09:00:00.000Z',
    kind: 'MEETING',
    outcome: 'NFA',
  });
  const sentences = (rule: Parameters<typeof breaches>[0][number], ...events: Parameters<typeof journeyOf>[1][]) =>
    breaches([rule], journeyOf('C1', [held, ...events.flatMap((one) => [...one])])).map(({ sentence }) => sentence);

  it('nothing of a case is before its referral; where none is known nothing is said', () => {
    const rule = notBeforeReferral({ name: 'r' }, 'StrategyDiscussionHeld', 'The discussion');
    expect(sentences(rule)).toEqual([]);
    expect(
      sentences(rule, [happened('ReferralReceived', { caseId: 'K1', referredOn: '2015-06-10', source: '6' })]),
    ).toEqual(['The discussion of 2015-06-09 is before the referral of 2015-06-10.']);
  });

  it('nothing is after death; of a living child nothing is said', () => {
    const rule = notAfterDeath({ name: 'r' }, 'StrategyDiscussionHeld', 'The discussion');
    expect(sentences(rule)).toEqual([]);
    expect(sentences(rule, [happened('ChildDied', { diedOn: '2015-06-08' })])).toEqual([
      "The discussion of 2015-06-09 is after the child's death on 2015-06-08.",
    ]);
  });
});
