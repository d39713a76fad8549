import type { PlainDate } from '#calendar/plain-date';
import { assessments } from '#case-flow/assessment/assessments';
import { missingEpisodes } from '#case-flow/care/missing-episodes';
import { periodOn } from '#case-flow/care/periods-of-care';
import { openChildInNeedPlan } from '#case-flow/child-in-need-plan/child-in-need-plans';
import { shortBreakBudgets } from '#case-flow/child-in-need-plan/short-break-budgets';
import { childProtectionPlans, openProtectionPlan } from '#case-flow/child-protection-plan/child-protection-plans';
import { initialConferences } from '#case-flow/conference/initial-conferences';
import { standingRequest } from '#case-flow/conference/requested-conferences';
import { contacts } from '#case-flow/contact/contact';
import { earlyHelp, targetedSupport } from '#case-flow/early-help/early-help';
import type { Journey } from '#case-flow/journey';
import type { CommandName } from '#case-flow/processes';
import { heldOn, openCase } from '#case-flow/referral/case';
import { enquiriesOf, type Section47Enquiry } from '#case-flow/section-47-enquiry/section-47-enquiries';
import {
  decidedOnAnEnquiry,
  strategyDiscussions,
  type StrategyDiscussion,
} from '#case-flow/strategy-discussion/strategy-discussion';
import { runsOn } from '#case-flow/succession';

/** The part of a command's body that follows from the state of the record. */
export type Presets = Readonly<Record<string, unknown>>;

type Asked = (journey: Journey, today: PlainDate) => Presets;

const ofCase: Asked = (journey, today) => ({ caseId: openCase(journey, today)?.caseId });
const ofAssessment: Asked = (journey) => ({ assessmentId: openAssessment(journey)?.assessmentId });
const ofPlan: Asked = (journey, today) => ({ planId: openProtectionPlan(journey, today)?.planId });
const ofNeedPlan: Asked = (journey, today) => ({ cinPlanId: openChildInNeedPlan(journey, today)?.planId });
const ofCare: Asked = (journey, today) => ({ periodId: periodOn(journey, today)?.periodId });
const ofEarlyHelp: Asked = (journey) => ({
  ehId: earlyHelp(journey).findLast(({ status }) => status !== 'CLOSED')?.ehId,
});
const ofContact: Asked = (journey) => ({ contactId: contacts(journey).at(-1)?.contactId });

/** What each command is about, as the record stands. What is not here is told by the person alone, or found by the rules. */
const presets: Readonly<Partial<Record<CommandName, Asked>>> = {
  RequestAgencyChecks: ofContact,
  RecordAgencyChecks: ofContact,
  ReopenContact: ofContact,

  StartEarlyHelpAssessment: ofEarlyHelp,
  CompleteEarlyHelpAssessment: ofEarlyHelp,
  HoldTeamAroundFamily: ofEarlyHelp,
  StartEarlyHelpPlan: ofEarlyHelp,
  ReviewEarlyHelp: ofEarlyHelp,
  StepUpEarlyHelp: (journey, today) => {
    const { caseId } = ofCase(journey, today);
    return {
      ...ofEarlyHelp(journey, today),
      ...(caseId === undefined ? ofContact(journey, today) : { toReferral: caseId }),
    };
  },
  CloseEarlyHelp: ofEarlyHelp,
  EndTargetedSupport: (journey, today) => ({
    familyId: targetedSupport(journey).findLast((one) => runsOn(one, today))?.familyId,
  }),

  DecideReferral: ofCase,
  RecordPrimaryNeed: ofCase,
  RecordNewInformation: ofCase,
  AllocateCase: ofCase,
  DeallocateCase: (journey, today) => {
    const lead = openCase(journey, today)?.leads.find(({ to }) => to === undefined);
    return { ...ofCase(journey, today), workerId: lead?.workerId };
  },
  TransferCaseBetweenTeams: (journey, today) => {
    const one = openCase(journey, today);
    const team = one && heldOn(one, today)?.team;
    return { ...ofCase(journey, today), ...(team ? { fromTeam: team } : {}) };
  },
  CloseCase: ofCase,
  TransferCaseOut: ofCase,

  StartAssessment: ofCase,
  RecordChildSeen: ofAssessment,
  HoldAssessmentReviewPoint: ofAssessment,
  SubmitAssessment: ofAssessment,
  AuthoriseAssessment: ofAssessment,
  RejectAssessment: ofAssessment,
  CancelAssessment: ofAssessment,

  HoldStrategyDiscussion: ofCase,
  StartSection47Enquiry: (journey, today) => {
    const decided = discussionWithoutEnquiry(journey, today);
    return { ...ofCase(journey, today), strategyId: decided?.strategyId, startedOn: decided?.heldOn };
  },
  ConcludeSection47Enquiry: (journey, today) => ({ s47Id: openEnquiry(journey, today)?.section47Id }),
  RequestConference: (journey, today) => ({
    ...ofCase(journey, today),
    s47Id: enquiryAwaitingConference(journey, today)?.section47Id,
  }),
  ScheduleConference: ofRequest,
  HoldInitialConference: (journey, today) => ({
    ...ofRequest(journey, today),
    s47Id: enquiryAwaitingConference(journey, today)?.section47Id,
  }),
  CancelConference: ofRequest,

  StartChildProtectionPlan: (journey, today) => ({
    ...ofCase(journey, today),
    startedOn: conferenceWithoutPlan(journey, today)?.heldOn,
  }),
  ChangeCategoryOfAbuse: ofPlan,
  HoldCoreGroup: ofPlan,
  RecordChildProtectionVisit: ofPlan,
  HoldReviewConference: ofPlan,
  EndChildProtectionPlan: ofPlan,

  StartChildInNeedPlan: ofCase,
  HoldChildInNeedReview: ofNeedPlan,
  RecordChildInNeedVisit: ofNeedPlan,
  EndChildInNeedPlan: ofNeedPlan,
  AgreeShortBreakBudget: ofCase,
  EndShortBreakBudget: (journey, today) => ({
    budgetId: shortBreakBudgets(journey).findLast((one) => runsOn(one, today))?.budgetId,
  }),

  StartCare: ofCase,
  ChangeLegalStatus: ofCare,
  ChangePlacement: ofCare,
  CeaseCare: ofCare,
  RecordRespiteStay: ofCase,
  HoldCareReview: ofCare,
  CompleteReviewMinutes: (journey, today) => {
    const review = periodOn(journey, today)?.reviews.findLast((one) => one.minutesCompletedOn === undefined);
    return { ...ofCare(journey, today), reviewId: review?.eventId };
  },
  RecordCareVisit: ofCare,
  StartMissingEpisode: ofCare,
  EndMissingEpisode: (journey, today) => ({
    ...ofCare(journey, today),
    missingId: missingEpisodes(journey).findLast(({ until }) => until === undefined)?.missingId,
  }),
  RecordIndependentReviewingOfficerContact: ofCare,
  RecordHealthAssessment: ofCare,
  RecordDentalCheck: ofCare,
  RecordImmunisations: ofCare,
  RecordStrengthsQuestionnaire: ofCare,
};

/** What a form of a command starts with: the ids of what it is about, and days that follow from them. */
export function presetsOf(journey: Journey, today: PlainDate, command: CommandName): Presets {
  const found = presets[command]?.(journey, today) ?? {};
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

function ofRequest(journey: Journey, today: PlainDate): Presets {
  const caseId = openCase(journey, today)?.caseId;
  return { caseId, conferenceId: standingRequest(journey, caseId)?.conferenceId };
}

/** The assessment that is neither authorised nor cancelled. */
export const openAssessment = (journey: Journey) =>
  assessments(journey).findLast(({ status }) => status === 'STARTED' || status === 'SUBMITTED');

/** The enquiry that has not been concluded. */
export const openEnquiry = (journey: Journey, today: PlainDate): Section47Enquiry | undefined =>
  enquiriesOf(journey, openCase(journey, today)?.caseId).findLast(({ concludedOn }) => concludedOn === undefined);

/** The latest strategy discussion of the open case, where it decided on an enquiry that has not been started. */
export function discussionWithoutEnquiry(journey: Journey, today: PlainDate): StrategyDiscussion | undefined {
  const caseId = openCase(journey, today)?.caseId;
  const latest = strategyDiscussions(journey).findLast((one) => one.caseId === caseId && decidedOnAnEnquiry(one));
  const isFollowed = enquiriesOf(journey, caseId).some((one) => latest !== undefined && one.startedOn >= latest.heldOn);
  return isFollowed ? undefined : latest;
}

/** The enquiry that was concluded with a conference required, and no conference was held since. */
export function enquiryAwaitingConference(journey: Journey, today: PlainDate): Section47Enquiry | undefined {
  const latest = enquiriesOf(journey, openCase(journey, today)?.caseId).at(-1);
  if (latest?.concludedOn === undefined || latest.conferenceRequired !== true) return undefined;
  return initialConferences(journey).some(({ heldOn: on }) => on >= latest.startedOn) ? undefined : latest;
}

/** The conference of the open case that decided on a plan, where none has started since. */
export function conferenceWithoutPlan(journey: Journey, today: PlainDate) {
  const caseId = openCase(journey, today)?.caseId;
  const latest = initialConferences(journey).findLast((one) => one.caseId === caseId && one.outcome === 'CP_PLAN');
  const isFollowed = childProtectionPlans(journey).some(
    (one) => latest !== undefined && one.startedOn >= latest.heldOn,
  );
  return isFollowed ? undefined : latest;
}
