import { instantFromEpochMilliseconds, epochMilliseconds, startOfLondonDay, type Instant } from '#calendar/instant';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { isWorkingDay } from '#calendar/working-days';
import { isCodeInForce } from '#case-flow/code-validity';
import type { CommandName } from '#case-flow/processes';
import type { SimulatedWorker, TeamType } from './authority.ts';
import { dayOf, type Actor, type Diary, type Entry, type Input, type When } from './diary.ts';
import type { Household, SimulatedChild } from './household.ts';
import type { Random } from './random.ts';

/** What all households have in common. */
export interface World {
  readonly seed: number;
  /** The simulated time, both days included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly staff: Staff;
}

/** One household's life as it is being told. */
export interface Story {
  readonly world: World;
  readonly household: Household;
  readonly random: Random;
  readonly diary: Diary;
  /** Until when a child has early help, by child id. */
  readonly helpedUntil: Map<string, PlainDate>;
  /** Children of whom there is a second record. */
  readonly doubles: Set<string>;
}

/** From a day on: the team that holds a case, and who leads it if anybody does. */
export interface Desk {
  readonly from: PlainDate;
  readonly team: string;
  readonly area: string | undefined;
  readonly lead: Actor | undefined;
}

/** Siblings whose case moves together, and whose desks it lay on, in the order of the days. Handing it on adds a desk. */
export interface Group {
  readonly children: readonly SimulatedChild[];
  readonly referredOn: PlainDate;
  readonly desks: Desk[];
}

export const deskOn = ({ desks }: Group, on: PlainDate): Desk => desks.findLast((desk) => desk.from <= on) ?? desks[0]!;

/** Who works where. */
export interface Staff {
  readonly teamManager: (team: string, random: Random) => Actor;
  readonly socialWorker: (team: string, random: Random) => Actor;
  readonly officer: (random: Random) => Actor;
}

const roles = { TEAM_MANAGER: 'TM', SOCIAL_WORKER: 'SW', FRONT_DOOR_OFFICER: 'FDO' } as const;

export function staffOf(workers: readonly SimulatedWorker[]): Staff {
  const places = new Map<string, Actor[]>();
  for (const { id, teamId, role } of workers) {
    const actor = { workerId: id, teamId, role: roles[role] };
    places.set(`${role} ${teamId}`, [...(places.get(`${role} ${teamId}`) ?? []), actor]);
  }
  const one = (role: SimulatedWorker['role'], team: string, random: Random) =>
    random.pick(places.get(`${role} ${team}`)!);
  return {
    teamManager: (team, random) => one('TEAM_MANAGER', team, random),
    socialWorker: (team, random) => one('SOCIAL_WORKER', team, random),
    officer: (random) => one('FRONT_DOOR_OFFICER', 'MASH', random),
  };
}

/** The team of a type that works for the household: disabled children's cases stay with one team of the whole city. */
export function teamOf(
  { household }: Story,
  type: TeamType,
): { readonly team: string; readonly area: string | undefined } {
  if (household.situation === 'DISABLED') return { team: 'DISABLED-CHILDREN', area: undefined };
  return { team: `${type.replaceAll('_', '-')}-${household.area}`, area: household.area };
}

/** Who enters what is done on a case that day: the lead, and where there is none the manager of the team. */
export const workerOf = (story: Story, group: Group, on: PlainDate): Actor =>
  deskOn(group, on).lead ?? teamManagerOf(story, group, on);

export const teamManagerOf = ({ world, random }: Story, group: Group, on: PlainDate): Actor =>
  world.staff.teamManager(deskOn(group, on).team, random);

type InputOf = Input | ((child: SimulatedChild) => Input);
type By = 'WORKER' | 'TEAM_MANAGER';

const inputFor = (input: InputOf, child: SimulatedChild) => (typeof input === 'function' ? input(child) : input);
const actor = (by: By, story: Story, group: Group, when: When) =>
  by === 'TEAM_MANAGER' ? teamManagerOf(story, group, dayOf(when)) : workerOf(story, group, dayOf(when));

/** Enters one thing for each child of a group: what later work builds on. */
export function enter(
  story: Story,
  group: Group,
  command: CommandName,
  when: When,
  input: InputOf,
  by: By = 'WORKER',
): readonly Entry[] {
  const who = actor(by, story, group, when);
  return group.children.map((child) => story.diary.enter(child.id, command, when, inputFor(input, child), who));
}

/** Notes one thing for each child of a group: a visit or the like, which nothing waits for. */
export function note(
  story: Story,
  group: Group,
  command: CommandName,
  when: When,
  input: InputOf,
  by: By = 'WORKER',
): readonly Entry[] {
  const who = actor(by, story, group, when);
  return group.children.map((child) => story.diary.note(child.id, command, when, inputFor(input, child), who));
}

/** Routine work of the years before the simulated time is not told: it begins four months before it. */
export const isTold = ({ world }: Story, on: PlainDate): boolean => on >= addDays(world.from, -120) && on <= world.to;

/** The choices whose codes were in use on a day: the simulated time may be any. */
export const inForce = <Code extends string>(
  set: string,
  choices: readonly (readonly [code: Code, weight: number])[],
  on: PlainDate,
) => choices.filter(([code]) => isCodeInForce(set, code, on));

/** The instant of a time of day in London. */
export const at = (day: PlainDate, minuteOfDay: number): Instant => later(startOfLondonDay(day), minuteOfDay);

export const later = (instant: Instant, minutes: number): Instant =>
  instantFromEpochMilliseconds(epochMilliseconds(instant) + Math.round(minutes * 60_000));

export const min = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? a : b);
export const max = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);

export function workingDayOnOrBefore(day: PlainDate): PlainDate {
  let on = day;
  while (!isWorkingDay(on)) on = addDays(on, -1);
  return on;
}
