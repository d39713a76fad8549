import { addDays, type PlainDate } from '#calendar/plain-date';
import { casePath, type EndedCase } from './case-path.ts';
import { diaryOf, stepsOf, type Step } from './diary.ts';
import { earlyHelp } from './early-help-path.ts';
import { contact, outcomesOfNewContacts, register } from './front-door.ts';
import type { Household, SimulatedChild } from './household.ts';
import { randomFrom } from './random.ts';
import { repaired } from './repairs.ts';
import type { Story, World } from './setting.ts';
import { transferIn } from './transfer-path.ts';

/** Everything that will be entered about a household, in the order of the instants. The same for the same seed and household. */
export function storyOf(household: Household, world: World): readonly Step[] {
  const random = randomFrom(world.seed, 'story', household.number);
  const name = `${world.seed}/${household.number}`;
  const story: Story = { world, household, random, diary: diaryOf(name), helpedUntil: new Map() };
  register(story, household.children, household.on);
  if (household.situation === 'ORDINARY' && random.chance(0.015)) {
    for (const ended of transferIn(story, household.children, household.on)) afterwards(story, ended);
  } else comesToNotice(story, household.children, household.on, true);
  return repaired(story, stepsOf(story.diary.entries, random));
}

/** A contact about some siblings, whatever follows from it, and the next contact after that. */
function comesToNotice(story: Story, siblings: readonly SimulatedChild[], on: PlainDate, first: boolean): void {
  const { random, world, household } = story;
  const children = siblings.filter((child) => addDays(on, 100) < child.adultOn);
  if (children.length === 0 || on > world.to) return;
  const outcome = first && household.situation !== 'ORDINARY' ? 'REFERRAL' : random.weighted(outcomesOfNewContacts);
  const decided = contact(story, children, on, outcome);
  if (outcome === 'REFERRAL') {
    for (const ended of casePath(story, children, decided.on)) {
      newInformation(story, ended, decided.on);
      afterwards(story, ended);
    }
    return;
  }
  const until =
    outcome === 'EARLY_HELP' ? earlyHelp(story, children, decided.on, { contactId: decided.contactId }) : decided.on;
  comesBack(story, children, until, outcome === 'EARLY_HELP' ? 0.25 : 0.4);
}

/** How likely a family comes to notice again, by how its case ended. */
const shares: Readonly<Record<EndedCase['how'], number>> = {
  NO_FURTHER_ACTION: 0.5,
  ASSESSED: 0.52,
  HELPED: 0.36,
  FOR_GOOD: 0,
};

const afterwards = (story: Story, { children, on, how }: EndedCase): void =>
  comesBack(story, children, on, shares[how]);

function comesBack(story: Story, children: readonly SimulatedChild[], after: PlainDate, share: number): void {
  const { random } = story;
  if (!random.chance(share)) return;
  const days = random.weighted([
    [random.whole(2, 60), 30],
    [random.whole(61, 180), 38],
    [random.whole(181, 330), 22],
    [random.whole(331, 800), 10],
  ]);
  comesToNotice(story, children, addDays(after, days), false);
}

/** What else comes in about children whose case is open: new information, and no second referral. */
function newInformation(story: Story, { children, on: until }: EndedCase, from: PlainDate): void {
  const { random, world } = story;
  let on = addDays(from, 7 + random.waiting(170));
  while (addDays(on, 20) < until && on <= world.to) {
    if (on >= addDays(world.from, -90)) contact(story, children, on, 'LINKED_TO_OPEN_CASE');
    on = addDays(on, 7 + random.waiting(200));
  }
}
