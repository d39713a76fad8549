import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import { allocate } from './allocation-path.ts';
import { helped, protectedPath } from './case-path.ts';
import { otherAuthorities, type EndedCase } from './closing-path.ts';
import type { SimulatedChild } from './household.ts';
import { enter, teamOf, type Group, type Story } from './setting.ts';

/** Children who move here from another authority with a plan: a receiving conference, and a plan of our own. */
export function transferIn(story: Story, children: readonly SimulatedChild[], on: PlainDate): readonly EndedCase[] {
  const { random, world, diary } = story;
  const notifiedOn = workingDayOnOrAfter(on);
  const hadCpp = random.chance(0.7);
  const fromLa = random.pick(otherAuthorities);
  const { team, area } = teamOf(story, 'ASSESSMENT');
  const where = { teamId: team, ...(area === undefined ? {} : { areaId: area }) };
  const by = world.staff.teamManager('MASH', random);
  for (const { id } of children) {
    diary.enter(id, 'NotifyTransferIn', notifiedOn, { fromLa, notifiedOn, hadCpp, ...where }, by);
    const decision = { decision: 'ACCEPT_OTHER', decidedOn: notifiedOn, primaryNeed: 'N1' };
    diary.enter(id, 'DecideReferral', notifiedOn, decision, by);
  }
  const group: Group = { children, referredOn: notifiedOn, desks: [{ from: notifiedOn, team, area, lead: undefined }] };
  allocate(story, group, notifiedOn, addWorkingDays(notifiedOn, 20));
  if (!hadCpp) return helped(story, group, addWorkingDays(notifiedOn, random.whole(3, 15)), 'STANDARD');
  const heldOn = addWorkingDays(notifiedOn, random.chance(0.85) ? random.whole(8, 15) : random.whole(16, 30));
  const held = { heldOn, transferIn: true, outcome: 'CP_PLAN', quorate: true, children: children.map(({ id }) => id) };
  enter(story, group, 'HoldInitialConference', heldOn, held, 'TEAM_MANAGER');
  return protectedPath(story, group, { result: 'PROTECTION_PLAN', on: heldOn, enquiry: true }, heldOn);
}
