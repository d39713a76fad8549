import { addWorkingDays } from '#calendar/working-days';
import type { PlainDate } from '#calendar/plain-date';
import { assessments } from '#case-flow/assessment/assessments';
import { careReviewDueOn } from '#case-flow/care/care-reviews';
import { missingEpisodes } from '#case-flow/care/missing-episodes';
import { periodOn, type PeriodOfCare } from '#case-flow/care/periods-of-care';
import { openChildInNeedPlan } from '#case-flow/child-in-need-plan/child-in-need-plans';
import {
  nextCoreGroupDueOn,
  nextReviewDueOn,
  nextVisitDueOn,
  openProtectionPlan,
  type ChildProtectionPlan,
} from '#case-flow/child-protection-plan/child-protection-plans';
import { standingRequest } from '#case-flow/conference/requested-conferences';
import { earlyHelp } from '#case-flow/early-help/early-help';
import { factsOf, type Journey } from '#case-flow/journey';
import { careLeaver, categoryOn, firstPathwayPlanDueOn, pathwayReviewDueOn } from '#case-flow/leaving-care/care-leaver';
import type { CommandName } from '#case-flow/processes';
import { openCase, type Case } from '#case-flow/referral/case';
import { strategyDiscussions } from '#case-flow/strategy-discussion/strategy-discussion';
import {
  conferenceWithoutPlan,
  discussionWithoutEnquiry,
  enquiryAwaitingConference,
  openAssessment,
  openEnquiry,
} from './presets.ts';

/** A command that the state of the record asks for, and the statutory day it is due by where there is one. */
export interface Likely {
  readonly command: CommandName;
  readonly dueOn?: PlainDate;
}

const likely = (command: CommandName, dueOn?: PlainDate): Likely => ({
  command,
  ...(dueOn === undefined ? {} : { dueOn }),
});

/** Working days for the decision on a referral, and for an assessment (Working Together; catalogue A.4, A.5). */
const DECISION_DAYS = 1;
const ASSESSMENT_DAYS = 45;

/** What the record waits for (catalogue A.13, A.14), the most pressing first: what is due sooner stands before what is due later. */
export function likelyNext(journey: Journey, today: PlainDate): readonly Likely[] {
  const one = openCase(journey, today);
  const all = [
    ...ofEarlyHelp(journey),
    ...(one === undefined ? [] : ofCase(journey, one, today)),
    ...ofCare(periodOn(journey, today), journey),
    ...ofLeaver(journey, today),
  ];
  return all.toSorted((a, b) =>
    (a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : (a.dueOn ?? '9999') > (b.dueOn ?? '9999') ? 1 : 0,
  );
}

function ofEarlyHelp(journey: Journey): readonly Likely[] {
  const { status = 'CLOSED' } = earlyHelp(journey).at(-1) ?? {};
  const next = {
    REQUESTED: 'StartEarlyHelpAssessment',
    ASSESSING: 'CompleteEarlyHelpAssessment',
    ASSESSED: 'StartEarlyHelpPlan',
    ACTIVE: 'ReviewEarlyHelp',
    CLOSED: undefined,
  } as const;
  const command = next[status];
  return command === undefined ? [] : [likely(command)];
}

function ofCase(journey: Journey, one: Case, today: PlainDate): readonly Likely[] {
  if (one.acceptedOn === undefined) return [likely('DecideReferral', addWorkingDays(one.referredOn, DECISION_DAYS))];
  const found = [...ofAssessment(journey), ...ofProtection(journey, one, today), ...ofPlans(journey, today)];
  return found.length > 0 || periodOn(journey, today) !== undefined ? found : afterwards(journey, one);
}

function ofAssessment(journey: Journey): readonly Likely[] {
  const one = openAssessment(journey);
  if (one === undefined) return [];
  const dueOn = addWorkingDays(one.clockStartedOn, ASSESSMENT_DAYS);
  if (one.status === 'SUBMITTED') return [likely('AuthoriseAssessment', dueOn)];
  return [likely(one.seen.length === 0 ? 'RecordChildSeen' : 'SubmitAssessment', dueOn)];
}

function ofProtection(journey: Journey, one: Case, today: PlainDate): readonly Likely[] {
  const enquiry = openEnquiry(journey, today);
  if (enquiry) return [likely('ConcludeSection47Enquiry', enquiry.conferenceTargetOn)];
  if (discussionWithoutEnquiry(journey, today)) return [likely('StartSection47Enquiry')];
  const awaiting = enquiryAwaitingConference(journey, today);
  if (awaiting) {
    const request = standingRequest(journey, one.caseId);
    const isBooked = request?.plannedOn !== undefined;
    const command =
      request === undefined ? 'RequestConference' : isBooked ? 'HoldInitialConference' : 'ScheduleConference';
    return [likely(command, awaiting.conferenceTargetOn)];
  }
  return conferenceWithoutPlan(journey, today) ? [likely('StartChildProtectionPlan')] : [];
}

function ofPlans(journey: Journey, today: PlainDate): readonly Likely[] {
  const protection = openProtectionPlan(journey, today);
  if (protection) return ofProtectionPlan(journey, protection);
  return openChildInNeedPlan(journey, today) ? [likely('RecordChildInNeedVisit'), likely('HoldChildInNeedReview')] : [];
}

function ofProtectionPlan(journey: Journey, plan: ChildProtectionPlan): readonly Likely[] {
  const last = plan.reviews.at(-1)?.eventId;
  const decided = factsOf(journey, 'ReviewConferenceHeld').find(({ eventId }) => eventId === last)?.data.decision;
  if (decided === 'END') return [likely('EndChildProtectionPlan')];
  return [
    likely('RecordChildProtectionVisit', nextVisitDueOn(plan)),
    likely('HoldCoreGroup', nextCoreGroupDueOn(plan)),
    likely('HoldReviewConference', nextReviewDueOn(plan)),
  ];
}

const afterAssessment = {
  NFA: 'CloseCase',
  EARLY_HELP: 'CloseCase',
  CIN_PLAN: 'StartChildInNeedPlan',
  STRATEGY: 'HoldStrategyDiscussion',
  LAC: 'StartCare',
  SHORT_BREAK: 'AgreeShortBreakBudget',
  OTHER_SERVICE: 'CloseCase',
} as const;

/** Nothing is under way: what the decision on the referral or the last outcome led to, else the closure. */
function afterwards(journey: Journey, one: Case): readonly Likely[] {
  const started = assessments(journey).filter((assessment) => assessment.caseId === one.caseId);
  const discussed = strategyDiscussions(journey).filter((discussion) => discussion.caseId === one.caseId);
  const wentFurther = factsOf(journey, 'CpPlanStarted', 'CinPlanStarted', 'CareStarted', 'ShortBreakBudgetAgreed').some(
    ({ on }) => on >= one.referredOn,
  );
  if (wentFurther) return [likely('CloseCase')];
  const { outcome, authorisedOn } = started.at(-1) ?? {};
  const isDiscussed = discussed.some(({ heldOn }) => heldOn >= (authorisedOn ?? one.referredOn));
  if (outcome === 'STRATEGY' && isDiscussed) return [likely('CloseCase')];
  if (outcome !== undefined) return [likely(afterAssessment[outcome])];
  if (one.decided?.data.decision === 'ACCEPT_STRATEGY' && discussed.length === 0)
    return [likely('HoldStrategyDiscussion')];
  return [likely('StartAssessment', addWorkingDays(one.referredOn, ASSESSMENT_DAYS))];
}

function ofCare(period: PeriodOfCare | undefined, journey: Journey): readonly Likely[] {
  if (period === undefined) return [];
  const isMissing = missingEpisodes(journey).some(({ until }) => until === undefined);
  const { reviews, startedOn } = period;
  const last = reviews.at(-1);
  const unminuted = reviews.findLast(({ minutesCompletedOn }) => minutesCompletedOn === undefined);
  return [
    ...(isMissing ? [likely('EndMissingEpisode')] : []),
    likely('RecordCareVisit'),
    likely('HoldCareReview', careReviewDueOn(startedOn, (last?.number ?? 0) + 1, last?.heldOn)),
    ...(unminuted === undefined ? [] : [likely('CompleteReviewMinutes', unminuted.minutesDueOn)]),
  ];
}

function ofLeaver(journey: Journey, today: PlainDate): readonly Likely[] {
  const leaver = careLeaver(journey);
  if (leaver === undefined || categoryOn(leaver, today) === undefined) return [];
  const [last, entitled] = [leaver.plans.at(-1), leaver.entitlements[0]!];
  return [
    last === undefined
      ? likely('CompletePathwayPlan', firstPathwayPlanDueOn(entitled.from))
      : likely('ReviewPathwayPlan', pathwayReviewDueOn(last.on)),
    likely('RecordLeaverContact'),
  ];
}
