import type { Measure } from '#measures/measure';
import type { Projection } from '#measures/projection';
import { assessmentReviewPoints } from './assessments/assessment-review-points.projection.ts';
import { assessments } from './assessments/assessments.projection.ts';
import { as01, as01Kinds } from './assessments/as-01-assessments-completed.measure.ts';
import {
  as02,
  as02Basis,
  as02FromStart,
} from './assessments/as-02-assessments-completed-within-45-working-days.measure.ts';
import { as04 } from './assessments/as-04-initial-assessments-in-time.measure.ts';
import { as05 } from './assessments/as-05-core-assessments-in-time.measure.ts';
import { as06 } from './assessments/as-06-assessments-with-no-further-action.measure.ts';
import { as07 } from './assessments/as-07-children-seen.measure.ts';
import { as08, as08Day30, as08FromStart } from './assessments/as-08-review-points-held-in-time.measure.ts';
import {
  as09,
  as09Day20,
  as09Day20FromStart,
  as09FromStart,
} from './assessments/as-09-assessments-completed-within-15-working-days.measure.ts';
import { as10, as10FromStart } from './assessments/as-10-assessments-by-length.measure.ts';
import { careLeavers } from './care-leavers/care-leavers.projection.ts';
import {
  cl01,
  cl01AtBirthday,
  cl01NotSuitable,
  cl01Unsuitable,
} from './care-leavers/cl-01-care-leavers-in-suitable-accommodation.measure.ts';
import { cl02, cl02AtBirthday } from './care-leavers/cl-02-care-leavers-in-education-employment-or-training.measure.ts';
import {
  cl03,
  cl03AllOthers,
  cl03AtBirthday,
} from './care-leavers/cl-03-care-leavers-not-in-education-employment-or-training.measure.ts';
import { cl04, cl04AnyPlan } from './care-leavers/cl-04-care-leavers-with-a-pathway-plan.measure.ts';
import { cl05 } from './care-leavers/cl-05-care-leavers-in-touch.measure.ts';
import { caseloads } from './caseloads/caseloads.projection.ts';
import { wf05, wf05Dfe, wf05Headcount, wf05WithoutAsye } from './caseloads/wf-05-average-caseload.measure.ts';
import { wf07 } from './caseloads/wf-07-protected-caseloads.measure.ts';
import { categoriesOfPlans } from './child-protection-plans/categories-of-plans.projection.ts';
import { childProtectionPlans } from './child-protection-plans/child-protection-plans.projection.ts';
import { childProtectionReviews } from './child-protection-plans/child-protection-reviews.projection.ts';
import { childProtectionVisitIntervals } from './child-protection-plans/child-protection-visit-intervals.projection.ts';
import { childProtectionVisitsDue } from './child-protection-plans/child-protection-visits-due.projection.ts';
import { childProtectionVisits } from './child-protection-plans/child-protection-visits.projection.ts';
import { coreGroups } from './child-protection-plans/core-groups.projection.ts';
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
import { cp08, cp08Calendar, cp08Late } from './child-protection-plans/cp-08-review-conferences-in-time.measure.ts';
import { cp09, cp09Calendar } from './child-protection-plans/cp-09-plans-reviewed-in-timescale.measure.ts';
import { cp10 } from './child-protection-plans/cp-10-children-visited-in-the-month.measure.ts';
import {
  cp11,
  cp11Fortnightly,
  cp11FourWeekly,
} from './child-protection-plans/cp-11-visits-within-the-standard.measure.ts';
import {
  cp11e,
  cp11eFortnightly,
  cp11eFourWeekly,
} from './child-protection-plans/cp-11e-visits-made-when-due.measure.ts';
import { cp12, cp12Ended } from './child-protection-plans/cp-12-plans-ended-by-the-first-review.measure.ts';
import {
  cp13,
  cp13Initial,
  cp13Started,
  cp13StartedLatest,
} from './child-protection-plans/cp-13-plans-by-category.measure.ts';
import { cp14 } from './child-protection-plans/cp-14-core-groups-in-time.measure.ts';
import { cp15 } from './child-protection-plans/cp-15-children-seen-alone.measure.ts';
import { childInNeedPlans } from './child-in-need-plans/child-in-need-plans.projection.ts';
import { openChildInNeedPlans } from './child-in-need-plans/open-child-in-need-plans.projection.ts';
import { cin05 } from './child-in-need-plans/cin-05-child-in-need-plans-reviewed-in-time.measure.ts';
import { cin06 } from './child-in-need-plans/cin-06-help-kept-up-after-a-protection-plan.measure.ts';
import { children } from './children/children.projection.ts';
import { clocks } from './clocks/clocks.projection.ts';
import { ic01 } from './conferences/ic-01-initial-conferences.measure.ts';
import {
  ic02,
  ic02Bands,
  ic02Late,
  ic02TransferIn,
} from './conferences/ic-02-conferences-within-15-working-days.measure.ts';
import { ic03 } from './conferences/ic-03-conferences-that-led-to-a-plan.measure.ts';
import { escalated } from './escalations/escalations.projection.ts';
import { initialConferences } from './conferences/initial-conferences.projection.ts';
import { contacts } from './contacts/contacts.projection.ts';
import { fd01, fd01Contacts, fd01New } from './contacts/fd-01-contacts.measure.ts';
import { fd02, fd02CutOff } from './contacts/fd-02-contacts-screened-the-same-working-day.measure.ts';
import { fd03 } from './contacts/fd-03-contacts-by-source.measure.ts';
import { fd04 } from './contacts/fd-04-contacts-by-outcome.measure.ts';
import { fd05 } from './contacts/fd-05-contacts-that-became-referrals.measure.ts';
import { fd06 } from './contacts/fd-06-early-help-hub-contacts.measure.ts';
import { fd07 } from './contacts/fd-07-contacts-waiting-to-be-screened.measure.ts';
import { fd08 } from './contacts/fd-08-contacts-waiting-for-a-decision.measure.ts';
import { earlyHelpAssessments } from './early-help/early-help-assessments.projection.ts';
import { earlyHelp } from './early-help/early-help.projection.ts';
import { eh01 } from './early-help/eh-01-early-help-assessments.measure.ts';
import { eh02 } from './early-help/eh-02-early-help-closed-with-a-positive-outcome.measure.ts';
import { eh03 } from './early-help/eh-03-early-help-stepped-up.measure.ts';
import { eh04 } from './early-help/eh-04-early-help-after-a-step-down.measure.ts';
import { eh05, eh05Families } from './early-help/eh-05-families-in-targeted-support.measure.ts';
import { eh06, eh06Issues } from './early-help/eh-06-support-group-cases.measure.ts';
import { eh07 } from './early-help/eh-07-family-star-assessments.measure.ts';
import { supportGroupCases, supportGroupIssues } from './early-help/support-group-cases.projection.ts';
import { targetedSupport } from './early-help/targeted-support.projection.ts';
import { lateEntry } from './late-entry/late-entry.projection.ts';
import { le01, le01Recorded } from './late-entry/le-01-days-to-recording.measure.ts';
import { le02, le02Recorded } from './late-entry/le-02-days-to-recording-of-nine-in-ten.measure.ts';
import { careReviews } from './looked-after/care-reviews.projection.ts';
import { careVisitIntervals } from './looked-after/care-visit-intervals.projection.ts';
import { careVisitsDue } from './looked-after/care-visits-due.projection.ts';
import { careVisits } from './looked-after/care-visits.projection.ts';
import { lookedAfterByNationalCount } from './looked-after/looked-after-by-national-count.projection.ts';
import { lookedAfterChildren } from './looked-after/looked-after-children.projection.ts';
import { overdueReviews } from './looked-after/overdue-reviews.projection.ts';
import { periodsOfCare } from './looked-after/periods-of-care.projection.ts';
import { reviewMinutes } from './looked-after/review-minutes.projection.ts';
import { reviewYears } from './looked-after/review-years.projection.ts';
import { startsAndEndsOfAYear } from './looked-after/starts-and-ends-of-a-year.projection.ts';
import { lac01, lac01National, lac01Rate } from './looked-after/lac-01-looked-after-children.measure.ts';
import { lac02, lac02National } from './looked-after/lac-02-children-who-started-to-be-looked-after.measure.ts';
import { lac03, lac03National } from './looked-after/lac-03-children-who-ceased-to-be-looked-after.measure.ts';
import { lac04 } from './looked-after/lac-04-net-change-of-looked-after-children.measure.ts';
import {
  lac05,
  lac05Children,
  lac05Days,
  lac05Late,
  lac05Overdue,
} from './looked-after/lac-05-reviews-in-time.measure.ts';
import { lac06, lac06E } from './looked-after/lac-06-visits-in-time.measure.ts';
import { lac09 } from './looked-after/lac-09-unaccompanied-children.measure.ts';
import {
  lac10,
  lac10Seventeen,
  lac10SixteenAndOver,
} from './looked-after/lac-10-looked-after-children-by-age.measure.ts';
import { lac11 } from './looked-after/lac-11-minutes-backlog.measure.ts';
import { lac12 } from './looked-after/lac-12-children-with-parents-on-a-care-order.measure.ts';
import {
  lac14,
  lac14Adopted,
  lac14AdoptedNational,
  lac14National,
} from './looked-after/lac-14-guardianship-and-adoption.measure.ts';
import { lac15, lac15Due } from './looked-after/lac-15-visits-recorded-late.measure.ts';
import { lac12Discharged } from './legal-steps/lac-12-care-orders-discharged.measure.ts';
import { lac13, lac13Issued } from './legal-steps/lac-13-legal-planning-meetings.measure.ts';
import { legalSteps } from './legal-steps/legal-steps.projection.ts';
import { lac16, lac16Away, lac16Interviews } from './missing-episodes/lac-16-children-missing-from-care.measure.ts';
import { missingFromCare } from './missing-episodes/missing-episodes.projection.ts';
import { lac07 } from './placements/lac-07-three-or-more-placements.measure.ts';
import { lac08 } from './placements/lac-08-long-term-stability.measure.ts';
import { longTermStability } from './placements/long-term-stability.projection.ts';
import { placementsInTwelveMonths } from './placements/placements-in-twelve-months.projection.ts';
import { ad1 } from './adoption/ad-1-days-from-care-to-placement-for-adoption.measure.ts';
import { ad2 } from './adoption/ad-2-days-from-placement-order-to-match.measure.ts';
import { adoptions } from './adoption/adoptions.projection.ts';
import { as03, as03FromStart } from './open-assessments/as-03-open-assessments-in-timescale.measure.ts';
import { openAssessments } from './open-assessments/open-assessments.projection.ts';
import { un01, un01FromDay7 } from './open-assessments/un-01-unallocated-assessments.measure.ts';
import { cin01 } from './open-cases/cin-01-children-in-need.measure.ts';
import { cin02 } from './open-cases/cin-02-short-breaks-only.measure.ts';
import { cin03 } from './open-cases/cin-03-children-in-need-without-short-breaks-only.measure.ts';
import { cin04 } from './open-cases/cin-04-children-in-need-rate.measure.ts';
import { openCases } from './open-cases/open-cases.projection.ts';
import { un02, un02FromDay7 } from './open-cases/un-02-unallocated-cases.measure.ts';
import { referrals } from './referrals/referrals.projection.ts';
import { rf01 } from './referrals/rf-01-referrals.measure.ts';
import { rf02, rf02Rolling } from './referrals/rf-02-referral-rate.measure.ts';
import { rf03 } from './referrals/rf-03-referrals-by-week.measure.ts';
import { rf04 } from './referrals/rf-04-referrals-a-month.measure.ts';
import { rf05, rf05Children, rf05WithoutNoFurtherAction } from './referrals/rf-05-re-referrals.measure.ts';
import { rf06 } from './referrals/rf-06-referrals-with-no-further-action.measure.ts';
import { rf07, rf07Accepted, rf07Within30Days } from './referrals/rf-07-referrals-to-assessment.measure.ts';
import { rf08 } from './referrals/rf-08-referrals-decided-within-a-working-day.measure.ts';
import { rf09 } from './referrals/rf-09-child-protection-referrals.measure.ts';
import { s4701 } from './section-47-enquiries/s47-01-section-47-enquiries.measure.ts';
import { s4702 } from './section-47-enquiries/s47-02-section-47-enquiry-rate.measure.ts';
import { s4703, s4703Cohort } from './section-47-enquiries/s47-03-enquiries-to-conference.measure.ts';
import { section47Enquiries } from './section-47-enquiries/section-47-enquiries.projection.ts';
import { st01 } from './strategy-discussions/st-01-strategy-discussions.measure.ts';
import { st02 } from './strategy-discussions/st-02-strategy-discussions-after-an-initial-assessment.measure.ts';
import { strategyDiscussions } from './strategy-discussions/strategy-discussions.projection.ts';
import { unallocatedCases } from './unallocated/unallocated-cases.projection.ts';
import { unq } from './unallocated/un-q-cases-waiting-for-a-lead-social-worker.measure.ts';
import { establishedPosts } from './workforce/established-posts.projection.ts';
import { plannedLeave } from './workforce/planned-leave.projection.ts';
import { posts } from './workforce/posts.projection.ts';
import { recruitment } from './workforce/recruitment.projection.ts';
import { spellsOfEmployment } from './workforce/spells-of-employment.projection.ts';
import { vacancies } from './workforce/vacancies.projection.ts';
import { wf01 } from './workforce/wf-01-permanent-and-agency-workers.measure.ts';
import { wf02, wf02Opened } from './workforce/wf-02-vacancies.measure.ts';
import { wf03, wf03Fte } from './workforce/wf-03-agency-workers.measure.ts';
import { wf04 } from './workforce/wf-04-uncovered-vacancies.measure.ts';
import {
  wf06,
  wf06Leavers,
  wf06Offers,
  wf06Overseas,
  wf06NewlyQualified,
  wf06Assessed,
  wf06Stages,
} from './workforce/wf-06-starters-leavers-and-recruitment.measure.ts';
import { wf08 } from './workforce/wf-08-social-workers-per-team-manager.measure.ts';
import { wf09, wf09Turnover, wf09Vacancy } from './workforce/wf-09-workforce-rates.measure.ts';

/** Every projection there is, in the order of a child's journey. */
export const projections: readonly Projection[] = [
  children,
  contacts,
  earlyHelp,
  earlyHelpAssessments,
  targetedSupport,
  supportGroupCases,
  supportGroupIssues,
  referrals,
  assessments,
  assessmentReviewPoints,
  openAssessments,
  unallocatedCases,
  openCases,
  strategyDiscussions,
  section47Enquiries,
  initialConferences,
  childInNeedPlans,
  openChildInNeedPlans,
  childProtectionPlans,
  openChildProtectionPlans,
  categoriesOfPlans,
  childProtectionReviews,
  childProtectionVisits,
  childProtectionVisitIntervals,
  childProtectionVisitsDue,
  coreGroups,
  periodsOfCare,
  startsAndEndsOfAYear,
  lookedAfterChildren,
  lookedAfterByNationalCount,
  careReviews,
  reviewYears,
  overdueReviews,
  reviewMinutes,
  careVisits,
  careVisitsDue,
  careVisitIntervals,
  placementsInTwelveMonths,
  longTermStability,
  missingFromCare,
  legalSteps,
  adoptions,
  careLeavers,
  caseloads,
  plannedLeave,
  posts,
  establishedPosts,
  spellsOfEmployment,
  vacancies,
  recruitment,
  lateEntry,
  clocks,
  escalated,
];

/** Every measure there is, in the order of the catalogue; variants stand after their measure. */
export const measures: readonly Measure[] = [
  ...[fd01, fd01Contacts, fd01New, fd02, fd02CutOff, fd03, fd04, fd05, fd06, fd07, fd08],
  ...[eh01, eh02, eh03, eh04, eh05, eh05Families, eh06, eh06Issues, eh07],
  ...[rf01, rf02, rf02Rolling, rf03, rf04, rf05, rf05WithoutNoFurtherAction, rf05Children],
  ...[rf06, rf07, rf07Accepted, rf07Within30Days, rf08, rf09],
  ...[
    as01,
    as01Kinds,
    as02,
    as02FromStart,
    as02Basis,
    as03,
    as03FromStart,
    as04,
    as05,
    as06,
    as07,
    as08,
    as08FromStart,
    as08Day30,
  ],
  ...[as09, as09FromStart, as09Day20, as09Day20FromStart, as10, as10FromStart],
  ...[un01, un01FromDay7, un02, un02FromDay7, unq],
  ...[st01, st02, s4701, s4702, s4703, s4703Cohort],
  ...[ic01, ic02, ic02Bands, ic02Late, ic02TransferIn, ic03],
  ...[
    cp01,
    cp01Rate,
    cp02,
    cp03,
    cp04,
    cp05,
    cp05Within24Months,
    cp05Within12Months,
    cp06,
    cp07,
    cp08,
    cp08Calendar,
    cp08Late,
  ],
  ...[cp09, cp09Calendar, cp10, cp11, cp11Fortnightly, cp11FourWeekly, cp11e, cp11eFortnightly, cp11eFourWeekly],
  ...[cp12, cp12Ended, cp13, cp13Initial, cp13Started, cp13StartedLatest, cp14, cp15],
  ...[cin01, cin02, cin03, cin04, cin05, cin06],
  ...[lac01, lac01Rate, lac01National, lac02, lac02National, lac03, lac03National, lac04],
  ...[lac05, lac05Days, lac05Children, lac05Overdue, lac05Late, lac06, lac06E, lac07, lac08],
  ...[lac09, lac10, lac10Seventeen, lac10SixteenAndOver, lac11, lac12, lac12Discharged, lac13, lac13Issued],
  ...[lac14, lac14Adopted, lac14National, lac14AdoptedNational, lac15, lac15Due],
  ...[lac16, lac16Away, lac16Interviews, ad1, ad2],
  ...[cl01, cl01AtBirthday, cl01Unsuitable, cl01NotSuitable, cl02, cl02AtBirthday],
  ...[cl03, cl03AllOthers, cl03AtBirthday, cl04, cl04AnyPlan, cl05],
  ...[wf01, wf02, wf02Opened, wf03, wf03Fte, wf04],
  ...[wf05, wf05Dfe, wf05Headcount, wf05WithoutAsye],
  ...[
    wf06,
    wf06Leavers,
    wf06Stages,
    wf06Offers,
    wf06Overseas,
    wf06NewlyQualified,
    wf06Assessed,
    wf07,
    wf08,
    wf09,
    wf09Vacancy,
    wf09Turnover,
  ],
  ...[le01, le01Recorded, le02, le02Recorded],
];

/** Where all of these are defined, for a thread that needs them too. */
export const definedIn = import.meta.url;

const byId = new Map(measures.map((one) => [one.id, one]));

/** The measure with this id (`RF-05`, `RF-05.children`), or undefined for an id there is not. */
export const measureById = (id: string): Measure | undefined => byId.get(id);
