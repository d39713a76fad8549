import {
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/** One row a category of abuse that a plan had, from the day it was given until it changed; the last lasts for ever. */
export const categoriesOfPlans = projection({
  name: 'categories-of-plans',
  question: 'Which category of abuse did each child protection plan have, and from when?',
  version: 1,
  columns: {
    planId: 'text',
    category: 'text',
    from: 'day',
    to: 'day',
    /** Responsible on the first day of the plan. */
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'CpCategoryChanged', 'CpPlanEnded'],
  rows: (journey) => plansOfThisAuthority(journey).flatMap((plan) => rows(journey, plan)),
});

function rows(journey: Journey, plan: ChildProtectionPlan) {
  const { planId, caseId, startedOn, categories } = plan;
  const ofCase = caseId === undefined ? undefined : caseById(journey, caseId);
  const changes = factsOf(journey, 'CpCategoryChanged');
  return categories.map(({ from, value }, i) => ({
    rowId: `${plan.started.childId}/${planId}#${from}`,
    because: [plan.started, ...changes.filter((one) => one.on === from && one.data.category === value)],
    cells: { planId, category: value, from, to: categories[i + 1]?.from ?? null, ...heldOn(ofCase, startedOn) },
  }));
}
