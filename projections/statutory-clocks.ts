import { earliest, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { assessmentEndedOn, assessments } from '#case-flow/assessment/assessments';
import { careReviewDueOn } from '#case-flow/care/care-reviews';
import { isShortBreak, periodsOfCare } from '#case-flow/care/periods-of-care';
import { childProtectionPlans, nextReviewDueOn } from '#case-flow/child-protection-plan/child-protection-plans';
import { initialConferences } from '#case-flow/conference/initial-conferences';
import type { EventName } from '#case-flow/event-catalogue';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseOf, type Case } from '#case-flow/referral/case';
import { conferenceDueOn, enquiriesOf } from '#case-flow/section-47-enquiry/section-47-enquiries';
import type { Interval } from './stretches.ts';

/** Something the law wants done by a day. It is open from a day on until it was done, or no longer needed. */
export interface Clock extends Interval {
  readonly of: string;
  readonly dueOn: PlainDate;
}

/** The events, beside those of every case, that start or stop a clock. */
export const clockEvents = [
  'TransferInNotified',
  'AssessmentAuthorised',
  'AssessmentCancelled',
  'Section47Concluded',
  'ReviewConferenceHeld',
  'CpPlanEnded',
  'LegalStatusChanged',
  'CareReviewHeld',
  'CareCeased',
] as const satisfies readonly EventName[];

/** Every statutory clock there ever was on a case. */
export const clocksOf = (journey: Journey, one: Case): readonly Clock[] => [
  ...referralClocks(journey, one),
  ...assessmentClocks(journey, one),
  ...conferenceClocks(journey, one),
  ...planClocks(journey, one),
  ...careClocks(journey, one),
];

/** The clock due first of those open at the end of a day, if any is. */
export const nextDue = (clocks: readonly Clock[], on: PlainDate): Clock | undefined =>
  clocks
    .filter((clock) => clock.from <= on && (clock.to === undefined || clock.to > on))
    .reduce<Clock | undefined>((first, clock) => (first && first.dueOn <= clock.dueOn ? first : clock), undefined);

const clock = (of: string, from: PlainDate, dueOn: PlainDate, to: PlainDate | undefined): Clock =>
  to === undefined ? { of, from, dueOn } : { of, from, dueOn, to };

/** A decision within a working day; then, where an assessment is to follow, 45 working days (CIN guide 4.3, 4.9). */
function referralClocks(journey: Journey, one: Case): readonly Clock[] {
  const { referredOn, decided } = one;
  const decision = clock('Referral decision', referredOn, addWorkingDays(referredOn, 1), decided?.on ?? one.acceptedOn);
  if (decided?.data.decision !== 'ACCEPT_ASSESS') return [decision];
  const begun = assessments(journey).find((each) => each.caseId === one.caseId && each.cancelledOn === undefined);
  return [decision, clock('Assessment', decided.on, addWorkingDays(referredOn, 45), begun?.startedOn)];
}

function assessmentClocks(journey: Journey, { caseId }: Case): readonly Clock[] {
  return assessments(journey)
    .filter((each) => each.caseId === caseId)
    .map((each) =>
      clock('Assessment', each.startedOn, addWorkingDays(each.clockStartedOn, 45), assessmentEndedOn(each)),
    );
}

/** The initial conference 15 working days after the strategy discussion, or after a transfer in (CIN guide 4.8, 4.12.2). */
function conferenceClocks(journey: Journey, one: Case): readonly Clock[] {
  const held = initialConferences(journey).filter((each) => each.caseId === one.caseId);
  const enquiries = enquiriesOf(journey, one.caseId).map((enquiry) => {
    const notNeededOn = enquiry.conferenceRequired === false ? enquiry.concludedOn : undefined;
    const heldOn = held.find((each) => each.enquiry === enquiry)?.heldOn;
    return clock('Initial conference', enquiry.startedOn, enquiry.conferenceTargetOn, heldOn ?? notNeededOn);
  });
  const notices = factsOf(journey, 'TransferInNotified').filter(
    (fact) => fact.data.hadCpp && caseOf(journey, fact) === one,
  );
  const receiving = held.find((each) => each.transferIn)?.heldOn;
  return [
    ...enquiries,
    ...notices.map((fact) => clock('Receiving conference', fact.on, conferenceDueOn(fact.on), receiving)),
  ];
}

/** Each review conference of a plan, from the one before it (or the start) on, until the plan ends. */
function planClocks(journey: Journey, { caseId }: Case): readonly Clock[] {
  return childProtectionPlans(journey)
    .filter((plan) => plan.caseId === caseId)
    .flatMap((plan) =>
      reviewClocks('Review conference', plan.startedOn, plan.endedOn, plan.reviews, nextReviewDueOn(plan)),
    );
}

/** Each review of a period of care; short breaks have none of these (DfE 399). */
function careClocks(journey: Journey, { caseId }: Case): readonly Clock[] {
  return periodsOfCare(journey)
    .filter((period) => period.caseId === caseId && !period.legalStatuses.every((one) => isShortBreak(one.legalStatus)))
    .flatMap(({ startedOn, ceasedOn, reviews }) => {
      const last = reviews.at(-1);
      const next = careReviewDueOn(startedOn, (last?.number ?? 0) + 1, last?.heldOn);
      return reviewClocks('Review of care', startedOn, ceasedOn, reviews, next);
    });
}

/** Reviews follow one another: each clock starts when the one before stops. One without a known due day is no clock. */
function reviewClocks(
  of: string,
  startedOn: PlainDate,
  endedOn: PlainDate | undefined,
  reviews: readonly { readonly heldOn: PlainDate; readonly dueOn?: PlainDate }[],
  nextDueOn: PlainDate | undefined,
): readonly Clock[] {
  const starts = [startedOn, ...reviews.map((review) => review.heldOn)];
  return starts.flatMap((from, i) => {
    const review = reviews[i];
    const dueOn = review ? review.dueOn : nextDueOn;
    return dueOn === undefined ? [] : [clock(of, from, dueOn, earliest(review?.heldOn, endedOn))];
  });
}
