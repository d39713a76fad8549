import { addDays } from '#calendar/plain-date';
import {
  childProtectionPlans,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import type { Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { changesOf, outside, stretches, type Interval } from '../stretches.ts';

/**
 * The days a child was on a plan, one row for each stretch of them in one team, area and category. Where imported plans
 * overlap, the days belong to the plan that began first, so that the child is counted once.
 */
export const openChildProtectionPlans = projection({
  name: 'open-child-protection-plans',
  question: 'Which children are on a child protection plan, and since when?',
  version: 1,
  columns: {
    planId: 'text',
    caseId: 'text',
    startedOn: 'day',
    /** The latest category of abuse. */
    category: 'text',
    /** The 730th day, the first counted: two years or more (over 729 days, catalogue G9). */
    twoYearsFrom: 'day',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'CpCategoryChanged', 'CpPlanEnded'],
  rows: (journey) => childProtectionPlans(journey).flatMap((plan, i, all) => rows(journey, plan, all.slice(0, i))),
});

function rows(journey: Journey, plan: ChildProtectionPlan, earlier: readonly ChildProtectionPlan[]) {
  const { planId, caseId, startedOn } = plan;
  const ofCase = caseId === undefined ? undefined : caseById(journey, caseId);
  const changes = [...changesOf(ofCase), ...plan.categories.map((one) => one.from)];
  const said = (on: ChildProtectionPlan['startedOn']) => ({
    ...heldOn(ofCase, on),
    category: plan.categories.findLast((one) => one.from <= on)?.value ?? plan.category,
  });
  return outside(daysOf(plan), earlier.map(daysOf))
    .flatMap((days) => stretches(days, changes, said))
    .map(({ from, to, team, area, category }) => ({
      rowId: `${plan.started.childId}/${planId}#${from}`,
      because: [plan.started, plan.ended].filter((fact) => fact !== undefined),
      cells: {
        planId,
        caseId: caseId ?? null,
        startedOn,
        category,
        twoYearsFrom: addDays(startedOn, 729),
        from,
        to: to ?? null,
        team,
        area,
      },
    }));
}

const daysOf = ({ startedOn, endedOn }: ChildProtectionPlan): Interval =>
  endedOn === undefined ? { from: startedOn } : { from: startedOn, to: endedOn };
