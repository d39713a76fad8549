import { plainDate, type PlainDate } from '#calendar/plain-date';
import { addMonths } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import { assessments } from '#case-flow/assessment/assessment';
import { periodsOfCare } from '#case-flow/care/periods-of-care';
import { journeysOf } from '#case-flow/child-identity/merged-children';
import { childProtectionPlans } from '#case-flow/child-protection-plan/child-protection-plans';
import { initialConferences } from '#case-flow/conference/initial-conferences';
import { factsOf } from '#case-flow/journey';
import { cases, endOf, heldOn } from '#case-flow/referral/case';
import { section47Enquiries } from '#case-flow/section-47-enquiry/section-47-enquiries';
import { simulatedPopulation } from './population.ts';
import { simulate } from './simulate.ts';

const children = 600;
const [from, to] = [plainDate('2024-11-01'), plainDate('2026-10-31')];
const events = [...simulate({ children, seed: 12 })];
const journeys = journeysOf(events);
const inTime = (on: PlainDate | undefined): boolean => on !== undefined && on >= from && on <= to;
const percent = (some: readonly unknown[], all: readonly unknown[]) => (100 * some.length) / all.length;

const referrals = journeys.flatMap((journey) => cases(journey).filter((one) => inTime(one.referredOn)));
const assessed = journeys.flatMap((journey) => assessments(journey).filter((one) => inTime(one.authorisedOn)));
const enquiries = journeys.flatMap((journey) => section47Enquiries(journey).filter((one) => inTime(one.startedOn)));
const conferences = journeys.flatMap((journey) => initialConferences(journey).filter((one) => inTime(one.heldOn)));
const followed = conferences.filter((one) => !one.transferIn);
const plans = journeys.flatMap((journey) => childProtectionPlans(journey));
const periods = journeys.flatMap((journey) => periodsOfCare(journey));
const stock = (all: readonly { readonly startedOn: PlainDate; readonly endedOn?: PlainDate }[], on: PlainDate) =>
  all.filter((one) => one.startedOn <= on && !((one.endedOn ?? '9999-12-31') <= on)).length;

/** Between two figures: the bands are wide enough for another seed, and narrow enough to notice a broken path. */
const between = (figure: number, low: number, high: number) => {
  expect(figure).toBeGreaterThanOrEqual(low);
  expect(figure).toBeLessThanOrEqual(high);
};

describe('the simulated authority looks like the ones that publish their figures', () => {
  it('has re-referrals near 22%, referrals with no further action near 7%, decisions in time near 92%', () => {
    const earlier = journeys.flatMap((journey) =>
      cases(journey).filter(
        ({ referredOn: on }) =>
          inTime(on) && cases(journey).some((one) => one.referredOn < on && one.referredOn >= addMonths(on, -12)),
      ),
    );
    between(percent(earlier, referrals), 14, 31);
    between(
      percent(
        referrals.filter((one) => one.decided?.data.decision === 'NFA'),
        referrals,
      ),
      3,
      12,
    );
    const decided = referrals.filter((one) => (one.decided?.on ?? '9999-12-31') <= addWorkingDays(one.referredOn, 1));
    between(percent(decided, referrals), 85, 97);
  });

  it('completes five of six assessments in 45 working days, and two of three children are seen', () => {
    const quick = assessed.filter((one) => one.authorisedOn! <= addWorkingDays(one.clockStartedOn, 45));
    between(percent(quick, assessed), 77, 93);
    between(
      percent(
        assessed.filter((one) => one.childSeen),
        assessed,
      ),
      55,
      75,
    );
  });

  it('brings 45 of 100 enquiries to a conference, four of five in 15 working days, nine of ten to a plan', () => {
    between(percent(followed, enquiries), 30, 60);
    between(
      percent(
        followed.filter((one) => one.heldOn <= one.dueOn!),
        followed,
      ),
      65,
      92,
    );
    between(
      percent(
        conferences.filter((one) => one.outcome === 'CP_PLAN'),
        conferences,
      ),
      75,
      98,
    );
  });

  it('has protection plans and children in care by the rates of England', () => {
    const total = simulatedPopulation(children, 2025, 2025).find(({ data }) => data.area === 'TOTAL')!.data.age0to17;
    const rate = (count: number) => (10_000 * count) / total;
    const care = periods
      .filter(
        (one) => !one.legalStatuses.some(({ legalStatus }) => legalStatus.startsWith('V3') || legalStatus === 'V4'),
      )
      .map((one) => ({ startedOn: one.startedOn, ...(one.ceasedOn ? { endedOn: one.ceasedOn } : {}) }));
    for (const on of [from, plainDate('2025-10-31'), to]) {
      between(rate(stock(plans, on)), 20, 75);
      between(rate(stock(care, on)), 40, 95);
    }
    between(rate(referrals.length / 2), 380, 700);
  });

  it('holds nine of ten reviews in time', () => {
    const reviews = plans.flatMap((plan) => plan.reviews);
    between(
      percent(
        reviews.filter((one) => one.heldOn <= one.dueOn),
        reviews,
      ),
      84,
      98,
    );
    const inCare = periods.flatMap((period) => period.reviews).filter((one) => one.dueOn !== undefined);
    between(
      percent(
        inCare.filter((one) => one.heldOn <= one.dueOn!),
        inCare,
      ),
      86,
      98,
    );
  });

  it('spreads over three areas and a team of the whole city', () => {
    const areas = referrals.map((one) => heldOn(one, one.referredOn).area ?? 'CITYWIDE');
    for (const area of ['EAST', 'NWC', 'SOUTH'])
      between(
        percent(
          areas.filter((one) => one === area),
          areas,
        ),
        20,
        50,
      );
    between(
      percent(
        areas.filter((one) => one === 'CITYWIDE'),
        areas,
      ),
      0.5,
      12,
    );
  });

  it('leaves cases waiting without a social worker on the last day', () => {
    const waiting = journeys.flatMap((journey) =>
      cases(journey).filter(
        (one) =>
          one.acceptedOn !== undefined && endOf(one) === undefined && one.leads.every((lead) => lead.to !== undefined),
      ),
    );
    expect(waiting.length).toBeGreaterThan(0);
  });

  it('tells of siblings by one contact, and of the unborn who are born', () => {
    const streams = new Map<string, Set<string>>();
    for (const journey of journeys)
      for (const { data } of factsOf(journey, 'ContactReceived'))
        streams.set(data.contactId, (streams.get(data.contactId) ?? new Set()).add(journey.childId));
    const sizes = [...streams.values()].map((ids) => ids.size);
    between((100 * sizes.filter((size) => size > 1).length) / sizes.length, 20, 50);
    expect(Math.max(...sizes)).toBe(4);
    expect(journeys.some((journey) => factsOf(journey, 'UnbornChildBorn').length > 0)).toBe(true);
  });

  it('knows every event of the main path', () => {
    const types = new Set(events.map((event) => event.type));
    const missing = mainPath.filter((type) => !types.has(type));
    expect(missing).toEqual([]);
  });
});

const mainPath =
  `ChildRegistered SiblingLinked UnbornChildBorn DemographicsAmended DuplicateRecordsMerged MergedInto RecordRestricted
  EventDateCorrected EventVoided ContactReceived ContactScreened AgencyChecksRequested AgencyChecksReturned ContactDecided
  EarlyHelpRequested EarlyHelpAssessmentStarted EarlyHelpAssessmentCompleted TeamAroundFamilyHeld EarlyHelpPlanStarted
  EarlyHelpReviewed EarlyHelpClosed EarlyHelpSteppedUp TargetedSupportRegistered TargetedSupportEnded SupportGroupCaseHeard ReferralReceived ReferralDecided PrimaryNeedRecorded CaseAllocated
  CaseDeallocated CaseTransferredBetweenTeams NewInformationRecorded TransferInNotified CaseTransferredOut CaseClosed
  AssessmentStarted ChildSeenDuringAssessment AssessmentReviewPointHeld AssessmentSubmitted AssessmentAuthorised
  AssessmentRejected AssessmentCancelled StrategyDiscussionHeld Section47Started Section47Concluded ConferenceRequested
  ConferenceScheduled InitialConferenceHeld CpPlanStarted CpCategoryChanged CoreGroupHeld CpVisitMade ReviewConferenceHeld
  CpPlanEnded CinPlanStarted CinReviewHeld CinVisitMade CinPlanEnded ShortBreakBudgetAgreed RespiteStayRecorded CareStarted
  LegalStatusChanged PlacementStarted PlacementEnded CareReviewHeld ReviewMinutesCompleted IroContactMade CareVisitMade
  HealthAssessmentDone DentalCheckDone ImmunisationsRecorded SdqScored MissingEpisodeStarted MissingEpisodeEnded
  LegalPlanningMeetingHeld ProceedingsIssued SgoMade CareCeased UnaccompaniedStatusRecorded LeaverEligibilitySet PathwayPlanCompleted PathwayPlanReviewed
  PersonalAdviserAllocated LeaverContactMade AccommodationRecorded ActivityRecorded`.split(/\s+/);
