import { addWorkingDays } from '#calendar/working-days';
import { assessments, type Assessment } from '#case-flow/assessment/assessments';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/**
 * One row an assessment and review point that fell due while the assessment was open; one that ended before has none.
 * Whether a row exists is known on its due day, so that no row comes to be counted earlier than it was known.
 */
export const assessmentReviewPoints = projection({
  name: 'assessment-review-points',
  question: 'Which review points of assessments fell due, and were the reviews held by then?',
  version: 1,
  columns: {
    assessmentId: 'text',
    kind: 'text',
    /** Working days after the clock started. */
    point: 'number',
    dueOn: 'day',
    /** The first review held for this point. */
    heldOn: 'day',
    inTime: 'flag',
    /** Responsible on the due day. */
    team: 'text',
    area: 'text',
  },
  reads: [
    ...holdingEvents,
    'AssessmentStarted',
    'AssessmentReviewPointHeld',
    'AssessmentAuthorised',
    'AssessmentCancelled',
  ],
  rows: (journey) =>
    assessments(journey)
      .filter((one) => one.cancelledOn === undefined)
      .flatMap((one) => points.flatMap((point) => row(journey, one, point))),
});

const points = [15, 30] as const;

function row(journey: Journey, one: Assessment, point: (typeof points)[number]) {
  const dueOn = addWorkingDays(one.clockStartedOn, point);
  if (one.startedOn > dueOn || (one.authorisedOn !== undefined && one.authorisedOn < dueOn)) return [];
  const held = one.reviewPoints.find((review) => review.point === point);
  const reviews = factsOf(journey, 'AssessmentReviewPointHeld').filter((fact) => fact.on === held?.heldOn);
  return [
    {
      rowId: `${one.started.childId}/${one.assessmentId}/${point}`,
      because: [one.started, ...reviews, one.authorised].filter((fact) => fact !== undefined),
      cells: {
        assessmentId: one.assessmentId,
        kind: one.kind,
        point,
        dueOn,
        heldOn: held?.heldOn ?? null,
        inTime: held !== undefined && held.heldOn <= dueOn,
        ...heldOn(one.caseId === undefined ? undefined : caseById(journey, one.caseId), dueOn),
      },
    },
  ];
}
