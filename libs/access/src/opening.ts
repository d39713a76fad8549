import type { PlainDate } from '#calendar/plain-date';
import { allocations } from '#case-flow/allocation/allocation';
import { identity, type Restriction } from '#case-flow/child-identity/identity';
import type { Journey } from '#case-flow/journey';
import { heldOn, openCase } from '#case-flow/referral/case';
import { may, type Person } from './person.ts';
import type { Role } from './roles.ts';

/** Where a child's record stands today, as far as it matters for who may open it. */
export interface RecordPlace {
  readonly childId: string;
  readonly restriction?: Restriction;
  /** Nobody's case is open: whoever may open records may open this one. */
  readonly isOpen: boolean;
  readonly team?: string;
  readonly area?: string;
  /** Everyone allocated to the open case, in any role. */
  readonly workers: readonly string[];
}

/** Whether a record opens: yes; only with a reason, because it is restricted or another area's; or not at all. */
export type Opening = 'OPEN' | 'RESTRICTED' | 'ELSEWHERE' | 'SEALED' | 'NO_RIGHT';

/** The place of a record, from the child's journey. */
export function recordPlace(journey: Journey, today: PlainDate): RecordPlace {
  const { childId, restriction } = identity(journey);
  const open = openCase(journey, today);
  const restricted = restriction === undefined ? {} : { restriction };
  if (open === undefined) return { childId, ...restricted, isOpen: false, workers: [] };
  const { team, area } = heldOn(open, today);
  const now = allocations(journey, open).filter(({ from, to }) => from <= today && (to === undefined || to > today));
  return {
    childId,
    ...restricted,
    isOpen: true,
    ...(team == null ? {} : { team }),
    ...(area == null ? {} : { area }),
    workers: now.map(({ workerId }) => workerId),
  };
}

/**
 * Decides whether a person's record opens for a person (catalogue A.1 for restrictions; areas and teams are the account's). A
 * record sealed at adoption opens for nobody: the child has a new one. `isOpened` says that they gave a reason, not long ago.
 */
export function opening(person: Person, place: RecordPlace, isOpened: boolean): Opening {
  if (!may(person, 'open-records')) return 'NO_RIGHT';
  if (place.restriction?.level === 'ADOPTION_SEALED') return 'SEALED';
  if (isOpened && may(person, 'break-glass')) return 'OPEN';
  if (place.restriction && !isAllowed(person, place, place.restriction)) return 'RESTRICTED';
  return isTheirs(person, place) ? 'OPEN' : 'ELSEWHERE';
}

function isAllowed({ workerId, teams }: Person, place: RecordPlace, { level, allowed }: Restriction): boolean {
  if (workerId !== undefined && allowed.includes(workerId)) return true;
  if (level !== 'TEAM_ONLY') return false;
  return (
    (place.team !== undefined && teams.includes(place.team)) ||
    (workerId !== undefined && place.workers.includes(workerId))
  );
}

/** A contact may be about any child there is: the team of these roles says for whom they act, not whom they may look up. */
const frontDoor: readonly Role[] = ['FDO', 'QP'];

/** Whether nothing confines a person to some areas or teams. */
export const isOfWholeAuthority = ({ role, areas, teams }: Person): boolean =>
  areas.length === 0 && (teams.length === 0 || frontDoor.includes(role));

/** Whether a record is of a person's own areas or teams, or their own case; one that nobody works on is everybody's. */
export function isTheirs(person: Person, place: RecordPlace): boolean {
  if (isOfWholeAuthority(person)) return true;
  const { areas, teams, workerId } = person;
  if (!place.isOpen) return true;
  if (workerId !== undefined && place.workers.includes(workerId)) return true;
  return (
    (place.area !== undefined && areas.includes(place.area)) || (place.team !== undefined && teams.includes(place.team))
  );
}
