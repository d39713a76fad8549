import type { Instant } from '#calendar/instant';
import { linkedChildren } from '#case-flow/child-identity/merged-children';
import type { RecordedEvent } from '#case-flow/event';
import { childStream, type EventStore, type StoredEvent } from '#event-store/event-store';

/** The event that links two children's streams for good: even reversed, both must be read together. */
export const linkingEvents = ['DuplicateRecordsMerged'] as const;

/** Which children have ever been merged with which. Grows with every merge it is told of. */
export class LinkedChildren {
  private merges: RecordedEvent[] = [];
  private roots: ReadonlyMap<string, string> = new Map();
  private members = new Map<string, string[]>();

  /** Takes note of the merges among some events. */
  learn(events: readonly RecordedEvent[]): void {
    const merges = events.filter((event) => (linkingEvents as readonly string[]).includes(event.type));
    if (merges.length === 0) return;
    this.merges = [...this.merges, ...merges];
    this.roots = linkedChildren(this.merges);
    this.members = new Map();
    for (const [child, root] of this.roots) this.members.set(root, [...(this.members.get(root) ?? []), child]);
  }

  /** The name of the group a child belongs to: its own id while it was never merged. */
  groupOf(childId: string): string {
    return this.roots.get(childId) ?? childId;
  }

  /** Every child of a group. */
  childrenOf(group: string): readonly string[] {
    return this.members.get(group) ?? [group];
  }
}

/** Every event up to a position of the children a batch is about, one list for each group of linked children. */
export async function eventsOfChildren(
  store: EventStore,
  links: LinkedChildren,
  batch: readonly StoredEvent[],
  upTo: number,
): Promise<readonly (readonly StoredEvent[])[]> {
  const groups = new Set(batch.filter((event) => event.childId !== '').map((event) => links.groupOf(event.childId)));
  const children = [...groups].flatMap((group) => links.childrenOf(group));
  const events = children.length === 0 ? [] : await store.readStreams(children.map(childStream), upTo);
  return grouped(events, (event) => links.groupOf(event.childId));
}

/** Events sorted into groups, each in the order they came. */
export function grouped<E>(events: Iterable<E>, groupOf: (event: E) => string): readonly (readonly E[])[] {
  const groups = new Map<string, E[]>();
  for (const event of events) {
    const group = groupOf(event);
    const list = groups.get(group);
    if (list) list.push(event);
    else groups.set(group, [event]);
  }
  return [...groups.values()];
}

/** The earliest instant of recording among events; there must be one. */
export const earliestInstant = (events: readonly RecordedEvent[]): Instant =>
  events.reduce(
    (earliest, event) => (event.recordedAt < earliest ? event.recordedAt : earliest),
    events[0]!.recordedAt,
  );
