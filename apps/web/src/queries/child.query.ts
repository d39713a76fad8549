import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { PlainDate } from '#calendar/plain-date';
import { allocations } from '#case-flow/allocation/allocation';
import { assessmentEndedOn, assessments } from '#case-flow/assessment/assessments';
import { legalStatusOn, periodOn, placementOn } from '#case-flow/care/periods-of-care';
import { siblings } from '#case-flow/child-identity/identity';
import { openChildInNeedPlan } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { childProtectionPlans } from '#case-flow/child-protection-plan/child-protection-plans';
import type { Journey } from '#case-flow/journey';
import { cases, heldOn, openCase, type Case } from '#case-flow/referral/case';
import { section47Enquiries } from '#case-flow/section-47-enquiry/section-47-enquiries';
import { restrictedChildren, withoutRestricted } from '#waymark/restricted';
import { Waymark } from '../waymark.ts';
import { knownChild, markerOf, type KnownChild } from './known-child.ts';
import { asOperator, type SeenBy } from './seen-by.ts';
import { personalOf } from './personal.ts';

/** Who a child is and what is open for it today. */
export class ChildQuery extends Query<{ readonly version: number; readonly childId: string }> {
  constructor(
    readonly childId: string,
    readonly seen: SeenBy = asOperator,
  ) {
    super();
  }
}

@QueryHandler(ChildQuery)
export class ChildHandler implements IQueryHandler<ChildQuery> {
  constructor(private readonly waymark: Waymark) {}

  async execute({ childId, seen }: ChildQuery) {
    const child = await knownChild(this.waymark.store, childId, null);
    const { version } = child;
    const restricted = await restrictedChildren(this.waymark.database, seen.mayOpen);
    const marker = markerOf(child, seen);
    if (marker) return withoutRestricted({ childId, version, ...marker }, restricted);
    return withoutRestricted({ childId, version, ...described(child, this.waymark.today(), seen) }, restricted);
  }
}

function described(child: KnownChild, today: PlainDate, { showsPersonal }: SeenBy): object {
  const { journey } = child;
  const { childId: _, mergedInto: _merged, restriction, ...identity } = child.identity;
  const open = openCase(journey, today);
  return {
    identity,
    ...(restriction === undefined ? {} : { restriction: restriction.level }),
    ...(showsPersonal ? { personal: personalOf(child) } : {}),
    siblings: [...siblings(journey).values()],
    referrals: cases(journey).length,
    openCase: open === undefined ? null : caseShown(journey, open, today),
    assessment: openAssessment(journey),
    section47Enquiry: openEnquiry(journey),
    childProtectionPlan: openProtectionPlan(journey, today),
    childInNeedPlan: openNeedPlan(journey, today),
    care: openCare(journey, today),
  };
}

function caseShown(journey: Journey, one: Case, today: PlainDate): object {
  const { caseId, referredOn, received, decided, acceptedOn } = one;
  return {
    caseId,
    referredOn,
    source: received.data.source,
    decision: decided?.data.decision ?? null,
    acceptedOn: acceptedOn ?? null,
    ...heldOn(one, today),
    allocations: allocations(journey, one),
  };
}

function openAssessment(journey: Journey): object | null {
  const one = assessments(journey).findLast((each) => assessmentEndedOn(each) === undefined);
  if (!one) return null;
  const { assessmentId, caseId, kind, startedOn, clockStartedOn, status, childSeen } = one;
  return { assessmentId, caseId, kind, startedOn, clockStartedOn, status, childSeen };
}

function openEnquiry(journey: Journey): object | null {
  const one = section47Enquiries(journey).findLast((each) => each.concludedOn === undefined);
  if (!one) return null;
  const { section47Id, caseId, startedOn, conferenceTargetOn } = one;
  return { section47Id, caseId, startedOn, conferenceTargetOn };
}

function openProtectionPlan(journey: Journey, today: PlainDate): object | null {
  const one = childProtectionPlans(journey).findLast((plan) => plan.endedOn === undefined || plan.endedOn > today);
  if (!one) return null;
  const { planId, caseId, startedOn, category, latestCategory } = one;
  return { planId, caseId, startedOn, category, latestCategory };
}

function openNeedPlan(journey: Journey, today: PlainDate): object | null {
  const one = openChildInNeedPlan(journey, today);
  if (!one) return null;
  const { planId, caseId, startedOn, kind, minimumUntil } = one;
  return { planId, caseId, startedOn, kind, minimumUntil };
}

function openCare(journey: Journey, today: PlainDate): object | null {
  const one = periodOn(journey, today);
  if (!one) return null;
  const { periodId, caseId, startedOn } = one;
  const { eventId: _, ...placement } = placementOn(one, today) ?? { eventId: undefined };
  return { periodId, caseId, startedOn, legalStatus: legalStatusOn(one, today), placement };
}
