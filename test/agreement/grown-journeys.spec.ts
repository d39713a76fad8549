import fc from 'fast-check';
import type { RecordedEvent } from '#case-flow/event';
import { emptyJourney, extend, journeyOf, type Journey } from '#case-flow/journey';
import { grouped } from '#projecting/linked-events';
import { projections } from '#projections/index';
import { simulate } from '#simulation/simulate';

/** Every row of every projection, down to the facts it rests on. */
const rowsOf = (journey: Journey) =>
  projections.map((projection) => [
    projection.name,
    projection
      .rows(journey)
      .map(({ rowId, cells, because }) => ({ rowId, cells, because: because.map((f) => f.eventId) })),
  ]);

/** The journeys of an authority's longest-known children. */
const told = (seed: number): readonly (readonly RecordedEvent[])[] =>
  grouped(
    [...simulate({ children: 40, seed })].filter((event) => event.childId !== ''),
    (event) => event.childId,
  )
    .toSorted((a, b) => b.length - a.length)
    .slice(0, 6);

describe('a journey told in parts', () => {
  it('gives the rows of the same journey told at once, after every part and in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...told(1), ...told(2)).chain((events) =>
          fc.record({
            events: fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length }),
            isInOrder: fc.boolean(),
            size: fc.integer({ min: 1, max: 7 }),
          }),
        ),
        ({ events, isInOrder, size }) => {
          const inOrder = isInOrder ? events.toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)) : events;
          let grown = emptyJourney(inOrder[0]!.childId);
          for (let at = 0; at < inOrder.length; at += size) {
            grown = extend(grown, inOrder.slice(at, at + size));
            expect(rowsOf(grown)).toEqual(rowsOf(journeyOf(grown.childId, inOrder.slice(0, at + size))));
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});
