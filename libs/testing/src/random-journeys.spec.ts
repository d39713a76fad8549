import fc from 'fast-check';
import { eventType } from '#case-flow/event-catalogue';
import { plausibleJourney, randomEvents } from './random-journeys.ts';

describe('random journeys', () => {
  it('hold only events whose payload the catalogue accepts', () => {
    fc.assert(
      fc.property(fc.oneof(randomEvents, plausibleJourney), (events) => {
        for (const event of events)
          expect(() => eventType(event.type)!.payload.strict().parse(event.data)).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });

  it('come to every kind of event that a projection could read, to repairs and to late recording', () => {
    const seen = new Set<string>();
    let isLate = false;
    fc.assert(
      fc.property(randomEvents, (events) => {
        for (const event of events) {
          seen.add(event.type);
          isLate ||= event.recordedAt.slice(0, 10) > event.occurredOn;
        }
      }),
      { numRuns: 300 },
    );
    expect(isLate).toBe(true);
    expect([...seen]).toEqual(
      expect.arrayContaining([
        'DuplicateRecordsMerged',
        'EventVoided',
        'EventDateCorrected',
        'MergeReversed',
        'CareCeased',
        'ContactReopened',
      ]),
    );
  });
});
