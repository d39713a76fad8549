import type { StoredEvent } from '#event-store/event-store';
import { linkingEvents, type LinkedChildren } from './linked-events.ts';

/** Into how many parts the children are divided. Written into every read model: another number would need a rebuild. */
export const SHARDS = 16;

/** All of them, by number. */
export const everyShard: readonly number[] = Array.from({ length: SHARDS }, (_, shard) => shard);

/**
 * The shard of a group of linked children, by its name: FNV-1a, its halves folded together. Processes share the children by
 * it, so it must come out the same in every version.
 */
export function shardOf(group: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < group.length; i++) hash = Math.imul(hash ^ group.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 16)) >>> 0) % SHARDS;
}

/** The shard an event belongs to, as children are linked now. Barriers belong to all. */
export const shardOfEvent = (links: LinkedChildren, { childId }: StoredEvent): number =>
  shardOf(links.groupOf(childId));

/**
 * Whether an event concerns more than one shard: it links two children, or is of the register or another stream that is
 * no child's. Such an event is taken in for all shards at once, when all stand just before it.
 */
export const isBarrier = ({ type, childId }: StoredEvent): boolean =>
  childId === '' || (linkingEvents as readonly string[]).includes(type);

/** Events in their order, cut wherever barriers begin or end: parts of only barriers, and parts without any. */
export function cutAtBarriers(events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] {
  const parts: StoredEvent[][] = [];
  for (const event of events) {
    const last = parts.at(-1);
    if (last && isBarrier(last[0]!) === isBarrier(event)) last.push(event);
    else parts.push([event]);
  }
  return parts;
}
