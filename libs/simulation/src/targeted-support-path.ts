import { addDays } from '#calendar/plain-date';
import { workingDayOnOrAfter } from '#calendar/working-days';
import { randomFrom } from './random.ts';
import { isTold, type Story } from './setting.ts';

const issues = ['DOMESTIC_ABUSE', 'PARENTAL_MENTAL_HEALTH', 'HOUSING', 'DEBT', 'SCHOOL_ATTENDANCE', 'BEHAVIOUR'];

/**
 * Support of a family beside whatever else happens to it: one family in five is registered with a children's centre for
 * some months, and one in seven is heard at a multi-agency support group. It draws its own lots, so that the rest of the
 * story is told as it would be without it.
 */
export function targetedSupport(story: Story): void {
  const { world, household } = story;
  if (household.situation === 'ALONE' || household.situation === 'IN_CARE') return;
  const random = randomFrom(world.seed, 'targeted support', household.number);
  const on = workingDayOnOrAfter(addDays(household.on, random.whole(3, 300)));
  const endedOn = workingDayOnOrAfter(addDays(on, random.around(60, 420)));
  const children = household.children.filter((child) => child.dob < on && endedOn < child.adultOn);
  const isRegistered = random.chance(0.2);
  const isHeard = random.chance(0.14);
  const by = world.staff.officer(random);
  if (children.length === 0 || !isTold(story, on)) return;
  if (isRegistered) {
    const familyId = `F${String(household.number).padStart(5, '0')}`;
    const centre = `Children's centre ${household.area}`;
    for (const { id } of children) {
      story.diary.enter(id, 'RegisterTargetedSupport', on, { familyId, centre, registeredOn: on }, by);
      story.diary.enter(id, 'EndTargetedSupport', endedOn, { familyId, endedOn }, by);
    }
  }
  if (isHeard) {
    const heardOn = workingDayOnOrAfter(addDays(on, random.whole(5, 50)));
    const about = [...new Set([random.pick(issues), random.pick(issues)])];
    const heard = { groupId: `GROUP-${household.area}`, issueCodes: about, heardOn };
    story.diary.enter(children[0]!.id, 'RecordSupportGroupCase', heardOn, heard, by);
  }
}
