import { addDays, addMonths, type PlainDate } from '#calendar/plain-date';
import { childInNeedPlans, type ChildInNeedPlan } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { changesOf, stretches } from '../stretches.ts';
import { idOfPlan } from './plan-row-id.ts';

/** Policy cinReviewMonths: a plan is looked at again every three calendar months. */
const REVIEW_MONTHS = 3;

/** The days a child in need plan was open, one row for each stretch of them in one team and area with one latest review. */
export const openChildInNeedPlans = projection({
  name: 'open-child-in-need-plans',
  question: 'Which child in need plans are open, and which have not been reviewed for too long?',
  version: 1,
  columns: {
    caseId: 'text',
    kind: 'text',
    startedOn: 'day',
    /** The latest review held by the first day of the stretch. */
    reviewedOn: 'day',
    /** The first day on which the plan is older than the interval between two reviews. */
    reviewNeededFrom: 'day',
    /** Three months after the latest review, else after the start. That day itself is in time. */
    reviewDueOn: 'day',
    overdueFrom: 'day',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CinPlanStarted', 'CinReviewHeld', 'CinPlanEnded'],
  rows: (journey) => childInNeedPlans(journey).flatMap((plan) => rows(journey, plan)),
});

function rows(journey: Journey, plan: ChildInNeedPlan) {
  const { caseId, kind, startedOn, endedOn, reviews } = plan;
  const ofCase = caseId === undefined ? undefined : caseById(journey, caseId);
  const reviewBy = (on: PlainDate) => reviews.findLast((review) => review.heldOn <= on);
  const said = (on: PlainDate) => ({ ...heldOn(ofCase, on), reviewedOn: reviewBy(on)?.heldOn ?? null });
  const changes = [...changesOf(ofCase), ...reviews.map((review) => review.heldOn)];
  const days = { from: startedOn, ...(endedOn === undefined ? {} : { to: endedOn }) };
  return stretches(days, changes, said).map(({ from, to, ...says }) => {
    const reviewDueOn = addMonths(says.reviewedOn ?? startedOn, REVIEW_MONTHS);
    const latest = reviewBy(from)?.eventId;
    const review = factsOf(journey, 'CinReviewHeld').filter((fact) => fact.eventId === latest);
    return {
      rowId: `${idOfPlan(plan)}#${from}`,
      because: [plan.started, ...review, plan.ended].filter((fact) => fact !== undefined),
      cells: {
        caseId: caseId ?? null,
        kind,
        startedOn,
        ...says,
        reviewNeededFrom: addDays(addMonths(startedOn, REVIEW_MONTHS), 1),
        reviewDueOn,
        overdueFrom: addDays(reviewDueOn, 1),
        from,
        to: to ?? null,
      },
    };
  });
}
