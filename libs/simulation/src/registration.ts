import { addWorkingDays } from '#calendar/working-days';
import { dayOf, type When } from './diary.ts';
import type { SimulatedChild } from './household.ts';
import type { Story } from './setting.ts';

/** Enters who the children are when they first come to notice, and that they are siblings. */
export function register(story: Story, children: readonly SimulatedChild[], when: When): void {
  const { diary, random, world } = story;
  const officer = world.staff.officer(random);
  for (const child of children) {
    registerOne(story, child, when, `SIM${String(child.number).padStart(6, '0')}`);
    if (child.expectedDob !== undefined) recordBirth(story, child);
  }
  const [first, ...siblings] = children;
  for (const sibling of siblings) {
    const relation = random.pick(['FULL', 'FULL', 'FULL', 'HALF', 'STEP']);
    diary.enter([first!.id], 'LinkSibling', when, { otherChildId: sibling.id, relation }, officer);
  }
}

/** Registers one child under a number of the authority's. */
export function registerOne(story: Story, child: SimulatedChild, when: When, laChildId: string): void {
  const { diary, household, random, world } = story;
  const { id, sex, givenName, dob, expectedDob, ethnicity, disabilities } = child;
  const { familyName, address, postcode, area } = household;
  const birth = expectedDob !== undefined && dayOf(when) < dob ? { expectedDob } : { dob };
  const person = { givenName, familyName, address, homePostcode: postcode };
  const seen = { laChildId, sex, ethnicity, disabilities, homeArea: area };
  diary.enter(id, 'RegisterChild', when, { ...seen, ...birth, ...person }, world.staff.officer(random));
}

/** The unborn are born on their day; who they are is entered within the week. */
function recordBirth({ diary, household, random, world }: Story, { id, dob }: SimulatedChild): void {
  const officer = world.staff.officer(random);
  diary.enter(id, 'RecordBirth', dob, { dob }, officer);
  const known = addWorkingDays(dob, random.whole(1, 5));
  const reason = 'Known after the birth';
  diary.enter(id, 'AmendDemographics', known, { field: 'sex', to: random.pick(['F', 'M']), reason }, officer);
  diary.enter(id, 'AmendDemographics', known, { field: 'ethnicity', to: household.ethnicity, reason }, officer);
}
