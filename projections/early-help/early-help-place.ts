import { identity } from '#case-flow/child-identity/identity';
import type { EventName } from '#case-flow/event-catalogue';
import type { Fact, Journey } from '#case-flow/journey';

/** The events that say where a child lives. */
export const homeEvents = ['ChildRegistered', 'DemographicsAmended'] as const satisfies readonly EventName[];

/** Early help has no case and no holder: the team is the one that recorded the fact, the area the one the child lives in. */
export const placeOfFact = (journey: Journey, fact: Fact) => ({
  team: fact.actingTeam ?? null,
  area: identity(journey).homeArea ?? null,
});
