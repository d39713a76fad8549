import { earliest, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { assessmentEndedOn, assessments, type Assessment } from '#case-flow/assessment/assessments';
import type { Journey } from '#case-flow/journey';
import { caseOf, endOf, type Case } from '#case-flow/referral/case';
import { clockOfKind } from '../assessments/clocks.ts';
import { clock, type Clock } from './clock.ts';

/** A decision within a working day; then, where an assessment is to follow, 45 working days (CIN guide 4.3, 4.9). */
export function referralClocks(journey: Journey, one: Case): readonly Clock[] {
  const { caseId, referredOn, received, decided } = one;
  const decidedOn = earliest(decided?.on ?? one.acceptedOn, one.closedOn);
  const decision = clock(
    'Referral decision',
    received,
    caseId,
    { from: referredOn, to: decidedOn },
    addWorkingDays(referredOn, 1),
  );
  if (decided?.data.decision !== 'ACCEPT_ASSESS') return [decision];
  const begun = assessments(journey).find((each) => each.caseId === caseId && each.cancelledOn === undefined);
  const days = { from: decided.on, to: earliest(begun?.startedOn, endOf(one)) };
  return [decision, clock('Assessment', received, caseId, days, addWorkingDays(referredOn, 45))];
}

/** The assessment itself by the limit of its kind, and its review points (catalogue AS-02, AS-04, AS-05, AS-08). */
export const assessmentClocks = (journey: Journey, owner: Case | undefined): readonly Clock[] =>
  assessments(journey)
    .filter((one) => caseOf(journey, one.started) === owner)
    .flatMap((one) => [ofAssessment(journey, one), ...ofReviewPoints(one)]);

function ofAssessment(journey: Journey, one: Assessment): Clock {
  const { from, workingDays } = clockOfKind(journey, one);
  const days = { from: one.startedOn, to: assessmentEndedOn(one) };
  return clock('Assessment', one.started, `assessment ${one.assessmentId}`, days, addWorkingDays(from, workingDays));
}

/** Single assessments are looked at on working days 15 and 30; a point that was past when the assessment began is none. */
function ofReviewPoints(one: Assessment): readonly Clock[] {
  if (one.kind !== 'SINGLE') return [];
  return ([15, 30] as const).flatMap((point) => {
    const dueOn = addWorkingDays(one.clockStartedOn, point);
    if (one.startedOn > dueOn) return [];
    const days = { from: one.startedOn, to: earliest(heldOn(one, point), assessmentEndedOn(one)) };
    return [clock(`Assessment review point ${point}`, one.started, one.assessmentId, days, dueOn)];
  });
}

const heldOn = ({ reviewPoints }: Assessment, point: 15 | 30): PlainDate | undefined =>
  earliest(...reviewPoints.filter((review) => review.point === point).map((review) => review.heldOn));
