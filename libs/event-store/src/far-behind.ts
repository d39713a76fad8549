import type { EventStore } from './event-store.ts';
import { PostgresEventStore } from './postgres-event-store.ts';

/** Whether more than so many events came after a position. They are counted: positions may lie far apart. */
export async function isFarBehind(store: EventStore, position: number, events: number): Promise<boolean> {
  if ((await store.lastPosition()) - position <= events) return false; // positions lie at least one apart
  return (await store.readAll(position, events + 1)).length > events;
}

/** How far a reader is behind the end of a log, as people are told: in events where positions count them, else in positions. */
export function lagOf(store: EventStore, position: number, lastPosition: number) {
  const lag = Math.max(0, lastPosition - position);
  return store instanceof PostgresEventStore ? { lagEvents: lag } : { lagPositions: lag };
}
