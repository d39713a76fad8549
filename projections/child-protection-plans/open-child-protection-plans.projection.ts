import { addDays, type PlainDate } from '#calendar/plain-date';
import {
  nextReviewDueOn,
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { reviewDueOn, type ReviewRule } from '#case-flow/child-protection-plan/review-due';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { changesOf, outside, stretches } from '../stretches.ts';
import { daysOf } from './plan-days.ts';

/**
 * The days a child was on a plan, one row for each stretch of them in one team, area and category. Where imported plans
 * overlap, the days belong to the plan that began first, so that the child is counted once.
 */
export const openChildProtectionPlans = projection({
  name: 'open-child-protection-plans',
  question: 'Which children are on a child protection plan, and since when?',
  version: 2,
  columns: {
    planId: 'text',
    caseId: 'text',
    startedOn: 'day',
    /** The latest category of abuse. */
    category: 'text',
    /** The 730th day, the first counted: two years or more (over 729 days, catalogue G9). */
    twoYearsFrom: 'day',
    initialCategory: 'text',
    /** The 92nd day after the start: then the plan is one whose reviews are judged. */
    over91DaysFrom: 'day',
    /** The first day on which a review was late, whether it was held later or not at all; by either rule. */
    reviewMissedFrom: 'day',
    calendarReviewMissedFrom: 'day',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'CpCategoryChanged', 'ReviewConferenceHeld', 'CpPlanEnded'],
  rows: (journey) => plansOfThisAuthority(journey).flatMap((plan, i, all) => rows(journey, plan, all.slice(0, i))),
});

function rows(journey: Journey, plan: ChildProtectionPlan, earlier: readonly ChildProtectionPlan[]) {
  const { planId, caseId, startedOn } = plan;
  const ofCase = caseId === undefined ? undefined : caseById(journey, caseId);
  const changes = [...changesOf(ofCase), ...plan.categories.map((one) => one.from)];
  const said = (on: PlainDate) => ({
    ...heldOn(ofCase, on),
    category: plan.categories.findLast((one) => one.from <= on)?.value ?? plan.category,
  });
  const reviews = factsOf(journey, 'ReviewConferenceHeld').filter((fact) =>
    plan.reviews.some((one) => one.eventId === fact.eventId),
  );
  return outside(daysOf(plan), earlier.map(daysOf))
    .flatMap((days) => stretches(days, changes, said))
    .map(({ from, to, team, area, category }) => ({
      rowId: `${plan.started.childId}/${planId}#${from}`,
      because: [plan.started, ...reviews, plan.ended].filter((fact) => fact !== undefined),
      cells: {
        planId,
        caseId: caseId ?? null,
        startedOn,
        category,
        twoYearsFrom: addDays(startedOn, 729),
        initialCategory: plan.category,
        over91DaysFrom: addDays(startedOn, 92),
        reviewMissedFrom: addDays(firstMissed(plan, 'DAYS_91_183'), 1),
        calendarReviewMissedFrom: addDays(firstMissed(plan, 'CALENDAR'), 1),
        from,
        to: to ?? null,
        team,
        area,
      },
    }));
}

/** The due day of the first review held after it; where there is none, that of the review to come. */
function firstMissed(plan: ChildProtectionPlan, rule: ReviewRule): PlainDate {
  const dues = plan.reviews.map(({ heldOn: on }, i) => ({
    on,
    dueOn: reviewDueOn(plan.startedOn, plan.reviews[i - 1]?.heldOn, rule),
  }));
  return dues.find(({ on, dueOn }) => on > dueOn)?.dueOn ?? nextReviewDueOn(plan, rule);
}
