import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays, workingDayOnOrAfter, workingDaysBetween } from '#calendar/working-days';
import { isCodeInForce } from '#case-flow/code-validity';
import { enter, max, note, workerOf, type Group, type Story } from './setting.ts';

export type AssessmentOutcome =
  'NFA' | 'EARLY_HELP' | 'CIN_PLAN' | 'STRATEGY' | 'LAC' | 'SHORT_BREAK' | 'OTHER_SERVICE';

/** What an assessment of its kind is given, and how long it takes. */
interface Kind {
  readonly kind: 'SINGLE' | 'INITIAL' | 'CORE';
  readonly targetWd: number;
  readonly durations: Durations;
}
type Durations = readonly (readonly [workingDays: readonly [number, number], weight: number])[];

export interface Assessed {
  readonly startedOn: PlainDate;
  /** The day the 45 working days count from: the referral, or the start of a later assessment. */
  readonly clock: PlainDate;
  readonly basis: 'S17' | 'S47';
  readonly trigger: 'NEW_REFERRAL' | 'NEW_INFORMATION' | 'STRATEGY';
  readonly outcome: AssessmentOutcome;
  /** The last day it may end on, where something else waits for it. */
  readonly by?: PlainDate;
}

/** Working days from referral to authorisation: 85 of 100 assessments are in time, as in England in 2025. */
const durations: Durations = [
  [[3, 10], 13],
  [[11, 20], 14],
  [[21, 30], 15],
  [[31, 40], 25],
  [[41, 45], 18],
  [[46, 50], 5],
  [[51, 60], 5],
  [[61, 95], 5],
];
const factors = '3B 3B 4B 4B 4A 2B 1B 16A 16A 17A 17A 18C 6B 5A 15A 24A 11A 14A 3A 19C 2A 10A 7A'.split(' ');

const single: Kind = { kind: 'SINGLE', targetWd: 45, durations };

/** Before single assessments (Working Together 2013) there were two: an initial one of days, and a core one of weeks. */
const SINGLE_SINCE = '2014-04-01';
const initial: Kind = {
  kind: 'INITIAL',
  targetWd: 10,
  durations: [
    [[3, 10], 70],
    [[11, 25], 30],
  ],
};
const core: Kind = {
  kind: 'CORE',
  targetWd: 35,
  durations: [
    [[15, 35], 75],
    [[36, 60], 25],
  ],
};

/** What an assessment of a new referral was called in those days. */
export const assessmentOn = (on: PlainDate) => (on < SINGLE_SINCE ? 'INITIAL_ASSESSMENT' : 'SINGLE_ASSESSMENT');

/** Assesses the children of a group together. Returns the day the manager authorised it, which may lie in the future. */
export function assess(story: Story, group: Group, assessed: Assessed): PlainDate {
  const { startedOn, trigger, outcome } = assessed;
  if (assessmentOn(startedOn) === 'SINGLE_ASSESSMENT') return assessBy(single, story, group, assessed);
  if (trigger === 'STRATEGY') return assessBy(core, story, group, assessed);
  if (outcome !== 'CIN_PLAN' && outcome !== 'LAC') return assessBy(initial, story, group, assessed);
  const authorisedOn = assessBy(initial, story, group, { ...assessed, outcome: 'CIN_PLAN' });
  return assessBy(core, story, group, { ...assessed, startedOn: authorisedOn, clock: authorisedOn });
}

function assessBy(of: Kind, story: Story, group: Group, assessed: Assessed): PlainDate {
  const { random } = story;
  const { startedOn, clock, basis, trigger, outcome, by } = assessed;
  const { kind, targetWd } = of;
  const [from, to] = random.weighted(...of.durations);
  const sinceClock = workingDaysBetween(clock, startedOn);
  let length = Math.max(random.whole(from, to), sinceClock + 2);
  if (by !== undefined) length = Math.min(length, Math.max(sinceClock + 1, workingDaysBetween(clock, by)));
  enter(story, group, 'StartAssessment', startedOn, { kind, startedOn, basis, trigger, targetWd });

  if (by === undefined && random.chance(0.012)) {
    // Begun in error: cancelled, and begun again some days later.
    const cancelledOn = addWorkingDays(startedOn, random.whole(1, 6));
    enter(story, group, 'CancelAssessment', cancelledOn, { cancelledOn, reason: 'Opened in error' }, 'TEAM_MANAGER');
    const again = addWorkingDays(cancelledOn, random.whole(1, 4));
    return assessBy(of, story, group, { ...assessed, startedOn: again, by: addWorkingDays(again, 40) });
  }
  const authorisedOn = addWorkingDays(clock, length);
  const seen = seeChildren(story, group, startedOn, length - sinceClock);
  if (kind === 'SINGLE')
    for (const point of [15, 30] as const) if (length > point + 2) reviewPoint(story, group, assessed, point);
  submit(story, group, startedOn, authorisedOn);
  enter(
    story,
    group,
    'AuthoriseAssessment',
    authorisedOn,
    ({ id }) => ({ authorisedOn, outcome, factors: factorsOf(story, outcome, authorisedOn), childSeen: seen.has(id) }),
    'TEAM_MANAGER',
  );
  return authorisedOn;
}

/** Two of three children are seen during their assessment, some of them twice. The unborn are not seen. */
function seeChildren(story: Story, group: Group, startedOn: PlainDate, workingDays: number): ReadonlySet<string> {
  const { random, diary } = story;

  const seen = new Set<string>();
  for (const child of group.children) {
    if (!random.chance(0.67)) continue;
    for (let visits = random.weighted([1, 70], [2, 30]); visits > 0; visits--) {
      const seenOn = addWorkingDays(startedOn, random.whole(1, Math.max(1, Math.min(workingDays - 1, 25))));
      if (seenOn <= child.dob || seenOn >= child.adultOn) continue;
      seen.add(child.id);
      const by = workerOf(story, group, seenOn);
      diary.note(child.id, 'RecordChildSeen', seenOn, { seenOn, alone: random.chance(0.6), by: by.workerId }, by);
    }
  }
  return seen;
}

/** Manager and worker look at the assessment after 15 and 30 working days: mostly in time, sometimes late or not at all. */
function reviewPoint(story: Story, group: Group, { clock, startedOn }: Assessed, point: 15 | 30): void {
  const { random } = story;
  if (random.chance(0.08)) return;
  const days = random.chance(0.86) ? random.whole(point - 3, point) : point + random.whole(1, 2);
  const heldOn = max(addWorkingDays(clock, days), startedOn);
  note(
    story,
    group,
    'HoldAssessmentReviewPoint',
    heldOn,
    { point: String(point), heldOn, decision: 'CONTINUE' },
    'TEAM_MANAGER',
  );
}

function submit(story: Story, group: Group, startedOn: PlainDate, authorisedOn: PlainDate): void {
  const { random } = story;
  const length = workingDaysBetween(startedOn, authorisedOn);
  const submittedOn = addWorkingDays(startedOn, Math.max(0, length - random.waiting(1.2)));
  if (length > 12 && random.chance(0.05)) {
    const early = addWorkingDays(startedOn, Math.max(0, length - 8));
    const rejectedOn = workingDayOnOrAfter(addWorkingDays(early, 1));
    enter(story, group, 'SubmitAssessment', early, { submittedOn: early });
    enter(story, group, 'RejectAssessment', rejectedOn, { rejectedOn, reason: 'More analysis needed' }, 'TEAM_MANAGER');
    const again = max(submittedOn, addWorkingDays(rejectedOn, 1));
    enter(story, group, 'SubmitAssessment', again, { submittedOn: again });
  } else
    enter(story, group, 'SubmitAssessment', max(submittedOn, startedOn), { submittedOn: max(submittedOn, startedOn) });
}

function factorsOf({ random, household }: Story, outcome: AssessmentOutcome, on: PlainDate): readonly string[] {
  if (household.situation === 'ALONE') return ['9A'];
  if (outcome === 'NFA' && random.chance(0.18)) return ['21'];
  const found = Array.from({ length: random.whole(1, 4) }, () => random.pick(factors));
  return [...new Set(found.map((code) => (isCodeInForce('assessmentFactor', code, on) ? code : '20')))];
}
