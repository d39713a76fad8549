import type { EventStore } from './event-store.ts';

/** Whether more than so many events came after a position. They are counted: positions may lie far apart. */
export async function isFarBehind(store: EventStore, position: number, events: number): Promise<boolean> {
  if ((await store.lastPosition()) - position <= events) return false; // positions lie at least one apart
  return (await store.readAll(position, events + 1)).length > events;
}
