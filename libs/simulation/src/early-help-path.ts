import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import { freshIdOf, type Actor } from './diary.ts';
import type { SimulatedChild } from './household.ts';
import { isTold, type Story } from './setting.ts';

/** How early help went on: closed on a day, or waiting to be stepped up to social care on it. */
export interface EarlyHelpEnd {
  readonly on: PlainDate;
  /** The early help that is still open, and whose; it was not enough. */
  readonly steppedUp?: { readonly ehId: string; readonly childId: string };
}

/** Early help for the children: asked for, assessed, planned, reviewed and closed. */
export function earlyHelp(
  story: Story,
  children: readonly SimulatedChild[],
  on: PlainDate,
  from: 'ASSESSMENT' | 'CIN' | { readonly contactId: string },
): EarlyHelpEnd {
  const { random, world } = story;
  const by = world.staff.officer(random);
  const assessedOn = addWorkingDays(on, random.whole(10, 35));
  const startedOn = addWorkingDays(assessedOn, random.whole(0, 8));
  const closedOn = workingDayOnOrAfter(addDays(startedOn, random.around(60, 300)));
  // One child's early help stands for the family's: the tool looks at the family as a whole.
  const [child] = children;
  const isFree = child && child.dob < on && closedOn < child.adultOn && (story.helpedUntil.get(child.id) ?? '') < on;
  if (!isFree || !isTold(story, on)) return { on };
  story.helpedUntil.set(child.id, addWorkingDays(closedOn, 60));
  const stepsUp = typeof from !== 'string' && random.chance(0.15);
  const ehId = path(story, child, { on, assessedOn, startedOn, closedOn }, from, by, stepsUp);
  return { on: closedOn, ...(ehId === undefined ? {} : { steppedUp: { ehId, childId: child.id } }) };
}

interface Days {
  readonly on: PlainDate;
  readonly assessedOn: PlainDate;
  readonly startedOn: PlainDate;
  readonly closedOn: PlainDate;
}

/** Writes it all down. Returns the id of what is still open, because it is to be stepped up. */
function path(
  { random, diary }: Story,
  { id }: SimulatedChild,
  { on, assessedOn, startedOn, closedOn }: Days,
  from: 'ASSESSMENT' | 'CIN' | { readonly contactId: string },
  by: Actor,
  stepsUp: boolean,
): string | undefined {
  const origin =
    typeof from === 'string' ? { origin: 'STEP_DOWN', stepDownFrom: from } : { origin: 'CONTACT', ...from };
  const ehId = freshIdOf(diary.enter(id, 'RequestEarlyHelp', on, { ...origin, requestedOn: on }, by));
  if (random.chance(0.12)) {
    diary.enter(id, 'CloseEarlyHelp', assessedOn, { ehId, closedOn: assessedOn, outcome: 'NON_ENGAGEMENT' }, by);
    return undefined;
  }
  const tool = random.weighted(['EHA', 60], ['FAMILY_STAR', 25], ['CAF', 15]);
  const begunOn = addWorkingDays(on, random.whole(2, 8));
  const organisation = random.pick(['School', "Children's centre", 'Health visiting', 'Family support']);
  diary.enter(id, 'StartEarlyHelpAssessment', begunOn, { ehId, tool, organisation, startedOn: begunOn }, by);
  const purpose = random.weighted(['ASSESSMENT', 80], ['BASIC_RECORD', 12], ['ENQUIRY_FORM', 8]);
  diary.enter(
    id,
    'CompleteEarlyHelpAssessment',
    assessedOn,
    { ehId, tool, organisation, completedOn: assessedOn, purpose },
    by,
  );
  diary.enter(id, 'StartEarlyHelpPlan', startedOn, { ehId, startedOn }, by);
  for (let heldOn = addWorkingDays(startedOn, 20); heldOn < closedOn; heldOn = addWorkingDays(heldOn, 30))
    diary.enter(id, 'HoldTeamAroundFamily', heldOn, { ehId, heldOn, attendees: ['School', 'Health'] }, by);
  for (
    let reviewedOn = addWorkingDays(startedOn, 60);
    reviewedOn < closedOn;
    reviewedOn = addWorkingDays(reviewedOn, 60)
  )
    diary.enter(id, 'ReviewEarlyHelp', reviewedOn, { ehId, reviewedOn, outcomeScore: random.whole(1, 10) }, by);
  if (stepsUp) return ehId;
  const outcome = random.weighted(['POSITIVE', 58], ['PARTLY_MET', 22], ['NON_ENGAGEMENT', 14], ['MOVED', 6]);
  diary.enter(id, 'CloseEarlyHelp', closedOn, { ehId, closedOn, outcome }, by);
  return undefined;
}
