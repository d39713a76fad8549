import type { Person } from '#access/person';
import type { KnownChild } from '../../queries/known-child.ts';
import type { Service } from '../service.ts';
import type { Names } from './entry-details.ts';
import { thisChild } from './entry-labels.ts';
import { entryInWords } from './entry-titles.ts';

const fieldsWithChildren = ['children', 'otherChildId', 'survivorId', 'mergedId', 'toStream'];

/**
 * How the ids of a record are read out to a person: workers by the name of their account, other children by name, by id or
 * as a marker where their record is restricted, entries by what they are and their day.
 */
export async function namesFor(service: Service, person: Person, child: KnownChild): Promise<Names> {
  const [worker, children] = await Promise.all([
    workerNames(service),
    service.children(person, [...childrenNamed(child)]),
  ]);
  const facts = new Map(child.journey.facts.map((fact) => [fact.eventId, fact]));
  const events = new Map(child.events.map((event) => [event.eventId, event]));
  return {
    worker,
    child: (childId) => (childId === child.childId ? thisChild : (children.get(childId)?.says ?? 'another child')),
    entry: (eventId) => {
      const event = events.get(eventId);
      return event === undefined
        ? 'an entry of another record'
        : entryInWords(event.type, facts.get(eventId)?.on ?? event.occurredOn);
    },
  };
}

/** The name of a worker's account; the id of one who has none. */
export async function workerNames({ accounts }: Service): Promise<(workerId: string) => string> {
  const names = new Map<string, string>();
  for (const { workerId, username, displayName } of await accounts.all()) {
    names.set(username, displayName);
    if (workerId !== undefined) names.set(workerId, displayName);
  }
  return (workerId) => names.get(workerId) ?? workerId;
}

function childrenNamed({ childId, events }: KnownChild): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const event of events) {
    ids.add(event.childId);
    for (const field of fieldsWithChildren)
      for (const one of [event.data[field]].flat()) if (typeof one === 'string') ids.add(one.replace(/^child-/, ''));
  }
  ids.delete(childId);
  return ids;
}
