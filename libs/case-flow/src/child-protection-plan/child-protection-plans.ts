import type { PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { caseOf } from '../referral/case.ts';
import { endsOf, onePerDay, runsOn, startsOf, told } from '../succession.ts';
import { stretchesOf, type Stretch } from '../stretches.ts';
import { coreGroupDueOn } from './core-groups-due.ts';
import { reviewDueOn, type ReviewRule } from './review-due.ts';
import { visitDueOn, type VisitStandard } from './visits-due.ts';

export type CategoryOfAbuse = Fact<'CpPlanStarted'>['data']['category'];

/** A visit to a child on a plan. */
export interface ProtectionVisit {
  readonly eventId: string;
  readonly visitedOn: PlainDate;
  readonly seen: boolean;
  readonly alone: boolean;
}

/** A review conference, or a core group, and the day by which it was due. */
export interface DueMeeting {
  readonly eventId: string;
  readonly heldOn: PlainDate;
  readonly dueOn: PlainDate;
}

/** A child protection plan. One child has at most one plan that starts on a day. */
export interface ChildProtectionPlan {
  readonly planId: string;
  /** Its own id and those of starts of the same day, which are folded into it. */
  readonly ids: ReadonlySet<string>;
  readonly caseId?: string;
  readonly started: Fact<'CpPlanStarted'>;
  readonly startedOn: PlainDate;
  /** The initial category of abuse. */
  readonly category: CategoryOfAbuse;
  readonly latestCategory: CategoryOfAbuse;
  readonly categories: readonly Stretch<CategoryOfAbuse>[];
  readonly ended?: Fact<'CpPlanEnded'>;
  readonly endedOn?: PlainDate;
  readonly endReason?: NonNullable<Fact<'CpPlanEnded'>['data']['reason']>;
  /** Whether it is the plan of another authority, for a child who stays here for a time. */
  readonly isTemporary: boolean;
  /** Plans of this authority that an import says came before, and that no event here tells of. */
  readonly previousPlansElsewhereCounted: number;
  readonly reviews: readonly DueMeeting[];
  readonly visits: readonly ProtectionVisit[];
  readonly coreGroups: readonly DueMeeting[];
}

/** The child's child protection plans in the order of their start. Review due dates follow policy DAYS_91_183 (G11). */
export const childProtectionPlans = perJourney((journey): readonly ChildProtectionPlan[] => {
  const starts = startsOf(factsOf(journey, 'CpPlanStarted'), (data) => data.planId);
  const ends = endsOf(starts, factsOf(journey, 'CpPlanEnded'), (data) => data.planId);
  const changes = told(starts, factsOf(journey, 'CpCategoryChanged'), (data) => data.planId);
  const reviews = told(starts, factsOf(journey, 'ReviewConferenceHeld'), (data) => data.planId);
  const visits = told(starts, factsOf(journey, 'CpVisitMade'), (data) => data.planId);
  const groups = told(starts, factsOf(journey, 'CoreGroupHeld'), (data) => data.planId);
  return starts.map((start) => {
    const { started, startedOn, ids } = start;
    const { planId, category, previousPlansHere = 0, temporaryForLa } = started.data;
    const caseId = caseOf(journey, started)?.caseId;
    const ended = ends.get(start);
    const changed = (changes.get(start) ?? []).map(({ on, data }) => ({ on, value: data.category }));
    const categories = stretchesOf(startedOn, ended?.on, category, changed);
    return {
      planId,
      ids,
      ...(caseId === undefined ? {} : { caseId }),
      started,
      startedOn,
      category,
      latestCategory: categories.at(-1)!.value,
      categories,
      ...(ended === undefined ? {} : ending(ended)),
      isTemporary: temporaryForLa !== undefined,
      previousPlansElsewhereCounted: previousPlansHere,
      // A review on or before the day the plan starts is none of the plan (DfE 8841).
      reviews: due(
        (reviews.get(start) ?? []).filter(({ on }) => on > startedOn),
        startedOn,
        reviewDueOn,
      ),
      visits: (visits.get(start) ?? []).map(visit),
      coreGroups: due(
        (groups.get(start) ?? []).filter(({ on }) => on >= startedOn),
        startedOn,
        coreGroupDueOn,
      ),
    };
  });
});

/** Those of this authority: the only ones that measures count (catalogue CP-01; CIN guide 5.4). */
export const plansOfThisAuthority = perJourney((journey): readonly ChildProtectionPlan[] =>
  childProtectionPlans(journey).filter((one) => !one.isTemporary),
);

/** The plan that is open at the end of a day, if one is. */
export const openProtectionPlan = (journey: Journey, on: PlainDate): ChildProtectionPlan | undefined =>
  childProtectionPlans(journey).findLast((one) => runsOn(one, on));

/** The day by which the plan's next review conference is due, were it to stay open. */
export const nextReviewDueOn = (plan: ChildProtectionPlan, rule?: ReviewRule): PlainDate =>
  reviewDueOn(plan.startedOn, plan.reviews.at(-1)?.heldOn, rule);

/** The day by which the plan's next core group is due, were it to stay open. */
export const nextCoreGroupDueOn = (plan: ChildProtectionPlan): PlainDate =>
  coreGroupDueOn(plan.startedOn, plan.coreGroups.at(-1)?.heldOn);

/** The day by which the child is to be seen again, were the plan to stay open. */
export const nextVisitDueOn = (plan: ChildProtectionPlan, standard?: VisitStandard): PlainDate =>
  visitDueOn(daysSeen(plan).at(-1) ?? plan.startedOn, standard);

/** The days of the plan after its first on which the child was seen, each once. */
export const daysSeen = ({ visits, startedOn, endedOn }: ChildProtectionPlan): readonly PlainDate[] => [
  ...new Set(
    visits
      .filter(({ seen, visitedOn: on }) => seen && on > startedOn && (endedOn === undefined || on <= endedOn))
      .map((one) => one.visitedOn),
  ),
];

function ending(ended: Fact<'CpPlanEnded'>) {
  const { reason } = ended.data;
  return { ended, endedOn: ended.on, ...(reason === undefined ? {} : { endReason: reason }) };
}

function due(
  facts: readonly Fact<'ReviewConferenceHeld' | 'CoreGroupHeld'>[],
  startedOn: PlainDate,
  dueOn: (startedOn: PlainDate, previousHeldOn: PlainDate | undefined) => PlainDate,
): readonly DueMeeting[] {
  const held = onePerDay(facts);
  return held.map(({ eventId, on }, i) => ({ eventId, heldOn: on, dueOn: dueOn(startedOn, held[i - 1]?.on) }));
}

const visit = ({ eventId, on, data }: Fact<'CpVisitMade'>): ProtectionVisit => ({
  eventId,
  visitedOn: on,
  seen: data.seen,
  alone: data.alone === true,
});
