import type { RecordedEvent } from '../event.ts';
import type { Journey } from '../journey.ts';
import { workforceEvents } from './workforce.events.ts';

/** The names of the events of the register. */
export const registerEvents: readonly string[] = Object.keys(workforceEvents);

/**
 * Whom or what an event of the register is about: `worker-W1`, `team-T1`, or `service-<name>` for what stands on the
 * authority's stream. Undefined for events of children and for reference data, which no journey holds.
 */
export function registerSubject({ childId, stream, data }: RecordedEvent): string | undefined {
  if (childId !== '') return undefined;
  if (stream !== undefined && /^(worker|team)-/.test(stream)) return stream;
  const [worker, team, service] = [data['workerId'], data['teamId'], data['service']];
  if (typeof worker === 'string') return `worker-${worker}`;
  if (typeof service === 'string' && typeof team !== 'string') return `service-${service}`;
  return typeof team === 'string' ? `team-${team}` : undefined;
}

const fields = [
  ['workerId', 'worker'],
  ['screenedBy', 'worker'],
  ['teamId', 'team'],
  ['toTeam', 'team'],
] as const;

/**
 * The subjects that events name, and those that these name in turn: the worker of a case, and the team of that worker.
 * `of` gives what is known of a subject.
 */
export function subjectsNamed(
  events: readonly RecordedEvent[],
  of: (subject: string) => readonly RecordedEvent[],
): ReadonlySet<string> {
  const named = new Set(events.flatMap(registerNamesIn));
  for (const subject of named) for (const next of of(subject).flatMap(registerNamesIn)) named.add(next);
  return named;
}

/** Whether an event of this payload may name a worker or a team. */
export const mayName = (payload: { readonly shape: object }): boolean =>
  fields.some(([field]) => field in payload.shape);

/** The workers and teams an event names, as subjects of the register. */
export function registerNamesIn({ data }: RecordedEvent): readonly string[] {
  const names: string[] = [];
  for (const [field, kind] of fields) {
    const id = data[field];
    if (typeof id === 'string') names.push(`${kind}-${id}`);
  }
  return names;
}

/** The id of the worker, the team or the service whose own journey this is; undefined for a child's. */
export function ownIdIn({ childId, events }: Journey, kind: 'worker' | 'team' | 'service'): string | undefined {
  const prefix = `${kind}-`;
  if (!childId.startsWith(prefix) || events.some((event) => event.childId !== '')) return undefined;
  return childId.slice(prefix.length);
}
