import { addDays, addMonths, birthday, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import type { CommandName } from '#case-flow/processes';
import type { CareEnd } from './care-path.ts';
import type { Actor, Input } from './diary.ts';
import type { SimulatedChild } from './household.ts';
import { randomFrom, type Random } from './random.ts';
import { max, teamManagerOf, workerOf, type Group, type Story } from './setting.ts';

/** A young person on the way out of care: who tells of it, and a source of chance of their own. */
interface Leaving {
  readonly story: Story;
  readonly random: Random;
  readonly childId: string;
  /** The last day anything is told of: nobody knows more than the simulated time. */
  readonly until: PlainDate;
}

/**
 * What becomes of a looked-after child from 16 on (catalogue A.10): eligible after 13 weeks, a pathway plan and its reviews,
 * a personal adviser before 18, and from then on contacts, homes and what they do. Those who go home before 18 go out of it.
 */
export function leavingCare(
  story: Story,
  group: Group,
  child: SimulatedChild,
  startedOn: PlainDate,
  end: CareEnd,
): void {
  const { world } = story;
  const eligibleOn = max(birthday(child.dob, 16), addDays(max(startedOn, birthday(child.dob, 14)), 91));
  if (eligibleOn >= end.on || eligibleOn > world.to) return;
  const random = randomFrom(world.seed, 'leaving care', child.id);
  const leaving = { story, random, childId: child.id, until: world.to };
  tell(leaving, 'SetLeaverEligibility', eligibleOn, { category: 'ELIGIBLE', from: eligibleOn }, (on) =>
    teamManagerOf(story, group, on),
  );
  const adviser = world.staff.socialWorker('LEAVING-CARE', random);
  const adviserOn = addWorkingDays(addMonths(child.adultOn, -6), random.whole(0, 60));
  const isAdult = end.destiny === 'ADULT';
  const planner = (on: PlainDate) => (isAdult && on >= adviserOn ? adviser : workerOf(story, group, on));
  pathwayPlans(leaving, eligibleOn, isAdult ? birthday(child.dob, 21) : end.on, planner);
  if (!isAdult) return wentHome(leaving, end, planner);
  const allocatedOn = max(adviserOn, addDays(eligibleOn, 1));
  const given = { workerId: adviser.workerId, teamId: adviser.teamId, from: allocatedOn };
  if (random.chance(0.96)) tell(leaving, 'AllocatePersonalAdviser', allocatedOn, given, () => adviser);
  contacts(leaving, child, adviser);
  homes(leaving, child, adviser);
  activities(leaving, child, adviser);
}

/** Most have a plan within three months, and most reviews are in time. */
function pathwayPlans(leaving: Leaving, eligibleOn: PlainDate, endsOn: PlainDate, by: (on: PlainDate) => Actor): void {
  const { random } = leaving;
  if (random.chance(0.06)) return;
  let on = addWorkingDays(eligibleOn, random.chance(0.85) ? random.whole(15, 60) : random.whole(65, 120));
  for (let isFirst = true; on < endsOn; isFirst = false) {
    tell(leaving, isFirst ? 'CompletePathwayPlan' : 'ReviewPathwayPlan', on, { on }, by);
    const due = addMonths(on, 6);
    on = workingDayOnOrAfter(
      random.chance(0.87) ? addDays(due, -random.whole(4, 35)) : addDays(due, random.whole(5, 80)),
    );
  }
}

/** Half a year after going home the young person counts as returned. */
function wentHome(leaving: Leaving, { on, destiny }: CareEnd, by: (on: PlainDate) => Actor): void {
  const returnedOn = workingDayOnOrAfter(addMonths(on, 6));
  if (destiny === 'HOME') tell(leaving, 'RecordLeaverContact', returnedOn, { on: returnedOn, inTouch: 'RHOM' }, by);
}

/** About every six weeks from 18 on; one in ten is lost for a while, or wants nothing more. */
function contacts(leaving: Leaving, { adultOn, dob }: SimulatedChild, adviser: Actor): void {
  const { random } = leaving;
  let on = addWorkingDays(adultOn, random.whole(2, 25));
  while (on < birthday(dob, 21)) {
    const inTouch = random.weighted(['YES', 90], ['NO', 6], ['REFU', 2], ['NREQ', 2]);
    tell(leaving, 'RecordLeaverContact', on, { on, inTouch }, () => adviser);
    on = workingDayOnOrAfter(addDays(on, random.chance(0.88) ? random.whole(28, 54) : random.whole(60, 120)));
  }
}

/** Nine of ten homes are suitable; custody never is. */
function homes(leaving: Leaving, { adultOn, dob }: SimulatedChild, adviser: Actor): void {
  const { random } = leaving;
  let on = adultOn;
  while (on < birthday(dob, 21)) {
    const code = random.weighted(
      ...([
        ['U', 30],
        ['D', 20],
        ['Z', 14],
        ['B', 12],
        ['E', 8],
        ['T', 4],
        ['X', 4],
        ['S', 2],
        ['Y', 3],
        ['R', 2],
        ['G', 1],
      ] as const),
    );
    const judged = code === 'R' || code === 'G' || code === 'X' ? {} : judgement(code, random);
    tell(leaving, 'RecordLeaverAccommodation', on, { on, code, ...judged }, () => adviser);
    on = workingDayOnOrAfter(addDays(on, random.whole(120, 700)));
  }
}

function judgement(code: string, random: Random): Input {
  if (code !== 'S' && random.chance(0.95)) return { suitable: 1 };
  return code === 'Y' ? { suitable: 2, reasonUnsuitable: 'WITH_FRIENDS' } : { suitable: 2 };
}

/** Just over half learn or work. */
function activities(leaving: Leaving, { adultOn, dob }: SimulatedChild, adviser: Actor): void {
  const { random } = leaving;
  let on = adultOn;
  while (on < birthday(dob, 21)) {
    const code = random.weighted(
      ...([
        ['F2', 20],
        ['F5', 18],
        ['P5', 6],
        ['F1', 6],
        ['F4', 5],
        ['G5', 24],
        ['G4', 10],
        ['G6', 6],
        ['0', 5],
      ] as const),
    );
    tell(leaving, 'RecordLeaverActivity', on, { on, code }, () => adviser);
    on = workingDayOnOrAfter(addDays(on, random.whole(90, 400)));
  }
}

/** Writes one thing down, if it happens within the simulated time. */
function tell(
  { story, childId, until }: Leaving,
  command: CommandName,
  on: PlainDate,
  input: Input,
  by: (on: PlainDate) => Actor,
): void {
  if (on <= until) story.diary.enter(childId, command, on, input, by(on));
}
