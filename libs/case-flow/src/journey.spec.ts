import { happened, on } from '#testing/given';
import fc from 'fast-check';
import type { RecordedEvent } from './event.ts';
import { emptyJourney, extend, factsOf, journeyOf } from './journey.ts';

const referral = happened('ReferralReceived', { caseId: 'R1', referredOn: '2016-01-12', source: '6' });
const correct = (to: string, recorded: string, field = 'referredOn') =>
  happened('EventDateCorrected', { targetEventId: referral.eventId, field, to }, { recorded });
const voidOf = (target: RecordedEvent, recorded: string) =>
  happened('EventVoided', { targetEventId: target.eventId, reason: 'NOT_HAPPENED' }, { recorded });

const referredOn = (...events: RecordedEvent[]) =>
  factsOf(journeyOf('C1', events), 'ReferralReceived').map((fact) => [fact.on, fact.data.referredOn]);

describe('a journey', () => {
  it('holds facts in the order of the world, not of their arrival', () => {
    const later = happened('ReferralDecided', { decision: 'ACCEPT_ASSESS', decidedOn: '2016-01-13' });
    expect(journeyOf('C1', [later, referral]).facts.map((fact) => fact.type)).toEqual([
      'ReferralReceived',
      'ReferralDecided',
    ]);
  });

  it('dates a fact by its payload, and an instant by the day in London', () => {
    const late = happened('ContactReceived', { contactId: 'K1', source: '6', receivedAt: '2015-05-31T23:30:00.000Z' });
    const journey = journeyOf('C1', [late, { ...referral, occurredOn: on('2016-02-01') }]);
    expect(journey.facts.map((fact) => fact.on)).toEqual(['2015-06-01', '2016-01-12']);
  });

  it('keeps an event whose name nobody catalogued, and believes nothing of it', () => {
    const journey = journeyOf('C1', [referral, { ...referral, eventId: 'odd', type: 'HoroscopeDrawn' }]);
    expect(journey.events).toHaveLength(2);
    expect(journey.facts).toHaveLength(1);
  });

  it('is the same object when nothing new is said', () => {
    const journey = journeyOf('C1', [referral]);
    expect(extend(journey, [referral])).toBe(journey);
  });

  it('leaves the journey it extends as it was', () => {
    const empty = emptyJourney('C1');
    extend(empty, [referral]);
    expect(empty.facts).toEqual([]);
    expect(empty.events).toEqual([]);
  });
});

describe('a correction', () => {
  it('moves the date of the fact and of its payload', () =>
    expect(referredOn(referral, correct('2016-01-21', '2016-02-01T09:00:00Z'))).toEqual([
      ['2016-01-21', '2016-01-21'],
    ]));

  it('may arrive before the event it speaks of', () => {
    const early = journeyOf('C1', [correct('2016-01-21', '2016-02-01T09:00:00Z')]);
    expect(factsOf(extend(early, [referral]), 'ReferralReceived')[0]?.on).toBe('2016-01-21');
  });

  it('counts for as long as no later one is known, whichever arrives first', () => {
    const [first, second] = [
      correct('2016-01-21', '2016-02-01T09:00:00Z'),
      correct('2016-01-14', '2016-02-02T09:00:00Z'),
    ];
    expect(referredOn(referral, first, second)).toEqual([['2016-01-14', '2016-01-14']]);
    expect(referredOn(second, first, referral)).toEqual([['2016-01-14', '2016-01-14']]);
  });

  it('that was voided gives the day before it back', () => {
    const first = correct('2016-01-21', '2016-02-01T09:00:00Z');
    expect(referredOn(referral, first, voidOf(first, '2016-02-03T09:00:00Z'))).toEqual([['2016-01-12', '2016-01-12']]);
  });

  it('of the day of occurrence moves the payload day that dates the fact', () =>
    expect(referredOn(referral, correct('2016-01-21', '2016-02-01T09:00:00Z', 'occurredOn'))).toEqual([
      ['2016-01-21', '2016-01-21'],
    ]));

  it('of an event nobody knows changes nothing', () => {
    const lost = happened('EventDateCorrected', { targetEventId: 'unknown', field: 'referredOn', to: '2016-01-21' });
    expect(referredOn(referral, lost)).toEqual([['2016-01-12', '2016-01-12']]);
  });
});

describe('a void', () => {
  const first = voidOf(referral, '2016-02-01T09:00:00Z');

  it('takes the event out', () => expect(referredOn(referral, first)).toEqual([]));

  it('may arrive before the event it takes out', () => expect(referredOn(first, referral)).toEqual([]));

  it('of a void brings the event back', () =>
    expect(referredOn(referral, first, voidOf(first, '2016-02-02T09:00:00Z'))).toHaveLength(1));

  it('of a void of a void takes it out again', () => {
    const second = voidOf(first, '2016-02-02T09:00:00Z');
    expect(referredOn(referral, first, second, voidOf(second, '2016-02-03T09:00:00Z'))).toEqual([]);
  });

  it('is what moving an event to another child does to it here', () =>
    expect(
      referredOn(referral, happened('EventReattributed', { targetEventId: referral.eventId, toStream: 'child-C2' })),
    ).toEqual([]));
});

/** Random journeys: referrals, and corrections and voids of whatever was recorded before them. */
const history = fc
  .array(
    fc.record({
      kind: fc.constantFrom('new', 'new', 'correct', 'void'),
      target: fc.nat(),
      day: fc.integer({ min: 1, max: 28 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((steps) => {
    const events: RecordedEvent[] = [];
    for (const [i, { kind, target, day }] of steps.entries()) {
      const recorded = `2016-03-01T09:00:${String(i).padStart(2, '0')}Z`;
      const to = `2016-01-${String(day).padStart(2, '0')}`;
      const of = events[target % Math.max(events.length, 1)];
      if (kind === 'new' || !of)
        events.push(happened('ReferralReceived', { caseId: `R${i}`, referredOn: to, source: '6' }, { recorded }));
      else if (kind === 'void') events.push(voidOf(of, recorded));
      else
        events.push(
          happened('EventDateCorrected', { targetEventId: of.eventId, field: 'referredOn', to }, { recorded }),
        );
    }
    return events;
  });

describe('whatever happened', () => {
  it('the order of arrival and repetition change nothing', () =>
    fc.assert(
      fc.property(
        history.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 })),
        ),
        ([events, arrived]) => expect(journeyOf('C1', arrived).facts).toEqual(journeyOf('C1', events).facts),
      ),
    ));

  it('one event at a time gives the same as all at once', () =>
    fc.assert(
      fc.property(
        history.chain((events) => fc.shuffledSubarray(events, { minLength: events.length })),
        (arrived) => {
          const stepwise = arrived.reduce((journey, event) => extend(journey, [event]), emptyJourney('C1'));
          expect(stepwise.facts).toEqual(journeyOf('C1', arrived).facts);
        },
      ),
    ));
});
