import { addDays, addMonths, type PlainDate } from '#calendar/plain-date';
import {
  childProtectionPlans as plansOf,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import type { Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/** One row a child protection plan. A child may have several, one after the other. */
export const childProtectionPlans = projection({
  name: 'child-protection-plans',
  question: 'Which child protection plans began and ended, and had the child had one before?',
  version: 1,
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
    /** Responsible on the first day, and on the day it ended. */
    team: 'text',
    area: 'text',
    endedTeam: 'text',
    endedArea: 'text',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'CpPlanEnded'],
  rows: (journey) => plansOf(journey).map((plan) => row(journey, plan)),
});

function row(journey: Journey, plan: ChildProtectionPlan) {
  const { planId, startedOn, endedOn } = plan;
  const ofCase = plan.caseId === undefined ? undefined : caseById(journey, plan.caseId);
  const earlier = plansOf(journey).filter((one) => one.startedOn < startedOn && isEndedBy(one, startedOn));
  const within = (months: number) => earlier.some((one) => !isEndedBy(one, addDays(addMonths(startedOn, -months), -1)));
  const ending = endedOn === undefined ? undefined : heldOn(ofCase, endedOn);
  return {
    rowId: `${plan.started.childId}/${planId}`,
    because: [...earlier.flatMap((one) => [one.started, one.ended]), plan.started, plan.ended].filter(
      (fact) => fact !== undefined,
    ),
    cells: {
      planId,
      caseId: plan.caseId ?? null,
      startedOn,
      category: plan.category,
      isSecondOrSubsequent: earlier.length > 0 || plan.previousPlansElsewhereCounted > 0,
      isSecondWithin24Months: within(24),
      isSecondWithin12Months: within(12),
      endedOn: endedOn ?? null,
      endReason: plan.endReason ?? null,
      lastedTwoYears: endedOn === undefined ? null : endedOn >= addDays(startedOn, 729),
      ...heldOn(ofCase, startedOn),
      endedTeam: ending?.team ?? null,
      endedArea: ending?.area ?? null,
    },
  };
}

const isEndedBy = ({ endedOn }: ChildProtectionPlan, on: PlainDate) => endedOn !== undefined && endedOn <= on;
