import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDaysBetween } from '#calendar/working-days';
import { isCodeInForce } from '#case-flow/code-validity';
import type { TeamType } from './authority.ts';
import type { Actor } from './diary.ts';
import { deskOn, enter, teamOf, type Group, type Story } from './setting.ts';

/** Working days a case waits for a social worker: most are given one at once, a few wait for months. */
const waits: readonly (readonly [workingDays: readonly [number, number], weight: number])[] = [
  [[0, 0], 52],
  [[1, 1], 24],
  [[2, 4], 14],
  [[5, 9], 6.5],
  [[10, 20], 5],
  [[21, 60], 2.4],
  [[61, 120], 0.3],
];

/** Gives the case a lead social worker some time after `from`; none if the work is over by `before`. */
export function allocate(story: Story, group: Group, from: PlainDate, before: PlainDate): void {
  const { random, world } = story;
  const [least, most] = random.weighted(...waits);
  const on = addWorkingDays(from, random.whole(least, most));
  if (on >= before || isHandedOnAfter(group, on)) return;
  const { team, area } = deskOn(group, on);
  lead(story, group, on, world.staff.socialWorker(team, random));
  const where = area === undefined ? {} : { areaId: area };
  enter(
    story,
    group,
    'AllocateCase',
    on,
    { workerId: deskOn(group, on).lead!.workerId, teamId: team, role: 'LEAD_SW', from: on, ...where },
    'TEAM_MANAGER',
  );
}

/** Hands the case on to another team, whose manager then finds somebody. Nothing happens if the work is over by `before`. */
export function handOver(story: Story, group: Group, type: TeamType, from: PlainDate, before: PlainDate): void {
  const { random } = story;
  const to = teamOf(story, type);
  const on = addWorkingDays(from, random.whole(1, 10));
  const { team: fromTeam, lead: old } = deskOn(group, on);
  if (to.team === fromTeam || on >= before || isHandedOnAfter(group, on)) return;
  if (old) takeAway(story, group, on, old, 'TSPROC');
  const where = to.area === undefined ? {} : { area: to.area };
  enter(
    story,
    group,
    'TransferCaseBetweenTeams',
    on,
    { fromTeam, toTeam: to.team, effectiveOn: on, ...where },
    'TEAM_MANAGER',
  );
  group.desks.push({ from: on, ...to, lead: undefined });
  allocate(story, group, on, before);
}

/** Social workers leave or change: about once in a year of work, often with days, seldom with weeks, without anybody. */
export function turnover(story: Story, group: Group, from: PlainDate, before: PlainDate): void {
  const { random } = story;
  let on = from;
  for (;;) {
    on = addWorkingDays(on, random.whole(90, 420));
    if (on >= before || on > story.world.to) return;
    const { lead: old } = deskOn(group, on);
    if (!old || isHandedOnAfter(group, on)) continue;
    const reason = random.weighted(['LEFTRL', 45], ['MANAGE', 25], ['ABSENC', 15], ['ORGRST', 10], ['PCCHAN', 5]);
    takeAway(story, group, on, old, reason);
    lead(story, group, on, undefined);
    allocate(story, group, on, before);
  }
}

/** Why a worker changed is asked since 2023. */
function takeAway(story: Story, group: Group, on: PlainDate, { workerId }: Actor, reason: string): void {
  const why = isCodeInForce('socialWorkerChangeReason', reason, on) ? { reason } : {};
  enter(story, group, 'DeallocateCase', on, { workerId, until: on, ...why }, 'TEAM_MANAGER');
}

function lead(story: Story, group: Group, on: PlainDate, worker: Actor | undefined): void {
  const { team, area } = deskOn(group, on);
  group.desks.push({ from: on, team, area, lead: worker });
}

/** Somebody was given the case, or it moved, on a later day: what happens earlier must not disturb that. */
const isHandedOnAfter = ({ desks }: Group, on: PlainDate): boolean => workingDaysBetween(on, desks.at(-1)!.from) > 0;
