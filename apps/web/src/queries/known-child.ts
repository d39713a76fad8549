import { identifier } from '#case-flow/event-type';
import type { Instant } from '#calendar/instant';
import { identity, type Identity } from '#case-flow/child-identity/identity';
import { journeysOf } from '#case-flow/child-identity/merged-children';
import { journeyOf, type Journey } from '#case-flow/journey';
import { childStream, type EventStore, type StoredEvent } from '#event-store/event-store';
import { LinkedChildren, linkingEvents } from '#projecting/linked-events';
import { notFound } from '../problem.ts';
import type { SeenBy } from './seen-by.ts';

/** A child as the log has it: the events of its own stream and of those merged into it, and what follows from them. */
export interface KnownChild {
  readonly childId: string;
  /** Of the child's own stream: what a command expects. */
  readonly version: number;
  readonly journey: Journey;
  readonly identity: Identity;
  /** The events of the journey in the order of the log, with personal details. */
  readonly events: readonly StoredEvent[];
}

/**
 * Reads a child, with everyone it was ever merged with, as known at an instant. Straight from the log, so that it shows what
 * a command has just recorded. A problem (404) when nobody has recorded anything about such a child.
 */
export async function knownChild(store: EventStore, childId: string, asKnownAt: Instant | null): Promise<KnownChild> {
  if (!identifier.safeParse(childId).success) throw notFound('There is no child of such an id.');
  const [child] = (await knownChildren(store, [childId], asKnownAt)).values();
  if (child) return child;
  throw notFound(`Nothing is recorded about a child ${childId}.`);
}

/** Several children in the order asked, by one reading of the log. Those about whom nobody has recorded anything are left out. */
export async function knownChildren(
  store: EventStore,
  childIds: readonly string[],
  asKnownAt: Instant | null = null,
): Promise<ReadonlyMap<string, KnownChild>> {
  if (childIds.length === 0) return new Map();
  const links = new LinkedChildren();
  links.learn(await store.readTypes(linkingEvents));
  const groups = new Map(childIds.map((childId) => [childId, links.childrenOf(links.groupOf(childId))]));
  const streams = [...new Set([...groups.values()].flat())].map(childStream);
  const all = await store.readStreams(streams, undefined, { withPersonal: true });
  const inOrder = (group: readonly string[]) => all.filter((event) => group.includes(event.childId));
  return new Map(
    [...groups].flatMap(([childId, group]): [string, KnownChild][] => {
      const child = knownIn(inOrder(group), childId, asKnownAt);
      return child === undefined ? [] : [[childId, child]];
    }),
  );
}

/** A child in the events of all those it was ever merged with. */
function knownIn(all: readonly StoredEvent[], childId: string, asKnownAt: Instant | null): KnownChild | undefined {
  const version = all.findLast((event) => event.childId === childId)?.version ?? 0;
  if (version === 0) return undefined;
  const known = all.filter((event) => asKnownAt === null || event.recordedAt <= asKnownAt);
  const own = journeyOf(
    childId,
    known.filter((event) => event.childId === childId),
  );
  const journey = journeysOf(known).find((one) => one.childId === childId) ?? own;
  const ids = new Set(journey.events.map((event) => event.eventId));
  const events = known.filter((event) => ids.has(event.eventId));
  return { childId, version, journey, identity: identity(journey), events };
}

/**
 * What is said of a child whose record stands with another child's now, or is restricted to others than who asks, instead of
 * anything else.
 */
export function markerOf(
  { childId, version, identity: { mergedInto, restriction } }: KnownChild,
  { mayOpen }: Pick<SeenBy, 'mayOpen'>,
): object | undefined {
  if (mergedInto !== undefined) return { childId, version, mergedInto };
  if (restriction !== undefined && !mayOpen.has(childId))
    return { childId, version, restricted: true, level: restriction.level };
  return undefined;
}
