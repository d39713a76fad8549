import type { Measure } from '#measures/measure';
import type { Projection } from '#measures/projection';
import { assessmentReviewPoints } from './assessments/assessment-review-points.projection.ts';
import { assessments } from './assessments/assessments.projection.ts';
import { as01 } from './assessments/as-01-assessments-completed.measure.ts';
import { as02 } from './assessments/as-02-assessments-completed-within-45-working-days.measure.ts';
import { as06 } from './assessments/as-06-assessments-with-no-further-action.measure.ts';
import { as07 } from './assessments/as-07-children-seen.measure.ts';
import { as08, as08Day30 } from './assessments/as-08-review-points-held-in-time.measure.ts';
import { as09, as09Day20 } from './assessments/as-09-assessments-completed-within-15-working-days.measure.ts';
import { as10 } from './assessments/as-10-assessments-by-length.measure.ts';
import { childProtectionPlans } from './child-protection-plans/child-protection-plans.projection.ts';
import { childProtectionReviews } from './child-protection-plans/child-protection-reviews.projection.ts';
import { openChildProtectionPlans } from './child-protection-plans/open-child-protection-plans.projection.ts';
import { cp01, cp01Rate } from './child-protection-plans/cp-01-children-on-a-child-protection-plan.measure.ts';
import { cp02 } from './child-protection-plans/cp-02-children-who-became-subject-of-a-plan.measure.ts';
import { cp03 } from './child-protection-plans/cp-03-children-who-ceased-to-be-subject-of-a-plan.measure.ts';
import { cp04 } from './child-protection-plans/cp-04-net-change-of-plans.measure.ts';
import {
  cp05,
  cp05Within12Months,
  cp05Within24Months,
} from './child-protection-plans/cp-05-second-or-subsequent-plans.measure.ts';
import { cp06 } from './child-protection-plans/cp-06-open-plans-of-two-years-or-more.measure.ts';
import { cp07 } from './child-protection-plans/cp-07-ended-plans-of-two-years-or-more.measure.ts';
import { cp08, cp08Calendar } from './child-protection-plans/cp-08-review-conferences-in-time.measure.ts';
import { children } from './children/children.projection.ts';
import { ic01 } from './conferences/ic-01-initial-conferences.measure.ts';
import { ic02, ic02Bands, ic02TransferIn } from './conferences/ic-02-conferences-within-15-working-days.measure.ts';
import { ic03 } from './conferences/ic-03-conferences-that-led-to-a-plan.measure.ts';
import { initialConferences } from './conferences/initial-conferences.projection.ts';
import { contacts } from './contacts/contacts.projection.ts';
import { fd01, fd01Contacts, fd01New } from './contacts/fd-01-contacts.measure.ts';
import { fd02 } from './contacts/fd-02-contacts-screened-the-same-working-day.measure.ts';
import { fd03 } from './contacts/fd-03-contacts-by-source.measure.ts';
import { fd04 } from './contacts/fd-04-contacts-by-outcome.measure.ts';
import { fd05 } from './contacts/fd-05-contacts-that-became-referrals.measure.ts';
import { careReviews } from './looked-after/care-reviews.projection.ts';
import { lookedAfterChildren } from './looked-after/looked-after-children.projection.ts';
import { periodsOfCare } from './looked-after/periods-of-care.projection.ts';
import { lac01, lac01Rate } from './looked-after/lac-01-looked-after-children.measure.ts';
import { lac02 } from './looked-after/lac-02-children-who-started-to-be-looked-after.measure.ts';
import { lac03 } from './looked-after/lac-03-children-who-ceased-to-be-looked-after.measure.ts';
import { lac04 } from './looked-after/lac-04-net-change-of-looked-after-children.measure.ts';
import { lac05 } from './looked-after/lac-05-reviews-in-time.measure.ts';
import { as03 } from './open-assessments/as-03-open-assessments-in-timescale.measure.ts';
import { openAssessments } from './open-assessments/open-assessments.projection.ts';
import { un01 } from './open-assessments/un-01-unallocated-assessments.measure.ts';
import { cin01 } from './open-cases/cin-01-children-in-need.measure.ts';
import { openCases } from './open-cases/open-cases.projection.ts';
import { un02, un02FromDay7 } from './open-cases/un-02-unallocated-cases.measure.ts';
import { referrals } from './referrals/referrals.projection.ts';
import { rf01 } from './referrals/rf-01-referrals.measure.ts';
import { rf02 } from './referrals/rf-02-referral-rate.measure.ts';
import { rf03 } from './referrals/rf-03-referrals-by-week.measure.ts';
import { rf04 } from './referrals/rf-04-referrals-a-month.measure.ts';
import { rf05, rf05Children } from './referrals/rf-05-re-referrals.measure.ts';
import { rf06 } from './referrals/rf-06-referrals-with-no-further-action.measure.ts';
import { rf07, rf07Accepted } from './referrals/rf-07-referrals-to-assessment.measure.ts';
import { rf08 } from './referrals/rf-08-referrals-decided-within-a-working-day.measure.ts';
import { rf09 } from './referrals/rf-09-child-protection-referrals.measure.ts';
import { s4701 } from './section-47-enquiries/s47-01-section-47-enquiries.measure.ts';
import { s4703, s4703Cohort } from './section-47-enquiries/s47-03-enquiries-to-conference.measure.ts';
import { section47Enquiries } from './section-47-enquiries/section-47-enquiries.projection.ts';
import { st01 } from './strategy-discussions/st-01-strategy-discussions.measure.ts';
import { st02 } from './strategy-discussions/st-02-strategy-discussions-after-an-initial-assessment.measure.ts';
import { strategyDiscussions } from './strategy-discussions/strategy-discussions.projection.ts';
import { unallocatedCases } from './unallocated/unallocated-cases.projection.ts';
import { unq } from './unallocated/un-q-cases-waiting-for-a-lead-social-worker.measure.ts';

/** Every projection there is, in the order of a child's journey. */
export const projections: readonly Projection[] = [
  children,
  contacts,
  referrals,
  assessments,
  assessmentReviewPoints,
  openAssessments,
  unallocatedCases,
  openCases,
  strategyDiscussions,
  section47Enquiries,
  initialConferences,
  childProtectionPlans,
  openChildProtectionPlans,
  childProtectionReviews,
  periodsOfCare,
  lookedAfterChildren,
  careReviews,
];

/** Every measure there is, in the order of the catalogue; variants stand after their measure. */
export const measures: readonly Measure[] = [
  ...[fd01, fd01Contacts, fd01New, fd02, fd03, fd04, fd05],
  ...[rf01, rf02, rf03, rf04, rf05, rf05Children, rf06, rf07, rf07Accepted, rf08, rf09],
  ...[as01, as02, as03, as06, as07, as08, as08Day30, as09, as09Day20, as10],
  ...[un01, un02, un02FromDay7, unq],
  ...[st01, st02, s4701, s4703, s4703Cohort],
  ...[ic01, ic02, ic02Bands, ic02TransferIn, ic03],
  ...[cp01, cp01Rate, cp02, cp03, cp04, cp05, cp05Within24Months, cp05Within12Months, cp06, cp07, cp08, cp08Calendar],
  ...[cin01],
  ...[lac01, lac01Rate, lac02, lac03, lac04, lac05],
];

const byId = new Map(measures.map((one) => [one.id, one]));

/** The measure with this id (`RF-05`, `RF-05.children`), or undefined for an id there is not. */
export const measureById = (id: string): Measure | undefined => byId.get(id);
