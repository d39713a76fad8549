import fc from 'fast-check';
import { addDays } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { eventTypes, type EventName } from '#case-flow/event-catalogue';
import { happened } from './given.ts';
import { stories } from './plausible-story.ts';
import { stray } from './stray-events.ts';
import { longerStories } from './longer-stories.ts';
import { anyDay, first, present, told, type Told } from './told.ts';

/** What a child's stream is told, and for each how many days later it was recorded: mostly at once. */
const lateness = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(120) });
const recorded = (childId: string, what: fc.Arbitrary<readonly Told[]>): fc.Arbitrary<readonly RecordedEvent[]> =>
  fc
    .tuple(what, fc.array(lateness, { minLength: 7, maxLength: 7 }))
    .map(([all, late]) => all.map((one, i) => recording(childId, one, late[i % 7]!)));

const recording = (childId: string, { type, on, data }: Told, late: number): RecordedEvent =>
  happened(type, data as never, { childId, occurredOn: on, recorded: `${addDays(on, late)}T12:00:00.000Z` });

/** Events of one child as they ought to be: one or two stories, nothing astray and nothing corrected. */
export const plausibleJourney: fc.Arbitrary<readonly RecordedEvent[]> = recorded(
  'C1',
  fc.tuple(stories(0), fc.option(stories(10), { nil: [] })).map(([one, other]) => [...one, ...other]),
);

/** A child of any age up to 18, registered before anything else is told. */
const registration = fc
  .tuple(fc.integer({ min: -200, max: 6500 }), fc.constantFrom('EAST', 'WEST', undefined))
  .map(([old, homeArea]) => [told('ChildRegistered', first, present({ dob: addDays(first, -old), homeArea }))]);

const child = (childId: string) =>
  recorded(
    childId,
    fc
      .tuple(
        fc.option(registration, { nil: [] }),
        fc.oneof({ weight: 3, arbitrary: stories(0) }, { weight: 2, arbitrary: longerStories(0) }),
        fc.array(stray, { maxLength: 12 }),
      )
      .map((told) => told.flat()),
  );

/** Repairs of what was recorded: each of some event, in some order of recording. */
const repair = fc.record({
  of: fc.nat(),
  kind: fc.constantFrom<'correct' | 'void' | 'merge' | 'reverse' | 'reattribute'>(
    ...(['correct', 'correct', 'void', 'merge', 'reverse', 'reattribute'] as const),
  ),
  to: anyDay,
  on: fc.integer({ min: 0, max: 1100 }).map((n) => addDays(first, n)),
});

type Repair = typeof repair extends fc.Arbitrary<infer R> ? R : never;

/**
 * The events of one to three children, plausible and implausible, some recorded late, some corrected, voided, moved to another
 * child, merged and unmerged. In no particular order. Every payload is one its schema accepts.
 */
export const randomEvents: fc.Arbitrary<readonly RecordedEvent[]> = fc
  .tuple(
    child('C1'),
    fc.option(child('C2'), { nil: [] }),
    fc.option(child('C3'), { nil: [] }),
    fc.array(repair, { maxLength: 5 }),
  )
  .map(([one, two, three, repairs]) => {
    const events: RecordedEvent[] = [...one, ...two, ...three];
    for (const repair of repairs) events.push(...repairIn(events, repair));
    return events;
  });

function repairIn(events: readonly RecordedEvent[], { of, kind, to, on }: Repair): readonly RecordedEvent[] {
  const target = events[of % events.length]!;
  const { eventId: targetEventId, childId } = target;
  const merge = events.find((event) => event.type === 'DuplicateRecordsMerged');
  const envelope = { childId, recorded: `${on}T15:00:00.000Z`, occurredOn: on };
  if (kind === 'correct') return [happened('EventDateCorrected', { targetEventId, field: 'occurredOn', to }, envelope)];
  if (kind === 'void') return [happened('EventVoided', { targetEventId, reason: 'NOT_HAPPENED' }, envelope)];
  const survivor = { ...envelope, childId: 'C1' };
  if (kind === 'reattribute' && eventTypes[target.type as EventName]) {
    const other = childId === 'C1' ? 'C2' : 'C1';
    const moved = happened('EventReattributed', { targetEventId, toStream: `child-${other}` }, envelope);
    const { type, data, occurredOn } = target;
    return [moved, happened(type as EventName, data as never, { ...envelope, childId: other, occurredOn })];
  }
  if (kind === 'merge' && childId !== 'C1') {
    const merged = happened('DuplicateRecordsMerged', { survivorId: 'C1', mergedId: childId }, survivor);
    return [merged, happened('MergedInto', { survivorId: 'C1', mergeEventId: merged.eventId }, envelope)];
  }
  if (kind === 'reverse' && merge) {
    const { mergedId } = merge.data as { readonly mergedId: string };
    return ['C1', mergedId].map((one) =>
      happened('MergeReversed', { mergeEventId: merge.eventId }, { ...envelope, childId: one }),
    );
  }
  return [];
}
