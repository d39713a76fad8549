import { addDays, addMonths, earliest, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { assessments } from '#case-flow/assessment/assessments';
import type { Fact, Journey } from '#case-flow/journey';
import { caseOf, cases, heldOn, type Case } from '#case-flow/referral/case';
import { strategyDiscussions } from '#case-flow/strategy-discussion/strategy-discussion';
import { projection } from '#measures/projection';
import { acceptanceEvents, holdingEvents } from '../case-events.ts';

/** One row a referral, those of one day folded into the first (CIN guide 4.4). Referrals with no further action are rows too. */
export const referrals = projection({
  name: 'referrals',
  question: 'Which referrals came, what was decided, and had the child been referred before?',
  version: 3,
  columns: {
    caseId: 'text',
    referredOn: 'day',
    source: 'text',
    team: 'text',
    area: 'text',
    decision: 'text',
    decidedOn: 'day',
    /** The day the referral was decided to need no further action. */
    noFurtherActionOn: 'day',
    /** Decided in time: on or before the working day after the referral (CIN guide 4.3). */
    decidedInTimeOn: 'day',
    /** The first day on which it is known whether the decision was in time: decided, or a day past due. */
    decisionSettledOn: 'day',
    /** Accepted: by decision, or by the first activity on the case where no decision is known. */
    acceptedOn: 'day',
    /** Whether an earlier referral lies within the 12 months before, the anniversary included (catalogue C.2, G4). */
    reReferral: 'flag',
    /** The same, an earlier referral left out that had by this one's day been decided to need no further action. */
    reReferralWithoutNoFurtherAction: 'flag',
    /** The first assessment of the case that was not cancelled. */
    assessmentStartedOn: 'day',
    /** The same, if it began within 30 days of the referral. */
    assessmentWithin30DaysOn: 'day',
    /** Accepted for a strategy discussion, or one held within a working day. */
    childProtectionOn: 'day',
  },
  reads: [...holdingEvents, ...acceptanceEvents, 'AssessmentAuthorised', 'AssessmentCancelled'],
  rows: (journey) => cases(journey).map((one) => row(journey, one)),
});

function row(journey: Journey, one: Case) {
  const { referredOn, decided, caseId } = one;
  // By the case itself: the ids of two merged children's cases may be alike.
  const isOwn = (fact: Fact) => caseOf(journey, fact) === one;
  const due = addWorkingDays(referredOn, 1);
  const decidedOn = decided?.on ?? null;
  const assessment = assessments(journey).find((begun) => begun.cancelledOn === undefined && isOwn(begun.started));
  const early = strategyDiscussions(journey).find((each) => each.heldOn <= due && isOwn(each.held));
  const earlier = cases(journey).filter((e) => e.referredOn < referredOn && e.referredOn >= addMonths(referredOn, -12));
  const isQuick = assessment !== undefined && assessment.startedOn <= addDays(referredOn, 30);
  const strategyDecision = decided?.data.decision === 'ACCEPT_STRATEGY' ? decided.on : undefined;
  return {
    rowId: `${one.received.childId}/${caseId}`,
    because: [one.received, decided, assessment?.started, early?.held].filter((fact) => fact !== undefined),
    cells: {
      caseId,
      referredOn,
      source: one.received.data.source,
      ...heldOn(one, referredOn),
      decision: decided?.data.decision ?? null,
      decidedOn,
      noFurtherActionOn: decided?.data.decision === 'NFA' ? decided.on : null,
      decidedInTimeOn: decidedOn !== null && decidedOn <= due ? decidedOn : null,
      decisionSettledOn: earliest(decidedOn, addDays(due, 1))!,
      acceptedOn: one.acceptedOn ?? null,
      reReferral: earlier.length > 0,
      reReferralWithoutNoFurtherAction: earlier.some((one) => !isWithoutFurtherActionBy(one, referredOn)),
      assessmentStartedOn: assessment?.startedOn ?? null,
      assessmentWithin30DaysOn: isQuick ? assessment.startedOn : null,
      childProtectionOn: earliest(strategyDecision, early?.heldOn) ?? null,
    },
  };
}

/** Later decisions do not count, so that a flag once known never changes with the passing of time. */
const isWithoutFurtherActionBy = ({ decided }: Case, on: PlainDate): boolean =>
  decided?.data.decision === 'NFA' && decided.on <= on;
