import { inOrderOfRecording } from '#case-flow/journey';
import type { KnownChild } from './known-child.ts';

/** Names and addresses as they are believed now; null once the child's key has been destroyed. */
export type Personal = Readonly<Record<string, unknown>> | null;

/**
 * The personal details of a child, from the events that carry some: the registration, then amendments in the order of
 * their recording. Of a merged record only what the child's own lacks is taken.
 */
export function personalOf({ childId, events, journey }: KnownChild): Personal {
  const telling = [...events]
    .sort(inOrderOfRecording)
    .filter(({ type, eventId }) => isTelling(type) && journey.facts.some((fact) => fact.eventId === eventId));
  if (telling.some((event) => event.childId === childId && event.personal === null)) return null;
  const own: Record<string, unknown> = {};
  const merged: Record<string, unknown> = {};
  for (const { type, childId: stream, data, personal } of telling) {
    const said = stream === childId ? own : merged;
    if (type === 'ChildRegistered') Object.assign(said, personal);
    else if (personal?.['to'] !== undefined) said[String(data['field'])] = personal['to'];
  }
  return { ...merged, ...own };
}

const isTelling = (type: string): boolean => type === 'ChildRegistered' || type === 'DemographicsAmended';
