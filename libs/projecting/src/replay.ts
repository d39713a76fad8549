import type { Instant } from '#calendar/instant';
import { linkedChildren } from '#case-flow/child-identity/merged-children';
import type { RecordedEvent } from '#case-flow/event';
import type { KnownRow } from '#measures/counted';
import type { Known } from '#measures/evaluate';
import type { Projection } from '#measures/projection';
import { grouped, journeysIn, linkingEvents, Register } from './linked-events.ts';
import { rowsOf } from './row-versions.ts';

/**
 * Events sorted into groups of linked children, and of one worker, team or service each: every group is folded apart from
 * the others, with what the register says of the workers and teams it names. Reference data is in no group.
 */
export function groupsOf<E extends RecordedEvent>(events: readonly E[]): readonly (readonly E[])[] {
  const register = registerOf(events);
  const groups = register.subjects().map((subject) => register.of(subject));
  return [...childGroupsOf(events), ...groups.map((own) => own.concat(register.namedBy(own)))];
}

/** The groups of linked children alone. */
export function childGroupsOf<E extends RecordedEvent>(events: readonly E[]): readonly (readonly E[])[] {
  const roots = linkedChildren(events.filter((event) => (linkingEvents as readonly string[]).includes(event.type)));
  const register = registerOf(events);
  const children = grouped(
    events.filter((event) => event.childId !== ''),
    (event) => roots.get(event.childId) ?? event.childId,
  );
  return children.map((own) => own.concat(register.namedBy(own)));
}

function registerOf<E extends RecordedEvent>(events: readonly E[]): Register<E> {
  const register = new Register<E>();
  register.learn(events.filter((event) => event.childId === ''));
  return register;
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
    for (const { projection, rowId, childId, cells } of rowsOf(projections, journeysIn(group))) {
      const key = `${projection.name} ${rowId}`;
      if (!seen.has(key)) rows.get(projection.name)!.push({ rowId, childId, cells });
      seen.add(key);
    }
  }
  return (projection) => rows.get(projection) ?? [];
}
