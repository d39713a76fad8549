import type { Instant } from '#calendar/instant';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { casePath } from './case-path.ts';
import type { EndedCase } from './closing-path.ts';
import { diaryOf, stepsOf, type Step } from './diary.ts';
import { earlyHelp, type EarlyHelpEnd } from './early-help-path.ts';
import { contact, outcomesOfNewContacts } from './front-door.ts';
import type { Household, SimulatedChild } from './household.ts';
import { duplicateRecord, recordKeeping } from './identity-path.ts';
import { randomFrom } from './random.ts';
import { register } from './registration.ts';
import { repaired } from './repairs.ts';
import type { Story, World } from './setting.ts';
import { targetedSupport } from './targeted-support-path.ts';
import { transferIn } from './transfer-path.ts';

/** Everything that will be entered about a household, in the order of the instants. The same for the same seed and household. */
export function storyOf(household: Household, world: World): readonly Step[] {
  const random = randomFrom(world.seed, 'story', household.number);
  const name = `${world.seed}/${household.number}`;
  const story: Story = { world, household, random, diary: diaryOf(name), helpedUntil: new Map(), doubles: new Set() };
  if (household.situation === 'ORDINARY' && random.chance(0.015)) {
    register(story, household.children, household.on);
    for (const ended of transferIn(story, household.children, household.on)) afterwards(story, ended);
  } else comesToNotice(story, household.children, household.on, true);
  targetedSupport(story);
  return repaired(story, stepsOf(story.diary.entries, random));
}

/** A contact about some siblings, whatever follows from it, and the next contact after that. */
function comesToNotice(story: Story, siblings: readonly SimulatedChild[], on: PlainDate, first: boolean): void {
  const { random, world, household } = story;
  const children = siblings.filter((child) => addDays(on, 100) < child.adultOn);
  if (children.length === 0 || on > world.to) return;
  const outcome = first && household.situation !== 'ORDINARY' ? 'REFERRAL' : random.weighted(...outcomesOfNewContacts);
  const known = first ? (at: Instant) => register(story, household.children, at) : undefined;
  const decided = contact(story, children, on, outcome, known);
  if (outcome === 'REFERRAL') return referred(story, children, decided.on);
  if (outcome !== 'EARLY_HELP') return comesBack(story, children, decided.on, 0.4);
  const help = earlyHelp(story, children, decided.on, { contactId: decided.contactId });
  if (help.steppedUp === undefined || help.on > world.to) comesBack(story, children, help.on, 0.25);
  else stepUp(story, children, help.on, help.steppedUp);
}

/** Early help was not enough: it comes to the front door as a contact, becomes a referral, and ends with that. */
function stepUp(
  story: Story,
  siblings: readonly SimulatedChild[],
  on: PlainDate,
  { ehId, childId }: NonNullable<EarlyHelpEnd['steppedUp']>,
): void {
  const { diary, random, world } = story;
  const children = siblings.filter((child) => addDays(on, 100) < child.adultOn);
  if (children.length === 0) return;
  const decided = contact(story, children, on, 'REFERRAL');
  const reason = random.pick(['RISK_INCREASED', 'NON_ENGAGEMENT']);
  const up = { ehId, contactId: decided.contactId, reason, steppedUpOn: decided.on };
  diary.enter(childId, 'StepUpEarlyHelp', decided.on, up, world.staff.officer(random));
  referred(story, children, decided.on);
}

function referred(story: Story, children: readonly SimulatedChild[], on: PlainDate): void {
  for (const ended of casePath(story, children, on)) {
    newInformation(story, ended, on);
    afterwards(story, ended);
  }
}

/** How likely a family comes to notice again, by how its case ended. */
const shares: Readonly<Record<EndedCase['how'], number>> = {
  NO_FURTHER_ACTION: 0.56,
  ASSESSED: 0.56,
  HELPED: 0.4,
  FOR_GOOD: 0,
};

const afterwards = (story: Story, { children, on, how }: EndedCase): void =>
  comesBack(story, children, on, shares[how]);

function comesBack(story: Story, children: readonly SimulatedChild[], after: PlainDate, share: number): void {
  const { random, world } = story;
  if (!random.chance(share)) return;
  recordKeeping(story, children, after);
  const days = random.weighted(
    [random.whole(2, 60), 33],
    [random.whole(61, 180), 38],
    [random.whole(181, 300), 20],
    [random.whole(301, 800), 9],
  );
  const on = addDays(after, days);
  const [child] = children;
  // Somebody does not find the child they know, and opens a second record.
  if (
    child &&
    random.chance(0.04) &&
    !story.doubles.has(child.id) &&
    addDays(on, 200) < child.adultOn &&
    on >= world.from &&
    on <= world.to
  ) {
    story.doubles.add(child.id);
    duplicateRecord(story, child, on);
    return;
  }
  comesToNotice(story, children, on, false);
}

/** What else comes in about children whose case is open: new information, and no second referral. */
function newInformation(story: Story, { children, on: until }: EndedCase, from: PlainDate): void {
  const { random, world } = story;
  let on = addDays(from, 7 + random.waiting(130));
  while (addDays(on, 20) < until && on <= world.to) {
    if (on >= addDays(world.from, -90)) contact(story, children, on, 'LINKED_TO_OPEN_CASE');
    on = addDays(on, 7 + random.waiting(150));
  }
}
