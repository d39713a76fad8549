import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter } from '#calendar/working-days';
import { allocate } from './allocation-path.ts';
import { assess, assessmentOn, type AssessmentOutcome } from './assessment-path.ts';
import { carePath } from './care-path.ts';
import { close, moveAway, type EndedCase } from './closing-path.ts';
import type { SimulatedChild } from './household.ts';
import { needPlan } from './need-plan-path.ts';
import { protect, type Protected } from './protection-path.ts';
import { protectionPlan } from './protection-plan-path.ts';
import { shares } from './random.ts';
import { enter, max, min, teamOf, type Group, type Story } from './setting.ts';
import { shortBreaks } from './short-break-path.ts';

type Decision = 'ACCEPT_ASSESS' | 'ACCEPT_STRATEGY' | 'ACCEPT_OTHER' | 'NFA';

/** What becomes of a referral, from the manager's decision to the closure of the case. */
export function casePath(
  story: Story,
  children: readonly SimulatedChild[],
  referredOn: PlainDate,
): readonly EndedCase[] {
  const { random, world, household } = story;
  const group: Group = {
    children,
    referredOn,
    desks: [{ from: referredOn, ...teamOf(story, 'ASSESSMENT'), lead: undefined }],
  };
  const ordinary = household.situation === 'ORDINARY';
  const decision = random.weighted<Decision>(
    ['ACCEPT_ASSESS', 82],
    ['ACCEPT_STRATEGY', ordinary ? 10 : 0],
    ['ACCEPT_OTHER', ordinary ? 1.5 : 0],
    ['NFA', ordinary ? 7 : 0],
  );
  const decidedOn = addWorkingDays(
    workingDayOnOrAfter(referredOn),
    random.weighted([0, 62], [1, 30], [random.whole(2, 3), 5], [random.whole(4, 9), 3]),
  );
  const need = decision === 'NFA' ? {} : { primaryNeed: needOf(story) };
  const by = world.staff.teamManager('MASH', random);
  for (const { id } of children)
    story.diary.enter(id, 'DecideReferral', decidedOn, { decision, decidedOn, ...need }, by);
  if (decision === 'NFA') return [{ children, on: decidedOn, how: 'NO_FURTHER_ACTION' }];
  if (decision === 'ACCEPT_OTHER') {
    allocate(story, group, decidedOn, addDays(decidedOn, 60));
    return helped(story, group, addWorkingDays(decidedOn, random.whole(1, 8)), 'STANDARD');
  }
  return decision === 'ACCEPT_STRATEGY'
    ? strategyFirst(story, group, decidedOn)
    : assessmentFirst(story, group, decidedOn);
}

function needOf({ random, household }: Story): string {
  if (household.situation === 'DISABLED') return 'N2';
  if (household.situation === 'ALONE') return 'N8';
  return random.weighted(['N1', 60], ['N5', 14], ['N4', 11], ['N2', 4], ['N3', 4], ['N6', 4], ['N8', 2], ['N7', 1]);
}

function assessmentFirst(story: Story, group: Group, decidedOn: PlainDate): readonly EndedCase[] {
  const { random } = story;
  const startedOn = addWorkingDays(decidedOn, random.weighted([0, 45], [1, 35], [random.whole(2, 5), 20]));
  const outcome = random.weighted(...outcomes(story));
  const authorisedOn = assess(story, group, {
    startedOn,
    clock: group.referredOn,
    basis: 'S17',
    trigger: 'NEW_REFERRAL',
    outcome,
  });
  allocate(story, group, decidedOn, authorisedOn);
  const next = addWorkingDays(authorisedOn, random.weighted([0, 55], [1, 30], [random.whole(2, 6), 15]));
  if (outcome === 'NFA' || outcome === 'OTHER_SERVICE') return close(story, group, authorisedOn, 'RC8');
  if (outcome === 'EARLY_HELP') return close(story, group, authorisedOn, 'RC9', 'EARLY_HELP');
  if (outcome === 'CIN_PLAN') return helped(story, group, next, 'STANDARD');
  if (outcome === 'SHORT_BREAK') return close(story, group, shortBreaks(story, group, next), 'RC7');
  if (outcome === 'LAC') return carePath(story, group, careDay(group, next));
  return protectedPath(story, group, protect(story, group, next, assessmentOn(startedOn)), next);
}

/** A discussion with the police first; the assessment runs beside the enquiry and is done by the conference. */
function strategyFirst(story: Story, group: Group, decidedOn: PlainDate): readonly EndedCase[] {
  const { random } = story;
  const on = addWorkingDays(decidedOn, random.chance(0.8) ? 0 : 1);
  const found = protect(story, group, on, 'REFERRAL');
  const outcome = found.result === 'NO_MORE' ? 'NFA' : found.result === 'NEED_PLAN' ? 'CIN_PLAN' : 'STRATEGY';
  const basis = found.enquiry ? 'S47' : 'S17';
  const by = found.enquiry && found.result !== 'NO_MORE' ? { by: found.on } : {};
  const authorisedOn = assess(story, group, {
    startedOn: on,
    clock: group.referredOn,
    basis,
    trigger: 'STRATEGY',
    outcome,
    ...by,
  });
  allocate(story, group, decidedOn, min(authorisedOn, max(found.on, addDays(on, 3))));
  return protectedPath(story, group, found, max(found.on, authorisedOn));
}

/** After an enquiry or a conference: a protection plan, a child in need plan, or nothing more. */
export function protectedPath(story: Story, group: Group, found: Protected, doneOn: PlainDate): readonly EndedCase[] {
  const { random } = story;
  if (found.result === 'NEED_PLAN')
    return helped(story, group, addWorkingDays(max(found.on, doneOn), random.whole(0, 5)), 'STANDARD');
  if (found.result === 'NO_MORE') return close(story, group, max(found.on, doneOn), found.enquiry ? 'RC7' : 'RC8');
  const end = protectionPlan(story, group, found.on);
  if (end.reason === 'BECAME_CLA') return carePath(story, group, end.on);
  if (end.reason === 'STEP_DOWN_CIN')
    return helped(
      story,
      group,
      addWorkingDays(end.on, random.weighted([0, 80], [random.whole(1, 5), 20])),
      'STEP_DOWN_FROM_CPP',
    );
  if (end.reason === 'MOVED_OTHER_LA') return moveAway(story, group, end.on, true);
  return close(story, group, end.on, 'RC7', end.reason === 'STEP_DOWN_EH' ? 'EARLY_HELP' : undefined);
}

/** A child in need plan, and whatever ends it. */
export function helped(
  story: Story,
  group: Group,
  startedOn: PlainDate,
  kind: 'STANDARD' | 'STEP_DOWN_FROM_CPP',
): readonly EndedCase[] {
  const end = needPlan(story, group, startedOn, kind);
  if (end.reason === 'BECAME_CLA') return carePath(story, group, end.on);
  if (end.reason === 'MOVED') return moveAway(story, group, end.on, false);
  if (end.reason !== 'BECAME_CPP')
    return close(story, group, end.on, 'RC7', end.reason === 'STEP_DOWN_EH' ? 'EARLY_HELP' : undefined);
  const found = protect(story, group, workingDayOnOrAfter(end.on), 'OPEN_PLAN');
  // The plan goes on until the conference decides otherwise; a protection plan takes its place that very day.
  if (found.result !== 'PROTECTION_PLAN') {
    enter(
      story,
      group,
      'EndChildInNeedPlan',
      found.on,
      { endedOn: found.on, reason: 'NEED_MET', overrideReason: 'No further need found' },
      'TEAM_MANAGER',
    );
    return close(story, group, found.on, 'RC7');
  }
  return protectedPath(story, group, found, found.on);
}

function outcomes({ household }: Story) {
  const { situation } = household;
  if (situation === 'ALONE' || situation === 'IN_CARE') return shares<AssessmentOutcome>({ LAC: 1 });
  if (situation === 'DISABLED')
    return shares<AssessmentOutcome>({ SHORT_BREAK: 45, CIN_PLAN: 30, NFA: 15, OTHER_SERVICE: 10 });
  if (situation === 'UNBORN')
    return shares<AssessmentOutcome>({ NFA: 25, EARLY_HELP: 15, CIN_PLAN: 20, STRATEGY: 36, LAC: 4 });
  return shares<AssessmentOutcome>({
    NFA: 42,
    EARLY_HELP: 15,
    CIN_PLAN: 13,
    STRATEGY: 21,
    LAC: 2.7,
    OTHER_SERVICE: 6.3,
  });
}

/** Nobody is looked after before birth. */
const careDay = (group: Group, on: PlainDate): PlainDate => group.children.map(({ dob }) => dob).reduce(max, on);
