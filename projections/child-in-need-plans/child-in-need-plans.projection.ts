import { addMonths } from '#calendar/plain-date';
import { childInNeedPlans as plansOf, type ChildInNeedPlan } from '#case-flow/child-in-need-plan/child-in-need-plans';
import type { Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { idOfPlan } from './plan-row-id.ts';

/** One row a child in need plan. */
export const childInNeedPlans = projection({
  name: 'child-in-need-plans',
  question: 'Which child in need plans began and ended, and was help after a protection plan kept up?',
  version: 1,
  columns: {
    caseId: 'text',
    kind: 'text',
    startedOn: 'day',
    endedOn: 'day',
    endReason: 'text',
    /** Whether it had run for three calendar months by the day it ended. */
    lastedThreeMonths: 'flag',
    /** Responsible on the first day, and on the day it ended. */
    team: 'text',
    area: 'text',
    endedTeam: 'text',
    endedArea: 'text',
  },
  reads: [...holdingEvents, 'CinPlanStarted', 'CinPlanEnded'],
  rows: (journey) => plansOf(journey).map((plan) => row(journey, plan)),
});

function row(journey: Journey, plan: ChildInNeedPlan) {
  const { caseId, kind, startedOn, endedOn } = plan;
  const ofCase = caseId === undefined ? undefined : caseById(journey, caseId);
  const ending = endedOn === undefined ? undefined : heldOn(ofCase, endedOn);
  return {
    rowId: idOfPlan(plan),
    because: [plan.started, plan.ended].filter((fact) => fact !== undefined),
    cells: {
      caseId: caseId ?? null,
      kind,
      startedOn,
      endedOn: endedOn ?? null,
      endReason: plan.endReason ?? null,
      lastedThreeMonths: endedOn === undefined ? null : endedOn >= addMonths(startedOn, 3),
      ...heldOn(ofCase, startedOn),
      endedTeam: ending?.team ?? null,
      endedArea: ending?.area ?? null,
    },
  };
}
