import { Derivations } from '#case-flow/per-journey';
import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { EventName } from '#case-flow/event-catalogue';
import { identity } from '#case-flow/child-identity/identity';
import type { Fact, Journey } from '#case-flow/journey';
import type { StoredEvent } from '#event-store/event-store';
import type { KnownChild } from '../../queries/known-child.ts';

/**
 * What a day takes nothing away from: who the child is, and which records are theirs. These are dated by the day somebody
 * wrote them down, and a child has the same name and brothers on every day.
 */
const timeless: ReadonlySet<EventName> = new Set<EventName>([
  'ChildRegistered',
  'DemographicsAmended',
  'SiblingLinked',
  'SiblingUnlinked',
  'MotherhoodRecorded',
  'DuplicateRecordsMerged',
  'MergedInto',
  'MergeReversed',
]);

/**
 * A child at the end of a day: what happened later is not there. What was known is the journey's own matter: it takes later
 * days away, not later recordings (`asAt`), so that a corrected date counts as it is believed.
 */
export function asItStood(child: KnownChild, asAt: PlainDate): KnownChild {
  const facts = child.journey.facts.filter((fact) => fact.on <= asAt || timeless.has(fact.type));
  const ids = new Set(facts.map((fact) => fact.eventId));
  const journey = standing(child.journey, facts, ids);
  return {
    ...child,
    journey,
    identity: identity(journey),
    events: child.events.filter(({ eventId }) => ids.has(eventId)),
  };
}

function standing(journey: Journey, facts: readonly Fact[], ids: ReadonlySet<string>): Journey {
  const events = journey.events.filter(({ eventId }) => ids.has(eventId));
  return { childId: journey.childId, events, facts, derived: new Derivations() };
}

/** What became known after an instant, in the order of recording: it is what a page of that instant hides. */
export const knownLater = (child: KnownChild, asKnownAt: Instant): readonly StoredEvent[] =>
  child.events.filter((event) => event.recordedAt > asKnownAt).toSorted((a, b) => a.position - b.position);
