import {
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/** One row a visit to a child on a plan, on the days of the plan. */
export const childProtectionVisits = projection({
  name: 'child-protection-visits',
  question: 'When were children on a plan visited, and were they seen?',
  version: 1,
  columns: {
    planId: 'text',
    visitedOn: 'day',
    seen: 'flag',
    alone: 'flag',
    /** Responsible on the day of the visit. */
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'CpVisitMade', 'CpPlanEnded'],
  rows: (journey) => plansOfThisAuthority(journey).flatMap((plan) => rows(journey, plan)),
});

function rows(journey: Journey, plan: ChildProtectionPlan) {
  const { planId, caseId, startedOn, endedOn } = plan;
  const ofCase = caseId === undefined ? undefined : caseById(journey, caseId);
  const facts = new Map(factsOf(journey, 'CpVisitMade').map((fact) => [fact.eventId, fact]));
  return plan.visits
    .filter(({ visitedOn: on }) => on >= startedOn && (endedOn === undefined || on <= endedOn))
    .map(({ eventId, visitedOn, seen, alone }) => ({
      rowId: `${plan.started.childId}/${eventId}`,
      because: [plan.started, facts.get(eventId)!],
      cells: { planId, visitedOn, seen, alone: seen && alone, ...heldOn(ofCase, visitedOn) },
    }));
}
