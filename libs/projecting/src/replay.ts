import type { Instant } from '#calendar/instant';
import { journeysOf, linkedChildren } from '#case-flow/child-identity/merged-children';
import type { RecordedEvent } from '#case-flow/event';
import type { KnownRow } from '#measures/counted';
import type { Known } from '#measures/evaluate';
import type { Projection } from '#measures/projection';
import { grouped, linkingEvents } from './linked-events.ts';
import { rowsOf } from './row-versions.ts';

/** Events sorted into groups of linked children, each group folded apart from the others. */
export function groupsOf<E extends RecordedEvent>(events: readonly E[]): readonly (readonly E[])[] {
  const roots = linkedChildren(events.filter((event) => (linkingEvents as readonly string[]).includes(event.type)));
  return grouped(
    events.filter((event) => event.childId !== ''),
    (event) => roots.get(event.childId) ?? event.childId,
  );
}

/** The rows that follow from events alone, as known at an instant (all that is known if null): no database. */
export function replay(
  projections: readonly Projection[],
  events: readonly RecordedEvent[],
  asKnownAt: Instant | null,
): Known {
  const known = asKnownAt === null ? events : events.filter((event) => event.recordedAt <= asKnownAt);
  const rows = new Map<string, KnownRow[]>(projections.map((projection) => [projection.name, []]));
  for (const group of groupsOf(known)) {
    const seen = new Set<string>();
    for (const { projection, rowId, childId, cells } of rowsOf(projections, journeysOf(group))) {
      const key = `${projection.name} ${rowId}`;
      if (!seen.has(key)) rows.get(projection.name)!.push({ rowId, childId, cells });
      seen.add(key);
    }
  }
  return (projection) => rows.get(projection) ?? [];
}
