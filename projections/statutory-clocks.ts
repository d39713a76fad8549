import type { PlainDate } from '#calendar/plain-date';
import type { EventName } from '#case-flow/event-catalogue';
import { alikeBy } from '#case-flow/alike';
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

/** Every clock there ever was on a journey, with or without a case, in the order of a case's work. */
export const everyClock = perJourney((journey): readonly OwnedClock[] => [
  ...referral(journey),
  ...assessment(journey),
  ...conference(journey),
  ...protectionPlan(journey),
  ...care(journey),
  ...allocation(journey),
  ...ofLeaver(journey),
]);

/** The clocks of one kind of work, case by case; also of work whose referral nobody recorded, where `made` can tell of it. */
const owned = (
  made: (journey: Journey, one: Case) => readonly Clock[],
  madeWithoutCase: (journey: Journey) => readonly Clock[] = () => [],
) =>
  perJourney(
    (journey): readonly OwnedClock[] => [
      ...cases(journey).flatMap((one) => made(journey, one).map((each) => ({ ...each, case: one }))),
      ...madeWithoutCase(journey),
    ],
    alikeBy(({ of, about, from }) => `${of} ${about} ${from}`),
  );

// Each by itself, because what is told of one kind of work mostly leaves the others alone. The work without a case is what
// a return of looked-after children tells of.
const referral = owned(referralClocks);
const assessment = owned(assessmentClocks, (journey) => assessmentClocks(journey, undefined));
const conference = owned(conferenceClocks);
const protectionPlan = owned(protectionPlanClocks, (journey) => protectionPlanClocks(journey, undefined));
const care = owned(careClocks, (journey) => careClocks(journey, undefined));
const allocation = owned(allocationClocks);
const ofLeaver = perJourney(leaverClocks);

/**
 * What the law wants done on a case, and of the child while it is open. The authority's own standards (review points, core
 * groups, visits to children on a plan, the allocation itself) are not among them.
 */
export const clocksOf = (journey: Journey, one: Case): readonly Clock[] =>
  everyClock(journey).filter(
    (each) => (each.case === one || each.of === 'Pathway plan') && !localStandards.includes(each.of),
  );

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
