import {
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { reviewDueOn } from '#case-flow/child-protection-plan/review-due';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/** One row a review conference that was held, with the day it was due by. */
export const childProtectionReviews = projection({
  name: 'child-protection-reviews',
  question: 'Which review conferences were held, and in time?',
  version: 2,
  columns: {
    planId: 'text',
    heldOn: 'day',
    /** 91 days after the start of the plan, later 183 days after the review before. */
    dueOn: 'day',
    inTime: 'flag',
    /** By the other rule: 3, later 6 calendar months. */
    calendarDueOn: 'day',
    inTimeByCalendar: 'flag',
    /** Why it was late, as the chair recorded it. */
    lateReason: 'text',
    /** Responsible on the day it was held. */
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'ReviewConferenceHeld'],
  rows: (journey) => plansOfThisAuthority(journey).flatMap((plan) => rows(journey, plan)),
});

function rows(journey: Journey, plan: ChildProtectionPlan) {
  const ofCase = plan.caseId === undefined ? undefined : caseById(journey, plan.caseId);
  const facts = factsOf(journey, 'ReviewConferenceHeld');
  return plan.reviews.map((review, i) => {
    const before = plan.reviews[i - 1]?.heldOn;
    const calendarDueOn = reviewDueOn(plan.startedOn, before, 'CALENDAR');
    return {
      rowId: `${plan.started.childId}/${review.eventId}`,
      because: [plan.started, ...facts.filter((fact) => fact.eventId === review.eventId || fact.on === before)],
      cells: {
        planId: plan.planId,
        heldOn: review.heldOn,
        dueOn: review.dueOn,
        inTime: review.heldOn <= review.dueOn,
        calendarDueOn,
        inTimeByCalendar: review.heldOn <= calendarDueOn,
        lateReason: facts.find((fact) => fact.eventId === review.eventId)?.data.lateReason ?? null,
        ...heldOn(ofCase, review.heldOn),
      },
    };
  });
}
