import type { PlainDate } from '#calendar/plain-date';
import { assessments, type Assessment } from '#case-flow/assessment/assessments';
import type { Fact, Journey } from '#case-flow/journey';
import { caseById } from '#case-flow/referral/case';
import { enquiriesOf } from '#case-flow/section-47-enquiry/section-47-enquiries';

/** What an assessment of its kind had to be done within: working days after a day, and the fact that day comes from. */
export interface KindClock {
  readonly from: PlainDate;
  readonly workingDays: number;
  readonly because?: Fact | undefined;
}

/** From this day on an initial assessment took 10 working days and no longer 7 (catalogue C.3 AS-04, vectors AS07, AS08). */
const TEN_DAYS_SINCE = '2010-04-01';

/**
 * The limit of an assessment's own kind: an initial one 10 working days after the referral (7 before April 2010), a core
 * one 35 (AS-05), a single one 45 after the clock of AS-02 started. Without a known case the first day stands in.
 */
export function clockOfKind(journey: Journey, one: Assessment): KindClock {
  if (one.kind === 'SINGLE') return { from: one.clockStartedOn, workingDays: 45 };
  if (one.kind !== 'INITIAL') return { ...startOfCore(journey, one), workingDays: 35 };
  const referral = one.caseId === undefined ? undefined : caseById(journey, one.caseId);
  const from = referral?.referredOn ?? one.startedOn;
  return { from, workingDays: from < TEN_DAYS_SINCE ? 7 : 10, because: referral?.received };
}

/**
 * A core assessment counts from the authorisation of the initial assessment it follows, else from the strategy discussion
 * that began the enquiry it belongs to, else from its own first day. What came after its end is nothing it followed.
 */
function startOfCore(journey: Journey, one: Assessment): Omit<KindClock, 'workingDays'> {
  const { caseId, startedOn } = one;
  const by = one.authorisedOn;
  const initial = assessments(journey).findLast(
    (other) =>
      other.kind === 'INITIAL' &&
      other.caseId === caseId &&
      other.startedOn <= startedOn &&
      other.authorisedOn !== undefined &&
      (by === undefined || other.authorisedOn <= by),
  );
  if (initial?.authorisedOn !== undefined) return { from: initial.authorisedOn, because: initial.authorised };
  const enquiry = enquiriesOf(journey, caseId).findLast((other) => other.startedOn <= startedOn);
  return enquiry === undefined ? { from: startedOn } : { from: enquiry.startedOn, because: enquiry.started };
}
