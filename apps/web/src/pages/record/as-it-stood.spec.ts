import fc from 'fast-check';
import type { RecordedEvent } from '#case-flow/event';
import { identity } from '#case-flow/child-identity/identity';
import { journeyOf } from '#case-flow/journey';
import type { StoredEvent } from '#event-store/event-store';
import { happened, on } from '#testing/given';
import { plausibleJourney } from '#testing/random-journeys';
import { anyDay } from '#testing/told';
import type { KnownChild } from '../../queries/known-child.ts';
import { asItStood, knownLater } from './as-it-stood.ts';
import { badgesOf } from './badges.ts';
import { overviewOf } from './overview.ts';

const known = (events: readonly RecordedEvent[], childId = 'C1'): KnownChild => {
  const journey = journeyOf(childId, events);
  const stored = events.map((event, i): StoredEvent => ({
    ...event,
    stream: `child-${childId}`,
    position: i + 1,
    version: i + 1,
  }));
  return { childId, version: events.length, journey, identity: identity(journey), events: stored };
};

const started = happened('AssessmentStarted', { assessmentId: 'A1', kind: 'SINGLE', startedOn: '2016-04-06' });
const told = [
  happened('ChildRegistered', { laChildId: 'C1', dob: '2010-05-01' }, { occurredOn: '2016-04-01' }),
  happened('ReferralReceived', { caseId: 'K1', referredOn: '2016-04-01', source: '6' }),
  started,
  happened('AssessmentAuthorised', { assessmentId: 'A1', authorisedOn: '2016-06-10' }),
  happened('CpPlanStarted', { planId: 'P1', startedOn: '2016-07-01', category: 'NEG' }),
];

describe('a record as it stood on a day', () => {
  it('has nothing of a later day, and all there was by then', () => {
    const { journey } = asItStood(known(told), on('2016-05-01'));
    expect(overviewOf(journey, on('2016-05-01')).underWay.map(({ what, since }) => [what, since])).toEqual([
      ['Single assessment', '2016-04-06'],
    ]);
    expect(badgesOf(journey, on('2016-05-01'))).toEqual([]);
    expect(
      badgesOf(asItStood(known(told), on('2016-07-01')).journey, on('2016-07-01')).map(({ text }) => text),
    ).toEqual(['Child protection plan']);
  });

  it('believes a correction that was recorded later, for a day takes no knowledge away', () => {
    const correction = happened(
      'EventDateCorrected',
      { targetEventId: started.eventId, field: 'startedOn', from: '2016-04-06', to: '2016-04-04' },
      { recorded: '2016-09-01T12:00:00.000Z' },
    );
    const { journey } = asItStood(known([...told, correction]), on('2016-05-01'));
    expect(overviewOf(journey, on('2016-05-01')).underWay[0]!.since).toBe('2016-04-04');
  });

  it('keeps who the child is, also where the registration came later', () => {
    const late = happened('ChildRegistered', { laChildId: 'C1', dob: '2010-05-01' }, { occurredOn: '2016-08-01' });
    expect(asItStood(known([...told.slice(1), late]), on('2016-05-01')).identity.dob).toBe('2010-05-01');
  });

  it('says of any journey and day what the journey of the facts by that day says', () => {
    fc.assert(
      fc.property(plausibleJourney, anyDay, (events, day) => {
        const child = known(events, events[0]?.childId ?? 'C1');
        const stood = asItStood(child, day);
        const isHidden = (type: string) => !['ChildRegistered', 'SiblingLinked', 'DemographicsAmended'].includes(type);
        expect(stood.journey.facts.filter((fact) => fact.on > day && isHidden(fact.type))).toEqual([]);
        const byThen = child.journey.facts.filter((fact) => fact.on <= day).map(({ eventId }) => eventId);
        const there = new Set(stood.journey.facts.map(({ eventId }) => eventId));
        expect(byThen.filter((eventId) => !there.has(eventId))).toEqual([]);
        expect(() => [overviewOf(stood.journey, day), badgesOf(stood.journey, day)]).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  it('lists what became known later in the order in which it did', () => {
    const late = happened(
      'CinVisitMade',
      { visitedOn: '2016-04-20', seen: true },
      { recorded: '2016-08-01T12:00:00.000Z' },
    );
    expect(knownLater(known([...told, late]), told[3]!.recordedAt).map(({ type }) => type)).toEqual([
      'CpPlanStarted',
      'CinVisitMade',
    ]);
  });
});
