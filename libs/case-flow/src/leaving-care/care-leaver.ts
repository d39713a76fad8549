import { addDays, addMonths, birthday, earliest, type PlainDate } from '#calendar/plain-date';
import { identity } from '../child-identity/identity.ts';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';
import { stretchesOfCare } from './care-since-fourteen.ts';

export type LeaverCategory = Fact<'LeaverEligibilitySet'>['data']['category'];

/** One stretch of days in one category; `to` is the first day it no longer held. */
export interface Entitlement {
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly category: Exclude<LeaverCategory, 'OTHER'>;
}

/** What is known of a care leaver: categories, plans, adviser, and the latest of what was found out. */
export interface CareLeaver {
  readonly dob?: PlainDate;
  readonly entitlements: readonly Entitlement[];
  /** What was set, as it was told. */
  readonly set: readonly Fact<'LeaverEligibilitySet'>[];
  /** Each pathway plan and each review of it, in order. A plan that is due next is due six months after the last. */
  readonly plans: readonly Fact<'PathwayPlanCompleted' | 'PathwayPlanReviewed'>[];
  readonly advisers: readonly Fact<'PersonalAdviserAllocated'>[];
  readonly contacts: readonly Fact<'LeaverContactMade'>[];
  readonly accommodations: readonly Fact<'AccommodationRecorded'>[];
  readonly activities: readonly Fact<'ActivityRecorded'>[];
  /** The first day from which support after 21 was asked for; from the 21st birthday on without it no plan is owed. */
  readonly askedOn?: PlainDate;
}

/** The care leaver a journey tells of; undefined where nothing in it does. */
export const careLeaver = perJourney((journey): CareLeaver | undefined => {
  const entitlements = entitlementsOf(journey);
  if (entitlements.length === 0) return undefined;
  const { dob } = identity(journey);
  const adultOn = dob === undefined ? undefined : birthday(dob, 21);
  const asked = factsOf(journey, 'LeaverEligibilitySet').find(
    (fact) => adultOn !== undefined && fact.on >= adultOn && fact.data.category !== 'OTHER',
  );
  return {
    ...(dob === undefined ? {} : { dob }),
    entitlements,
    set: factsOf(journey, 'LeaverEligibilitySet'),
    plans: factsOf(journey, 'PathwayPlanCompleted', 'PathwayPlanReviewed'),
    advisers: factsOf(journey, 'PersonalAdviserAllocated'),
    contacts: factsOf(journey, 'LeaverContactMade'),
    accommodations: factsOf(journey, 'AccommodationRecorded'),
    activities: factsOf(journey, 'ActivityRecorded'),
    ...(asked === undefined ? {} : { askedOn: asked.on }),
  };
});

/** The category at the end of a day, if the young person is entitled to anything that day. */
export const categoryOn = (leaver: CareLeaver | undefined, on: PlainDate): Entitlement['category'] | undefined =>
  leaver?.entitlements.find((one) => one.from <= on && (one.to === undefined || one.to > on))?.category;

/** The latest of some facts by the end of a day. */
export const latestBy = <F extends Fact>(facts: readonly F[], on: PlainDate): F | undefined =>
  facts.findLast((fact) => fact.on <= on);

/** A pathway plan is reviewed at least every six months (catalogue A.10). */
export const pathwayReviewDueOn = (last: PlainDate): PlainDate => addMonths(last, 6);

/**
 * The first pathway plan of a young person who has just become eligible: within three months. The regulations ask for the
 * assessment of needs within three months of the 16th birthday or of becoming eligible, and for the plan as soon as may be.
 */
export const firstPathwayPlanDueOn = (entitledOn: PlainDate): PlainDate => addMonths(entitledOn, 3);

/** Within eight weeks of a contact a young person counts as in touch (catalogue C.8 CL-05). */
export const inTouchUntil = (contactOn: PlainDate): PlainDate => addDays(contactOn, 8 * 7 + 1);

/** Until when a plan is owed: to 21, or to 25 once support was asked for. Undefined where nobody knows the birthday. */
export const planOwedUntil = ({ dob, askedOn }: CareLeaver): PlainDate | undefined =>
  dob === undefined ? undefined : birthday(dob, askedOn === undefined ? 21 : 25);

const told = ['LeaverContactMade', 'AccommodationRecorded', 'ActivityRecorded'] as const;

/**
 * The stretches of entitlement. What was set holds until it is set again; beside that the law changes it by itself: an
 * eligible child who ceases to be looked after is relevant, and at 18 either is former relevant (Children Act 1989, s.23A,
 * 23C). Where nothing was set but somebody recorded what became of the young person, as the OC3 file does, they are
 * relevant or former relevant by age. It ends at 25, and with death.
 */
function entitlementsOf(journey: Journey): readonly Entitlement[] {
  const { dob, diedOn } = identity(journey);
  const [eighteen, end] =
    dob === undefined ? [undefined, diedOn] : [birthday(dob, 18), earliest(birthday(dob, 25), diedOn)];
  const set = factsOf(journey, 'LeaverEligibilitySet');
  const first = factsOf(journey, ...told)[0]?.on;
  const starts = [
    ...(first !== undefined && !set.some((fact) => fact.on <= first)
      ? [{ on: first, category: 'RELEVANT' as const }]
      : []),
    ...set.map((fact) => ({ on: fact.on, category: fact.data.category })),
  ];
  const cuts = new Set([...starts.map((one) => one.on), ...[eighteen].filter((day) => day !== undefined)]);
  for (const { to } of stretchesOfCare(journey)) if (to !== undefined) cuts.add(to);
  const from = starts[0]?.on;
  const days = [...cuts]
    .filter((day) => from !== undefined && day >= from && !(end !== undefined && day >= end))
    .sort();
  const categoryBy = (on: PlainDate): LeaverCategory => {
    const category = starts.findLast((one) => one.on <= on)!.category;
    const isYoung = category === 'ELIGIBLE' || category === 'RELEVANT';
    if (isYoung && eighteen !== undefined && on >= eighteen) return 'FORMER_RELEVANT';
    return category === 'ELIGIBLE' && hasLeftBetween(journey, starts.findLast((one) => one.on <= on)!.on, on)
      ? 'RELEVANT'
      : category;
  };
  return days.flatMap((day, i) => {
    const category = categoryBy(day);
    const to = days[i + 1] ?? end;
    return category === 'OTHER' ? [] : [{ from: day, category, ...(to === undefined ? {} : { to }) }];
  });
}

/** Whether care ceased after a day and by another, and did not start again since. */
function hasLeftBetween(journey: Journey, after: PlainDate, by: PlainDate): boolean {
  const last = stretchesOfCare(journey).findLast((one) => one.from <= by);
  return last?.to !== undefined && last.to > after && last.to <= by;
}
