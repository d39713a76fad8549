import { addMonths, type PlainDate } from '#calendar/plain-date';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { caseOf } from '../referral/case.ts';
import { endsOf, onePerDay, runsOn, startsOf, told } from '../succession.ts';

export type PlanKind = NonNullable<Fact<'CinPlanStarted'>['data']['kind']>;

/** A child in need plan. One child has at most one plan that starts on a day. */
export interface ChildInNeedPlan {
  /** Absent where imported events gave none. */
  readonly planId?: string;
  readonly ids: ReadonlySet<string>;
  readonly caseId?: string;
  readonly started: Fact<'CinPlanStarted'>;
  readonly startedOn: PlainDate;
  readonly kind: PlanKind;
  /** The first day it may end without a reason for the haste: after a step down, three months on. */
  readonly minimumUntil?: PlainDate;
  readonly ended?: Fact<'CinPlanEnded'>;
  readonly endedOn?: PlainDate;
  readonly endReason?: NonNullable<Fact<'CinPlanEnded'>['data']['reason']>;
  readonly reviews: readonly { readonly eventId: string; readonly heldOn: PlainDate; readonly decision?: string }[];
  readonly visits: readonly {
    readonly eventId: string;
    readonly visitedOn: PlainDate;
    readonly seen: boolean;
    readonly alone: boolean;
  }[];
}

/** The day until which a plan of this kind is held at least: three months after a step down (catalogue A.8, CIN-06). */
export const minimumUntilOf = (kind: PlanKind, startedOn: PlainDate): PlainDate | undefined =>
  kind === 'STEP_DOWN_FROM_CPP' ? addMonths(startedOn, 3) : undefined;

/** The child's child in need plans in the order of their start. */
export const childInNeedPlans = perJourney((journey): readonly ChildInNeedPlan[] => {
  const starts = startsOf(factsOf(journey, 'CinPlanStarted'), (data) => data.cinPlanId);
  const ends = endsOf(starts, factsOf(journey, 'CinPlanEnded'), (data) => data.cinPlanId);
  const reviews = told(starts, factsOf(journey, 'CinReviewHeld'), (data) => data.cinPlanId);
  const visits = told(starts, factsOf(journey, 'CinVisitMade'), (data) => data.cinPlanId);
  return starts.map((start) => {
    const { started, startedOn, ids } = start;
    const { cinPlanId, kind = 'STANDARD' } = started.data;
    const caseId = caseOf(journey, started)?.caseId;
    const minimumUntil = started.data.minimumUntil ?? minimumUntilOf(kind, startedOn);
    const ended = ends.get(start);
    return {
      ...(cinPlanId === undefined ? {} : { planId: cinPlanId }),
      ids,
      ...(caseId === undefined ? {} : { caseId }),
      started,
      startedOn,
      kind,
      ...(minimumUntil === undefined ? {} : { minimumUntil }),
      ...(ended === undefined ? {} : ending(ended)),
      reviews: onePerDay(reviews.get(start) ?? []).map(({ eventId, on, data: { decision } }) => ({
        eventId,
        heldOn: on,
        ...(decision === undefined ? {} : { decision }),
      })),
      visits: (visits.get(start) ?? []).map(({ eventId, on, data: { seen, alone } }) => ({
        eventId,
        visitedOn: on,
        seen,
        alone: alone === true,
      })),
    };
  });
});

/** The plan that is open at the end of a day, if one is. */
export const openChildInNeedPlan = (journey: Journey, on: PlainDate): ChildInNeedPlan | undefined =>
  childInNeedPlans(journey).findLast((one) => runsOn(one, on));

function ending(ended: Fact<'CinPlanEnded'>) {
  const { reason } = ended.data;
  return { ended, endedOn: ended.on, ...(reason === undefined ? {} : { endReason: reason }) };
}
