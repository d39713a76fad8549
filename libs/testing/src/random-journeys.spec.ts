import fc from 'fast-check';
import { eventType, eventTypes } from '#case-flow/event-catalogue';
import { plausibleJourney, randomEvents } from './random-journeys.ts';
import { randomTeams, randomWorkers } from './random-register.ts';

describe('random journeys', () => {
  it('hold only events whose payload the catalogue accepts', () => {
    fc.assert(
      fc.property(fc.oneof(randomEvents, plausibleJourney, randomWorkers, randomTeams), (events) => {
        for (const event of events)
          expect(() => eventType(event.type)!.payload.strict().parse(event.data)).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });

  it('come to every kind of event of the catalogue, to repairs and to late recording', () => {
    const seen = new Set<string>();
    let isLate = false;
    fc.assert(
      fc.property(fc.oneof(randomEvents, randomWorkers, randomTeams), (events) => {
        for (const event of events) {
          seen.add(event.type);
          isLate ||= event.recordedAt.slice(0, 10) > event.occurredOn;
        }
      }),
      { numRuns: 600 },
    );
    expect(isLate).toBe(true);
    expect(Object.keys(eventTypes).filter((name) => !seen.has(name))).toEqual([]);
  });
});
