import type { PlainDate } from '#calendar/plain-date';
import {
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { seenAlone, visitIntervals, type VisitInterval } from '#case-flow/child-protection-plan/visit-intervals';
import { visitOverdueFrom } from '#case-flow/child-protection-plan/visits-due';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn, type Case } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { changesOf, outside, stretches, type Interval } from '../stretches.ts';
import { daysOf } from './plan-days.ts';

/**
 * The days of a plan from one on which the child was seen (or its first) to the next, or to the end of the plan; cut
 * where the team, the area, or what the latest visit says changes. Days that an earlier plan covers are left out, as
 * among the open plans.
 */
export const childProtectionVisitIntervals = projection({
  name: 'child-protection-visit-intervals',
  question: 'Since when has each child on a plan not been seen, and were they seen alone?',
  version: 1,
  columns: {
    planId: 'text',
    /** The day the visits are counted from: last seen, or the start of the plan. */
    since: 'day',
    from: 'day',
    to: 'day',
    /** The first day on which the next visit is late: by 10 working days, by 14 days, by 28 days. */
    overdueFrom: 'day',
    overdueFrom14Days: 'day',
    overdueFrom28Days: 'day',
    /** Whether the latest visit saw the child, and alone; nothing before the first visit. */
    latestVisitAlone: 'flag',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'CpVisitMade', 'CpPlanEnded'],
  rows: (journey) => plansOfThisAuthority(journey).flatMap((plan, i, all) => rows(journey, plan, all.slice(0, i))),
});

function rows(journey: Journey, plan: ChildProtectionPlan, earlier: readonly ChildProtectionPlan[]) {
  const ofCase = plan.caseId === undefined ? undefined : caseById(journey, plan.caseId);
  const visits = new Map(factsOf(journey, 'CpVisitMade').map((fact) => [fact.eventId, fact]));
  const taken = earlier.map(daysOf);
  return visitIntervals(plan).flatMap((interval) => {
    const { since } = interval;
    const made = interval.visits.map((one) => visits.get(one.eventId));
    const because = [plan.started, ...made, plan.ended].filter((fact) => fact !== undefined);
    return stretchesOf(interval, taken, ofCase).map(({ from, to, team, area, latestVisitAlone }) => ({
      rowId: `${plan.started.childId}/${plan.planId}/${since}#${from}`,
      because,
      cells: {
        planId: plan.planId,
        since,
        from,
        to: to ?? null,
        overdueFrom: visitOverdueFrom(since),
        overdueFrom14Days: visitOverdueFrom(since, 'DAYS14'),
        overdueFrom28Days: visitOverdueFrom(since, 'DAYS28'),
        latestVisitAlone,
        team,
        area,
      },
    }));
  });
}

function stretchesOf(interval: VisitInterval, taken: readonly Interval[], ofCase: Case | undefined) {
  const { since, to } = interval;
  const changes = [...changesOf(ofCase), ...interval.visits.map((one) => one.visitedOn)];
  const said = (on: PlainDate) => ({ ...heldOn(ofCase, on), latestVisitAlone: seenAlone(interval, on) ?? null });
  const days = to === undefined ? { from: since } : { from: since, to };
  return outside(days, taken).flatMap((part) => stretches(part, changes, said));
}
