import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { assessments, type Assessment } from '#case-flow/assessment/assessments';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/**
 * One row an assessment and review point that fell due, by either clock, while the assessment was open; one that ended
 * before has none. A due day stands in a row only if the assessment was open on it, which is known on that day, so that
 * nothing comes to be counted earlier than it was known.
 */
export const assessmentReviewPoints = projection({
  name: 'assessment-review-points',
  question: 'Which review points of assessments fell due, and were the reviews held by then?',
  version: 2,
  columns: {
    assessmentId: 'text',
    kind: 'text',
    /** Working days after the clock started. */
    point: 'number',
    dueOn: 'day',
    /** The first review held for this point. */
    heldOn: 'day',
    inTime: 'flag',
    /** The same by working days after the assessment's own start (catalogue G1, the other reading). */
    dueFromStartOn: 'day',
    inTimeFromStart: 'flag',
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
  const [dueOn, dueFromStartOn] = [one.clockStartedOn, one.startedOn].map((from) => dueWhileOpen(one, from, point));
  if (dueOn === undefined && dueFromStartOn === undefined) return [];
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
        dueOn: dueOn ?? null,
        heldOn: held?.heldOn ?? null,
        inTime: isBy(held, dueOn),
        dueFromStartOn: dueFromStartOn ?? null,
        inTimeFromStart: isBy(held, dueFromStartOn),
        ...heldOn(one.caseId === undefined ? undefined : caseById(journey, one.caseId), (dueOn ?? dueFromStartOn)!),
      },
    },
  ];
}

/** The day a point falls due, if the assessment had begun by then and was not authorised before it. */
function dueWhileOpen({ startedOn, authorisedOn }: Assessment, from: PlainDate, point: number): PlainDate | undefined {
  const dueOn = addWorkingDays(from, point);
  return startedOn > dueOn || (authorisedOn !== undefined && authorisedOn < dueOn) ? undefined : dueOn;
}

const isBy = (held: { readonly heldOn: PlainDate } | undefined, dueOn: PlainDate | undefined): boolean | null =>
  dueOn === undefined ? null : held !== undefined && held.heldOn <= dueOn;
