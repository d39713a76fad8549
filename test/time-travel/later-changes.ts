import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import type { NewEvent, RecordedEvent } from '#case-flow/event';

/** One change that comes after a report was given out: of which event or children, and how. */
const change = fc.record({
  kind: fc.constantFrom<Kind>(
    'late',
    'late',
    'correct',
    'correct',
    'void',
    'merge',
    'unmerge',
    'reattribute',
    'register',
  ),
  of: fc.nat(),
  other: fc.nat(),
  days: fc.integer({ min: -60, max: 60 }),
});

type Kind = 'late' | 'correct' | 'void' | 'merge' | 'unmerge' | 'reattribute' | 'register';
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

/**
 * So many random changes to what is recorded, the same for the same seed: entries that come late (from `waiting`, events
 * held back), dates corrected, events voided, children merged and unmerged, events moved to another child, teams that
 * begin to work for another area. Each is one or two events for the store to give its instant of recording.
 */
export function laterChanges(
  recorded: readonly RecordedEvent[],
  waiting: readonly RecordedEvent[],
  count: number,
  seed: number,
): readonly NewEvent[] {
  const changes = fc.sample(change, { numRuns: count, seed });
  const merges: { readonly eventId: string; readonly survivorId: string; readonly mergedId: string }[] = [];
  const children = [...new Set(recorded.map(({ childId }) => childId))].filter((childId) => childId !== '');
  const ofChildren = recorded.filter(({ childId }) => childId !== '');
  const queue = [...waiting];
  return changes.flatMap((one, i) => eventsOf(one, i));

  function eventsOf({ kind, of, other, days }: Change, i: number): readonly NewEvent[] {
    const target = ofChildren[of % ofChildren.length]!;
    const { childId } = target;
    const made = (type: string, data: object, more: Partial<NewEvent> = {}): NewEvent => ({
      eventId: uuidOf(`later ${i} ${type} ${JSON.stringify([data, more])}`),
      type,
      childId,
      occurredOn: plainDate('2026-11-01'),
      data: data as Record<string, unknown>,
      ...more,
    });
    const next = queue.shift();
    if (kind === 'late' && next !== undefined) {
      const { recordedAt: _, ...event } = next;
      return [event];
    }
    if (kind === 'void') return [made('EventVoided', { targetEventId: target.eventId, reason: 'DUPLICATE_ENTRY' })];
    if (kind === 'reattribute') {
      const toChildId = children[other % children.length]!;
      const { eventId: _, recordedAt: __, ...event } = target;
      return [
        made('EventReattributed', { targetEventId: target.eventId, toStream: `child-${toChildId}` }),
        { ...event, childId: toChildId, eventId: uuidOf(`moved ${i} ${target.eventId}`) },
      ];
    }
    if (kind === 'register') {
      const teamId = String(target.data['teamId'] ?? 'ASSESSMENT-SOUTH');
      const data = { teamId, type: 'ASSESSMENT', area: other % 2 === 0 ? 'EAST' : 'SOUTH', from: '2026-01-01' };
      return [made('TeamCreated', data, { childId: '', stream: `team-${teamId}` })];
    }
    if (kind === 'merge') {
      // Always the same two: a duplicate is one of two records, and a chain of merges is another spec's matter.
      const mergedId = children[children.indexOf(childId) ^ 1];
      if (mergedId === undefined) return [];
      const survivorId = childId;
      const merged = made('DuplicateRecordsMerged', { survivorId, mergedId });
      merges.push({ eventId: merged.eventId, survivorId, mergedId });
      return [merged, made('MergedInto', { survivorId, mergeEventId: merged.eventId }, { childId: mergedId })];
    }
    const merge = merges[other % Math.max(1, merges.length)];
    if (kind === 'unmerge' && merge !== undefined) {
      const data = { mergeEventId: merge.eventId };
      return [
        made('MergeReversed', data, { childId: merge.survivorId }),
        made('MergeReversed', data, { childId: merge.mergedId }),
      ];
    }
    const to: PlainDate = addDays(target.occurredOn, days);
    return [made('EventDateCorrected', { targetEventId: target.eventId, field: 'occurredOn', to })];
  }
}
