import type { Instant } from '#calendar/instant';
import type { EventStore, StoredEvent } from '#event-store/event-store';
import type { Measure } from '#measures/measure';
import { authorityEventNames } from '#reference/reference.events';
import { referenceFrom } from '#reference/reference-from';
import { noReference, type Reference } from '#reference/reference';

/** What has been read of a store: events of authorities and the position of the last one looked at. */
interface Held {
  events: readonly StoredEvent[];
  position: number;
  /** What was last made of them, and as known when. */
  made?: { readonly asKnownAt: Instant | null; readonly reference: Reference };
}

/** Published figures are by far the most of it, and no figure of ours is counted from them. */
const withoutComparators = authorityEventNames.filter((name) => name !== 'ComparatorLoaded');

const held = { all: new WeakMap<EventStore, Held>(), counting: new WeakMap<EventStore, Held>() };

/**
 * The reference data recorded on the streams of authorities, as known at an instant (now if null). The first reading of a
 * store takes all of it; later ones ask for what came after, which is one look into an index, so a report never waits
 * for tens of thousands of comparators. Positions follow the order of commits without gaps, so nothing is missed.
 */
export const readReference = (store: EventStore, asKnownAt: Instant | null = null): Promise<Reference> =>
  readInto(held.all, store, authorityEventNames, asKnownAt);

async function readInto(
  stores: WeakMap<EventStore, Held>,
  store: EventStore,
  types: readonly string[],
  asKnownAt: Instant | null,
): Promise<Reference> {
  const known = stores.get(store) ?? { events: [], position: 0 };
  stores.set(store, known);
  const more = await store.readTypes(types, { afterPosition: known.position });
  // Two questions may have asked at once: what the other has added meanwhile is not added again.
  const fresh = more.filter((event) => event.position > known.position);
  known.position = fresh.at(-1)?.position ?? known.position;
  const ofAuthorities = fresh.filter(({ childId }) => childId === ''); // children's events are voided by the same name
  if (ofAuthorities.length > 0) {
    known.events = known.events.concat(ofAuthorities);
    delete known.made;
  }
  if (known.made?.asKnownAt !== asKnownAt)
    known.made = { asKnownAt, reference: referenceFrom(known.events, asKnownAt) };
  return known.made.reference;
}

/** What figures rest on beside the events of children: populations and policies, and the definitions to choose from. */
export interface Basis {
  readonly reference: Pick<Reference, 'populations' | 'policies' | 'authority'> &
    Partial<Pick<Reference, 'targets' | 'comparators' | 'overrides'>>;
  /** Every measure, with its variants. */
  readonly catalogue: readonly Measure[];
}

/** What figures are counted with, as known at an instant: everything but the published figures they are set beside. */
export const readBasis = async (
  store: EventStore,
  catalogue: readonly Measure[],
  asKnownAt: Instant | null = null,
): Promise<Basis> => ({
  reference: await readInto(held.counting, store, withoutComparators, asKnownAt),
  catalogue,
});

/** Nothing loaded and every policy at its default. */
export const plainBasis: Basis = { reference: noReference, catalogue: [] };
