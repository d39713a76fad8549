import type { EventStore } from '#event-store/event-store';
import { LinkedChildren, linkingAndRegisterEvents } from './linked-events.ts';

interface Held {
  readonly links: LinkedChildren;
  position: number;
}

const held = new WeakMap<EventStore, Held>();

/**
 * Which children of a store are linked, and what its register says, as of now. The first asking reads all of it; later ones ask
 * for what came after, so that to open a figure costs the same however large the log. Positions follow the order of commits
 * without gaps, so nothing is missed. It goes on learning: whoever keeps it sees what came later.
 */
export async function linksNow(store: EventStore): Promise<LinkedChildren> {
  const known = held.get(store) ?? { links: new LinkedChildren(), position: 0 };
  held.set(store, known);
  const more = await store.readTypes(linkingAndRegisterEvents, { afterPosition: known.position });
  // Two may have asked at once: what the other has learned meanwhile is not learned again.
  const fresh = more.filter((event) => event.position > known.position);
  known.position = fresh.at(-1)?.position ?? known.position;
  known.links.learn(fresh);
  return known.links;
}
