import { londonDate } from '#calendar/instant';
import { addDays, daysBetween, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import type { CommandName } from '#case-flow/processes';
import { eventIdOf, type Step } from './diary.ts';
import { at, max, workingDayOnOrBefore, type Story } from './setting.ts';

/** The day a command gives, by the field that holds it: what people mistype, and correct when they notice. */
const dayFields: Partial<Record<CommandName, string>> = {
  DecideReferral: 'decidedOn',
  AllocateCase: 'from',
  StartAssessment: 'startedOn',
  SubmitAssessment: 'submittedOn',
  AuthoriseAssessment: 'authorisedOn',
  ConcludeSection47Enquiry: 'concludedOn',
  HoldReviewConference: 'heldOn',
  EndChildProtectionPlan: 'endedOn',
  StartChildInNeedPlan: 'startedOn',
  EndChildInNeedPlan: 'endedOn',
  CloseCase: 'closedOn',
  StartCare: 'startedOn',
  HoldCareReview: 'heldOn',
  CeaseCare: 'ceasedOn',
};
const visitFields: Partial<Record<CommandName, string>> = {
  RecordChildProtectionVisit: 'visitedOn',
  RecordChildInNeedVisit: 'visitedOn',
  RecordCareVisit: 'visitedOn',
  HoldCoreGroup: 'heldOn',
};

/**
 * The entries of a household as people really make them: some with a wrong day that is corrected later, some twice or of
 * something that did not happen and voided later. In the order of the instants.
 */
export function repaired(story: Story, steps: readonly Step[]): readonly Step[] {
  const { random } = story;
  const repairs: Step[] = [];
  const made = steps.map((step, i) => {
    const [work, visit] = [dayFields[step.command], visitFields[step.command]];
    if (work !== undefined && random.chance(0.09)) return enteredLate(story, steps, step, work, repairs);
    if (visit === undefined) return step;
    if (random.chance(0.012)) return mistyped(story, steps.slice(0, i), step, visit, repairs);
    if (random.chance(0.008)) enteredTwice(story, steps.slice(0, i), step, visit, repairs);
    return step;
  });
  if (repairs.length === 0) return made;
  return [...made, ...repairs].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
}

/** What was entered days late is first given the day of its entry. Nothing of the case may lie between the two days. */
function enteredLate(story: Story, steps: readonly Step[], step: Step, field: string, repairs: Step[]): Step {
  const wrong = londonDate(step.at);
  const [child] = step.children;
  if (wrong === step.on || step.input[field] !== step.on || child === undefined) return step;
  if (
    steps.some((other) => other !== step && other.children.includes(child) && step.on <= other.on && other.on < wrong)
  )
    return step;
  correct(story, step, field, child, repairs);
  return { ...step, on: wrong, input: { ...step.input, [field]: wrong } };
}

/** A visit with a day some days before the real one; not before the visit before it, so that it stays in its plan. */
function mistyped(story: Story, before: readonly Step[], step: Step, field: string, repairs: Step[]): Step {
  const wrong = dayBefore(story, before, step);
  const [child] = step.children;
  if (wrong === undefined || child === undefined) return step;
  correct(story, step, field, child, repairs);
  return { ...step, on: wrong, input: { ...step.input, [field]: wrong } };
}

/** The same visit entered again with another day, and voided when somebody notices. */
function enteredTwice(story: Story, before: readonly Step[], step: Step, field: string, repairs: Step[]): void {
  const { random } = story;
  const on = dayBefore(story, before, step);
  const [child] = step.children;
  if (on === undefined || child === undefined) return;
  const again = {
    ...step,
    id: `${step.id}/again`,
    on,
    input: { ...step.input, [field]: on },
    at: soon(story, step, random.whole(0, 2)),
  };
  const reason = random.pick(['DUPLICATE_ENTRY', 'DUPLICATE_ENTRY', 'NOT_HAPPENED']);
  repairs.push(again, repair(story, again, 'VoidEvent', { targetEventId: eventIdOf(again, child), reason }));
}

function correct(story: Story, step: Step, field: string, child: string, repairs: Step[]): void {
  const reason = story.random.pick(['Date of entry was given', 'Wrong day typed', 'Case note says otherwise']);
  repairs.push(
    repair(story, step, 'CorrectEventDate', { targetEventId: eventIdOf(step, child), field, to: step.on, reason }),
  );
}

/** Noticed within days, or weeks later when files are audited. */
function repair(story: Story, step: Step, command: CommandName, input: Step['input']): Step {
  const { random } = story;
  const days = random.weighted([random.whole(1, 5), 55], [random.whole(6, 25), 30], [random.whole(26, 80), 15]);
  const by = story.world.staff.teamManager(step.by.teamId, random);
  return { ...step, id: `${step.id}/repair`, command, input, by, at: soon(story, step, days) };
}

/** An instant in office hours so many working days after an entry; seconds keep it apart from entries on the full minute. */
function soon({ random }: Story, step: Step, workingDays: number): Step['at'] {
  const day = addWorkingDays(londonDate(step.at), Math.max(1, workingDays));
  return at(day, random.whole(9 * 60, 17 * 60) + random.whole(1, 59) / 60);
}

function dayBefore({ random }: Story, before: readonly Step[], step: Step): PlainDate | undefined {
  const [child] = step.children;
  const last = before
    .filter((other) => other.command === step.command && other.children[0] === child)
    .map(({ on }) => on);
  const previous = last.length === 0 ? undefined : last.reduce(max);
  const wrong = workingDayOnOrBefore(addDays(step.on, -random.whole(1, 6)));
  return previous !== undefined && daysBetween(previous, step.on) < 60 && wrong > previous ? wrong : undefined;
}
