import { addDays, addMonths, earliest, type PlainDate } from '#calendar/plain-date';
import {
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/** One row a child protection plan. A child may have several, one after the other. */
export const childProtectionPlans = projection({
  name: 'child-protection-plans',
  question: 'Which child protection plans began and ended, and had the child had one before?',
  version: 2,
  columns: {
    planId: 'text',
    caseId: 'text',
    startedOn: 'day',
    /** The initial category of abuse. */
    category: 'text',
    /** Whether an earlier plan of this authority had ended by the start of this one, however long before. */
    isSecondOrSubsequent: 'flag',
    /** The same, ended within 24 (12) calendar months before the start, the boundary included. */
    isSecondWithin24Months: 'flag',
    isSecondWithin12Months: 'flag',
    endedOn: 'day',
    endReason: 'text',
    /** Whether it had lasted 730 days or more when it ended, first and last day counted (catalogue G9). */
    lastedTwoYears: 'flag',
    /** The first review, or else the 91st day after the start: then it is known whether the plan outlasted both. */
    maturedOn: 'day',
    /** Whether it ended on or before its first review and within 91 days of its start. */
    endedByFirstReview: 'flag',
    /** Responsible on the first day, and on the day it ended. */
    team: 'text',
    area: 'text',
    endedTeam: 'text',
    endedArea: 'text',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'ReviewConferenceHeld', 'CpPlanEnded'],
  rows: (journey) => plansOfThisAuthority(journey).map((plan) => row(journey, plan)),
});

function row(journey: Journey, plan: ChildProtectionPlan) {
  const { planId, startedOn, endedOn } = plan;
  const ofCase = plan.caseId === undefined ? undefined : caseById(journey, plan.caseId);
  const until = plansOfThisAuthority(journey).filter((one) => one.startedOn <= startedOn);
  const earlier = until.filter((one) => one !== plan && isEndedBy(one, startedOn));
  // What an import says of plans before an earlier plan holds for this one too.
  const told = until.filter((one) => one.previousPlansElsewhereCounted > 0);
  const within = (months: number) => earlier.some((one) => !isEndedBy(one, addDays(addMonths(startedOn, -months), -1)));
  const maturedOn = earliest(plan.reviews[0]?.heldOn, addDays(startedOn, 91))!;
  const ending = endedOn === undefined ? undefined : heldOn(ofCase, endedOn);
  const behind = until.filter((one) => one === plan || earlier.includes(one) || told.includes(one));
  return {
    rowId: `${plan.started.childId}/${planId}`,
    because: [...behind.flatMap((one) => [one.started, one.ended]), firstReview(journey, plan)].filter(
      (fact) => fact !== undefined,
    ),
    cells: {
      planId,
      caseId: plan.caseId ?? null,
      startedOn,
      category: plan.category,
      isSecondOrSubsequent: earlier.length > 0 || told.length > 0,
      isSecondWithin24Months: within(24),
      isSecondWithin12Months: within(12),
      endedOn: endedOn ?? null,
      endReason: plan.endReason ?? null,
      lastedTwoYears: endedOn === undefined ? null : endedOn >= addDays(startedOn, 729),
      maturedOn,
      endedByFirstReview: isEndedBy(plan, maturedOn),
      ...heldOn(ofCase, startedOn),
      endedTeam: ending?.team ?? null,
      endedArea: ending?.area ?? null,
    },
  };
}

const firstReview = (journey: Journey, { reviews: [first] }: ChildProtectionPlan) =>
  first && factsOf(journey, 'ReviewConferenceHeld').find((fact) => fact.eventId === first.eventId);

const isEndedBy = ({ endedOn }: ChildProtectionPlan, on: PlainDate) => endedOn !== undefined && endedOn <= on;
