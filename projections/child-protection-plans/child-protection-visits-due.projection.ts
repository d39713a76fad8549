import {
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { visitIntervals, type VisitInterval } from '#case-flow/child-protection-plan/visit-intervals';
import { visitDueOn, visitOverdueFrom, type VisitStandard } from '#case-flow/child-protection-plan/visits-due';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn, type Case } from '#case-flow/referral/case';
import { runsOn } from '#case-flow/succession';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';

/**
 * One row a visit that fell due, made or not, by each of the three standards: counted from the day the child was last
 * seen, or from the start of the plan. By a standard nothing fell due if the plan had ended by the end of that day, or if
 * an earlier plan of the child still ran, so that each child is to be visited once.
 */
export const childProtectionVisitsDue = projection({
  name: 'child-protection-visits-due',
  question: 'Which visits to children on a plan fell due, and were they made in time?',
  version: 1,
  columns: {
    planId: 'text',
    /** The day the visit is counted from. */
    since: 'day',
    /** The day the child was seen next. */
    seenAgainOn: 'day',
    /** By 10 working days: the day it fell due, who was responsible then, and whether the child was seen in time. */
    dueOn: 'day',
    team: 'text',
    area: 'text',
    met: 'flag',
    /** The same by 14 days. */
    dueOn14Days: 'day',
    team14Days: 'text',
    area14Days: 'text',
    met14Days: 'flag',
    /** And by 28 days. */
    dueOn28Days: 'day',
    team28Days: 'text',
    area28Days: 'text',
    met28Days: 'flag',
  },
  reads: [...holdingEvents, 'CpPlanStarted', 'CpVisitMade', 'CpPlanEnded'],
  rows: (journey) => plansOfThisAuthority(journey).flatMap((plan, i, all) => rows(journey, plan, all.slice(0, i))),
});

function rows(journey: Journey, plan: ChildProtectionPlan, earlier: readonly ChildProtectionPlan[]) {
  const ofCase = plan.caseId === undefined ? undefined : caseById(journey, plan.caseId);
  const visits = new Map(factsOf(journey, 'CpVisitMade').map((fact) => [fact.eventId, fact]));
  return visitIntervals(plan).flatMap((interval) => {
    const { since, seenAgainOn } = interval;
    const made = plan.visits.filter((one) => one.visitedOn === since || one.visitedOn === seenAgainOn);
    const by = (standard: VisitStandard) => due({ plan, earlier, ofCase, interval }, standard);
    const [tenWorkingDays, fortnight, fourWeeks] = [by('WD10'), by('DAYS14'), by('DAYS28')];
    if ([tenWorkingDays, fortnight, fourWeeks].every((one) => one.on === null)) return [];
    return {
      rowId: `${plan.started.childId}/${plan.planId}/${since}`,
      because: [plan.started, ...made.map((one) => visits.get(one.eventId)), plan.ended].filter(
        (fact) => fact !== undefined,
      ),
      cells: {
        planId: plan.planId,
        since,
        seenAgainOn: seenAgainOn ?? null,
        dueOn: tenWorkingDays.on,
        team: tenWorkingDays.team,
        area: tenWorkingDays.area,
        met: tenWorkingDays.met,
        dueOn14Days: fortnight.on,
        team14Days: fortnight.team,
        area14Days: fortnight.area,
        met14Days: fortnight.met,
        dueOn28Days: fourWeeks.on,
        team28Days: fourWeeks.team,
        area28Days: fourWeeks.area,
        met28Days: fourWeeks.met,
      },
    };
  });
}

interface Visit {
  readonly plan: ChildProtectionPlan;
  readonly earlier: readonly ChildProtectionPlan[];
  readonly ofCase: Case | undefined;
  readonly interval: VisitInterval;
}

function due({ plan, earlier, ofCase, interval }: Visit, standard: VisitStandard) {
  const { since, seenAgainOn } = interval;
  const on = visitDueOn(since, standard);
  if (!runsOn(plan, on) || earlier.some((one) => runsOn(one, on)))
    return { on: null, team: null, area: null, met: null };
  const met = seenAgainOn !== undefined && seenAgainOn < visitOverdueFrom(since, standard);
  return { on, ...heldOn(ofCase, on), met };
}
