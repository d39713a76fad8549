import type { PlainDate } from '#calendar/plain-date';
import type { EventName } from '#case-flow/event-catalogue';
import { perJourney, type Journey } from '#case-flow/journey';
import { cases, type Case } from '#case-flow/referral/case';
import { allocationClocks } from './clocks/allocation.clock.ts';
import { assessmentClocks, referralClocks } from './clocks/assessment.clock.ts';
import { careClocks } from './clocks/care.clock.ts';
import type { Clock, ClockName } from './clocks/clock.ts';
import { conferenceClocks } from './clocks/conference.clock.ts';
import { leaverClocks } from './clocks/leaver.clock.ts';
import { protectionPlanClocks } from './clocks/protection-plan.clock.ts';
import { leaverEvents } from './leaver-support.ts';

/** The events, beside those of every case, that start or stop a clock. */
export const clockEvents = [
  'TransferInNotified',
  'AssessmentAuthorised',
  'AssessmentCancelled',
  'AssessmentReviewPointHeld',
  'Section47Concluded',
  'ReviewConferenceHeld',
  'CoreGroupHeld',
  'CpVisitMade',
  'CpPlanEnded',
  'PlacementStarted',
  'PlacementEnded',
  'CareReviewHeld',
  'CareVisitMade',
  ...leaverEvents,
] as const satisfies readonly EventName[];

/** A clock with the case it belongs to; the pathway plan of a care leaver belongs to none. */
export interface OwnedClock extends Clock {
  readonly case?: Case;
}

/** Every clock there ever was on a journey, with or without a case. */
export const everyClock = perJourney((journey): readonly OwnedClock[] => [
  ...cases(journey).flatMap((one) =>
    [...workClocks(journey).get(one)!, ...allocationClocks(journey, one)].map((each) => ({ ...each, case: one })),
  ),
  ...withoutCase(journey),
  ...ofLeaver(journey),
]);

/**
 * What the law wants done on a case, and of the child while it is open. The authority's own standards (review points, core
 * groups, visits to children on a plan, the allocation itself) are not among them.
 */
export const clocksOf = (journey: Journey, one: Case): readonly Clock[] =>
  [...workClocks(journey).get(one)!, ...ofLeaver(journey)].filter((each) => !localStandards.includes(each.of));

/** The clock due first of those open at the end of a day, if any is. */
export const nextDue = (clocks: readonly Clock[], on: PlainDate): Clock | undefined =>
  clocks
    .filter((clock) => clock.from <= on && (clock.to === undefined || clock.to > on))
    .reduce<Clock | undefined>((first, clock) => (first && first.dueOn <= clock.dueOn ? first : clock), undefined);

const localStandards: readonly ClockName[] = [
  'Allocation',
  'Assessment review point 15',
  'Assessment review point 30',
  'Core group',
  'Child protection visit',
];

/** Asked for by the queue and by the clocks: worked out once for both. */
const workClocks = perJourney(
  (journey): ReadonlyMap<Case, readonly Clock[]> =>
    new Map(
      cases(journey).map((one) => [
        one,
        [
          ...referralClocks(journey, one),
          ...assessmentClocks(journey, one),
          ...conferenceClocks(journey, one),
          ...protectionPlanClocks(journey, one),
          ...careClocks(journey, one),
        ],
      ]),
    ),
);

const ofLeaver = perJourney(leaverClocks);

/** Work whose referral nobody recorded, as a return of looked-after children tells of it. */
const withoutCase = (journey: Journey): readonly Clock[] => [
  ...assessmentClocks(journey, undefined),
  ...protectionPlanClocks(journey, undefined),
  ...careClocks(journey, undefined),
];
