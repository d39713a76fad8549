import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import { eventIdOf } from './diary.ts';
import { contact, type Outcome } from './front-door.ts';
import type { SimulatedChild } from './household.ts';
import { address } from './names.ts';
import { registerOne } from './registration.ts';
import { isTold, type Story } from './setting.ts';

/**
 * A known child comes in under a second record, by mistake: registered anew, a contact logged there, sometimes a referral.
 * Somebody notices and merges the two; once in ten times that was the mistake, and it is undone.
 */
export function duplicateRecord(story: Story, child: SimulatedChild, on: PlainDate): void {
  const { diary, random, world } = story;
  const double: SimulatedChild = { ...child, id: `${child.id}D` };
  const outcome = random.weighted<Outcome>(['NFA', 45], ['INFO_ADVICE', 20], ['REFERRAL', 35]);
  const decided = contact(story, [double], on, outcome, (at) => registerOne(story, double, at, `SIM${child.number}D`));
  const teamManager = world.staff.teamManager('MASH', random);
  if (outcome === 'REFERRAL') {
    const decidedOn = workingDayOnOrAfter(decided.on);
    diary.enter(double.id, 'DecideReferral', decidedOn, { decision: 'NFA', decidedOn }, teamManager);
  }
  const mergedOn = addWorkingDays(decided.on, random.whole(20, 80));
  const merge = diary.enter(
    child.id,
    'MergeDuplicateRecords',
    mergedOn,
    { mergedId: double.id, reason: 'Same child twice' },
    teamManager,
  );
  if (!random.chance(0.1)) return;
  const undone = { mergeEventId: eventIdOf(merge, child.id), reason: 'Not the same child' };
  diary.enter(child.id, 'ReverseMerge', addWorkingDays(mergedOn, random.whole(2, 40)), undone, teamManager);
}

/** What happens to the records of some children besides their case: restrictions, attempts to look, a new address. */
export function recordKeeping(story: Story, children: readonly SimulatedChild[], from: PlainDate): void {
  const { diary, random, world, household } = story;
  const teamManager = world.staff.teamManager('MASH', random);
  const on = addDays(from, random.whole(10, 400));
  if (!isTold(story, on)) return;
  if (random.chance(0.07)) {
    const { address: to } = address(household.area, random);
    const moved = { field: 'address', to, reason: 'The family moved' };
    for (const { id } of children) diary.note(id, 'AmendDemographics', on, moved, teamManager);
  }
  const [child] = children;
  if (!child || !random.chance(0.012)) return;
  const level = random.weighted(['TEAM_ONLY', 45], ['NAMED_WORKERS', 55]);
  // Also for a team: once the case is closed there is no team, and these are who is left.
  const allowed = [teamManager.workerId, world.staff.officer(random).workerId];
  const reason = random.pick(['A relative works for the council', 'Address to be kept from a former partner']);
  diary.enter(
    child.id,
    'RestrictRecord',
    on,
    { level, allowed, authorisedBy: teamManager.workerId, reason },
    teamManager,
  );
  const tried = { accessedBy: world.staff.officer(random).workerId, granted: false };
  if (random.chance(0.5))
    diary.note(child.id, 'RecordRestrictedAccess', addWorkingDays(on, random.whole(3, 60)), tried, teamManager);
  const liftedOn = addWorkingDays(on, random.whole(100, 300));
  const lifted = { authorisedBy: teamManager.workerId, reason: 'No longer needed' };
  if (random.chance(0.3)) diary.enter(child.id, 'LiftRestriction', liftedOn, lifted, teamManager);
}
