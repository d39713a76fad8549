import type { RecordedEvent } from '../event.ts';
import { workforceEvents } from './workforce.events.ts';

/** The names of the events of the register. */
export const registerEvents: readonly string[] = Object.keys(workforceEvents);

/** The events of children by which a journey names workers and teams. */
export const namingEvents = [
  'ContactScreened',
  'ReferralReceived',
  'CaseAllocated',
  'CaseTransferredBetweenTeams',
] as const;

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

/** The workers and teams an event names, as subjects of the register. */
export function registerNamesIn({ data }: RecordedEvent): readonly string[] {
  const names: string[] = [];
  for (const [field, kind] of fields) {
    const id = data[field];
    if (typeof id === 'string') names.push(`${kind}-${id}`);
  }
  return names;
}
