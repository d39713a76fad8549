import {
  daysSeen,
  plansOfThisAuthority,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { coreGroupDueOn, coreGroupOverdueFrom } from '#case-flow/child-protection-plan/core-groups-due';
import { reviewDueOn } from '#case-flow/child-protection-plan/review-due';
import { visitDueOn, visitOverdueFrom } from '#case-flow/child-protection-plan/visits-due';
import type { Journey } from '#case-flow/journey';
import { caseOf, type Case } from '#case-flow/referral/case';
import { clock, following, type Clock } from './clock.ts';

/**
 * What a child protection plan asks for as long as it is open: review conferences (91 and 183 days), core groups, and visits
 * on which the child is seen (catalogue CP-08, CP-11, CP-14). Plans of another authority are that one's to keep up.
 */
export const protectionPlanClocks = (journey: Journey, owner: Case | undefined): readonly Clock[] =>
  plansOfThisAuthority(journey)
    .filter((plan) => caseOf(journey, plan.started) === owner)
    .flatMap((plan) => [...reviews(plan), ...coreGroups(plan), ...visits(plan)]);

function reviews({ started, planId, startedOn, endedOn, reviews: held }: ChildProtectionPlan): readonly Clock[] {
  const days = held.map((review) => review.heldOn);
  return following(startedOn, days, endedOn, (from, to, i) =>
    clock('Review conference', started, planId, { from, to }, reviewDueOn(startedOn, days[i - 1])),
  );
}

function coreGroups({ started, planId, startedOn, endedOn, coreGroups: held }: ChildProtectionPlan): readonly Clock[] {
  const days = held.map((group) => group.heldOn);
  return following(startedOn, days, endedOn, (from, to, i) =>
    clock(
      'Core group',
      started,
      planId,
      { from, to },
      coreGroupDueOn(startedOn, days[i - 1]),
      coreGroupOverdueFrom(startedOn, days[i - 1]),
    ),
  );
}

function visits(plan: ChildProtectionPlan): readonly Clock[] {
  const { started, planId, startedOn, endedOn } = plan;
  return following(startedOn, daysSeen(plan), endedOn, (from, to) =>
    clock('Child protection visit', started, planId, { from, to }, visitDueOn(from), visitOverdueFrom(from)),
  );
}
