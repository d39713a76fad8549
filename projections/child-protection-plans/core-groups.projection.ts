import {
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { coreGroupDueOn, coreGroupOverdueFrom } from '#case-flow/child-protection-plan/core-groups-due';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/** One row a core group that fell due while the plan was open, held or not: counted from the one before, or the start. */
export const coreGroups = projection({
  name: 'core-groups',
  question: 'Which core groups fell due, and were they held in time?',
  version: 1,
  columns: {
    planId: 'text',
    /** Whether it is the first after the conference. */
    first: 'flag',
    dueOn: 'day',
    heldOn: 'day',
    inTime: 'flag',
    /** Responsible on the due day. */
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'CoreGroupHeld', 'CpPlanEnded'],
  rows: (journey) => plansOfThisAuthority(journey).flatMap((plan) => rows(journey, plan)),
});

function rows(journey: Journey, plan: ChildProtectionPlan) {
  const { planId, caseId, startedOn, endedOn } = plan;
  const ofCase = caseId === undefined ? undefined : caseById(journey, caseId);
  const facts = new Map(factsOf(journey, 'CoreGroupHeld').map((fact) => [fact.eventId, fact]));
  const held = plan.coreGroups.filter((one) => endedOn === undefined || one.heldOn <= endedOn);
  return [undefined, ...held].flatMap((before, i) => {
    const dueOn = coreGroupDueOn(startedOn, before?.heldOn);
    if (endedOn !== undefined && endedOn <= dueOn) return []; // nothing is due of a plan that has ended
    const group = held[i];
    const because = [before, group].flatMap((one) => (one === undefined ? [] : [facts.get(one.eventId)!]));
    return [
      {
        rowId: `${plan.started.childId}/${planId}/${before?.eventId ?? 'first'}`,
        because: [plan.started, ...because, ...(plan.ended === undefined ? [] : [plan.ended])],
        cells: {
          planId,
          first: before === undefined,
          dueOn,
          heldOn: group?.heldOn ?? null,
          inTime: group !== undefined && group.heldOn < coreGroupOverdueFrom(startedOn, before?.heldOn),
          ...heldOn(ofCase, dueOn),
        },
      },
    ];
  });
}
