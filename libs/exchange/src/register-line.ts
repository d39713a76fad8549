import { Refused } from '#case-flow/refused';
import { registerEvents } from '#case-flow/workforce/register-streams';
import { childOf, type Stream } from '#event-store/event-store';

const rule = 'an-event-of-the-register-is-on-its-own-stream';
const serviceEvents: readonly string[] = [
  'EstablishmentSet',
  'VacancyOpened',
  'VacancyFilled',
  'RecruitmentStageReached',
];
const repairs: readonly string[] = ['EventDateCorrected', 'EventVoided'];

/** Whether an event name is one of workers, teams and services (catalogue A.11). */
export const isOfRegister = (name: string): boolean => registerEvents.includes(name);

/** Whether an event repairs one of a worker or a team: it stands on the same stream. */
export const isRepairOfRegister = (name: string, stream: string): boolean =>
  repairs.includes(name) && /^(worker|team)-/.test(stream);

/**
 * The stream of an event of the register: it follows from the worker or the team its payload names; a service needs the
 * stream of its authority. Refuses (throws `Refused`) another one, such as a child's.
 */
export function registerStreamOf(
  name: string,
  data: Readonly<Record<string, unknown>>,
  given: Stream | undefined,
): Stream {
  if (serviceEvents.includes(name)) {
    if (given?.startsWith('authority-')) return given;
    throw new Refused(
      rule,
      `${name} is about a service: give the stream of its authority, such as authority-330, and neither a childId nor another stream.`,
    );
  }
  const kind = name.startsWith('Worker') ? 'worker' : 'team';
  const id = data[`${kind}Id`];
  if (typeof id !== 'string' || id === '')
    throw new Refused(rule, `${name} names no ${kind}. Give the ${kind} in data.${kind}Id.`);
  const own: Stream = `${kind}-${id}`;
  if (given === undefined || given === own) return own;
  const what = childOf(given) === undefined ? `the stream ${given}` : 'a childId';
  throw new Refused(rule, `${name} is about a ${kind} and stands on ${own}. Leave out ${what}.`);
}
