import { isReversed } from '#case-flow/child-identity/identity';
import { factsOf, inOrderOfRecording, type Journey } from '#case-flow/journey';
import type { KnownChild } from './known-child.ts';

/** Names and addresses as they are believed now; null once the child's key has been destroyed. */
export type Personal = Readonly<Record<string, unknown>> | null;

/**
 * The personal details of a child, from the events that carry some: the registration, then amendments in the order of
 * their recording. Of a merged record what the child's own lacks is taken, and what the merge chose from there.
 */
export function personalOf({ childId, events, journey }: KnownChild): Personal {
  const believed = new Set(journey.facts.map((fact) => fact.eventId));
  const telling = events
    .filter(({ type, eventId }) => isTelling(type) && believed.has(eventId))
    .sort(inOrderOfRecording);
  if (telling.some((event) => event.childId === childId && event.personal === null)) return null;
  const said = new Map<string, Record<string, unknown>>();
  for (const { type, childId: stream, data, personal } of telling) {
    const own = said.get(stream) ?? {};
    said.set(stream, own);
    if (type === 'ChildRegistered') Object.assign(own, personal);
    else if (personal?.['to'] !== undefined) own[String(data['field'])] = personal['to'];
  }
  const others = [...said].filter(([stream]) => stream !== childId).map(([, other]) => other);
  return { ...Object.assign({}, ...others), ...said.get(childId), ...chosenInMerges(journey, childId, said) };
}

/** The details that the merges which stand took from the merged record. */
function chosenInMerges(
  journey: Journey,
  childId: string,
  said: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
): Readonly<Record<string, unknown>> {
  const chosen: Record<string, unknown> = {};
  for (const { data, eventId } of factsOf(journey, 'DuplicateRecordsMerged')) {
    if (data.survivorId !== childId || isReversed(journey, eventId)) continue;
    for (const [field, from] of Object.entries(data.fieldChoices ?? {})) {
      const value = said.get(data.mergedId)?.[field];
      if (from === 'MERGED' && value !== undefined) chosen[field] = value;
    }
  }
  return chosen;
}

const isTelling = (type: string): boolean => type === 'ChildRegistered' || type === 'DemographicsAmended';
