import fc from 'fast-check';
import { addDays } from '#calendar/plain-date';
import type { EventName } from '#case-flow/event-catalogue';
import { strayCareEvents } from './stray-care-events.ts';
import { anyDay, flag, ids, maybe, present, told, type Strays, type Told } from './told.ts';

const caseId = maybe(ids('K'));
const none = fc.constant(undefined);

/** Payloads of events that stand anywhere, name anything or nothing, and make no story. The day is added. */
const strays: Strays = {
  ...strayCareEvents,
  ChildRegistered: {
    dob: maybe(anyDay.map((on) => addDays(on, -6500))),
    sex: fc.constantFrom('F', 'M'),
    homeArea: maybe(ids('AREA')),
  },
  DemographicsAmended: { field: fc.constantFrom('homeArea', 'dob'), to: anyDay.map((on) => addDays(on, -6500)) },
  UnbornChildBorn: {},
  PregnancyEnded: { outcome: fc.constantFrom('STILLBIRTH', 'NOT_PREGNANT') },
  ChildDied: {},
  SiblingLinked: { otherChildId: ids('C'), relation: fc.constantFrom('FULL', 'HOUSEHOLD') },
  SiblingUnlinked: { otherChildId: ids('C') },
  NotSameChildRecorded: { otherChildId: ids('C') },
  NotSameChildWithdrawn: { otherChildId: ids('C') },
  MergeRequested: { otherChildId: ids('C') },
  MotherhoodRecorded: { isMother: flag, childsDob: maybe(anyDay) },
  RestrictedRecordAccessed: { accessedBy: ids('W'), granted: flag },
  AdoptedRecordOpened: { newChildId: fc.constant('C9') },
  RecordRestricted: { level: fc.constantFrom('TEAM_ONLY', 'NAMED_WORKERS') },
  RestrictionLifted: {},
  ContactReceived: { contactId: ids('N'), source: fc.constantFrom('1A', '6'), onOpenCase: maybe(flag) },
  ContactScreened: { contactId: maybe(ids('N')), screenedBy: ids('W'), qualified: maybe(flag) },
  ContactRerated: { contactId: maybe(ids('N')), ratedBy: ids('W'), ragThreshold: fc.constantFrom('R', 'A', 'G') },
  AgencyChecksRequested: { contactId: maybe(ids('N')), agency: fc.constant('POLICE') },
  AgencyChecksReturned: { contactId: maybe(ids('N')), agency: fc.constant('POLICE') },
  ContactDecided: { contactId: maybe(ids('N')), outcome: fc.constantFrom('NFA', 'REFERRAL') },
  ContactReopened: { contactId: maybe(ids('N')) },
  EarlyHelpRequested: {
    ehId: ids('H'),
    origin: fc.constantFrom('CONTACT', 'STEP_DOWN'),
    stepDownFrom: maybe(fc.constantFrom('CIN', 'ASSESSMENT')),
  },
  EarlyHelpAssessmentStarted: { ehId: maybe(ids('H')), tool: fc.constantFrom('EHA', 'CAF') },
  TeamAroundFamilyHeld: { ehId: maybe(ids('H')) },
  EarlyHelpPlanStarted: { ehId: maybe(ids('H')), outcomeScore: maybe(fc.nat(10)) },
  EarlyHelpReviewed: { ehId: maybe(ids('H')), outcomeScore: maybe(fc.nat(10)) },
  EarlyHelpAssessmentCompleted: {
    ehId: maybe(ids('H')),
    tool: fc.constantFrom('EHA', 'CAF', 'FAMILY_STAR'),
    purpose: maybe(fc.constantFrom('ASSESSMENT', 'ENQUIRY_FORM')),
  },
  EarlyHelpSteppedUp: { ehId: maybe(ids('H')), reason: fc.constant('RISK_INCREASED') },
  EarlyHelpClosed: { ehId: maybe(ids('H')), outcome: fc.constantFrom('POSITIVE', 'STEPPED_UP') },
  SupportGroupCaseHeard: { groupId: ids('G'), issueCodes: maybe(fc.constantFrom(['HOUSING'], ['HOUSING', 'DEBT'])) },
  TargetedSupportRegistered: { familyId: ids('F') },
  TargetedSupportEnded: { familyId: ids('F') },
  ReferralReceived: {
    caseId: ids('K'),
    source: fc.constantFrom('1A', '6'),
    teamId: maybe(fc.constantFrom('T1', 'MASH')),
    areaId: maybe(ids('AREA')),
  },
  ReferralDecided: { caseId, decision: fc.constantFrom('ACCEPT_ASSESS', 'ACCEPT_STRATEGY', 'ACCEPT_OTHER', 'NFA') },
  PrimaryNeedRecorded: { caseId, code: fc.constant('N1') },
  NewInformationRecorded: { caseId, contactId: maybe(ids('N')) },
  TransferInNotified: { caseId, fromLa: fc.constant('330'), hadCpp: flag },
  CaseAllocated: { caseId, workerId: ids('W'), teamId: maybe(ids('T')), role: fc.constantFrom('LEAD_SW', 'CO_WORKER') },
  CaseDeallocated: { caseId, workerId: ids('W') },
  CaseTransferredBetweenTeams: { caseId, toTeam: ids('T'), area: maybe(ids('AREA')) },
  CaseClosed: { caseId, reason: fc.constantFrom('RC7', 'RC8') },
  CaseReopenedInError: { caseId },
  CaseTransferredOut: { caseId, toLa: fc.constant('335'), cppTransfer: flag },
  AssessmentStarted: {
    caseId,
    assessmentId: ids('A'),
    kind: fc.constantFrom('SINGLE', 'INITIAL', 'CORE', 'S47_CORE'),
    basis: maybe(fc.constantFrom('S17', 'S47')),
  },
  ChildSeenDuringAssessment: { assessmentId: maybe(ids('A')) },
  AssessmentReviewPointHeld: { assessmentId: maybe(ids('A')), point: fc.constantFrom('15', '30', 'OTHER') },
  AssessmentSubmitted: { assessmentId: maybe(ids('A')) },
  AssessmentAuthorised: {
    assessmentId: maybe(ids('A')),
    outcome: maybe(fc.constantFrom('NFA', 'CIN_PLAN')),
    childSeen: maybe(flag),
  },
  AssessmentRejected: { assessmentId: maybe(ids('A')) },
  AssessmentCancelled: { assessmentId: maybe(ids('A')) },
  StrategyDiscussionHeld: {
    caseId,
    strategyId: ids('S'),
    kind: fc.constantFrom('DISCUSSION', 'REVIEW'),
    precededBy: maybe(fc.constantFrom('INITIAL_ASSESSMENT', 'REFERRAL')),
    outcome: fc.constant('S47_SINGLE'),
  },
  Section47Started: { caseId, s47Id: ids('E'), autoS47: maybe(flag) },
  Section47Concluded: { caseId, s47Id: maybe(ids('E')), icpcRequired: flag },
  ConferenceRequested: { caseId, conferenceId: maybe(ids('I')), s47Id: maybe(ids('E')) },
  ConferenceCancelled: { caseId, conferenceId: maybe(ids('I')) },
  ConferenceScheduled: {
    caseId,
    conferenceId: maybe(ids('I')),
    plannedOn: anyDay,
    lateReason: maybe(fc.constant('FAMILY')),
  },
  InitialConferenceHeld: {
    caseId,
    conferenceId: ids('I'),
    s47Id: maybe(ids('E')),
    transferIn: maybe(flag),
    outcome: maybe(fc.constantFrom('CP_PLAN', 'NFA')),
  },
  CpPlanStarted: {
    caseId,
    planId: ids('P'),
    category: fc.constantFrom('NEG', 'EMO'),
    previousPlansHere: maybe(fc.nat(1)),
    temporaryForLa: fc.constantFrom(undefined, undefined, undefined, '335'),
  },
  CpCategoryChanged: { caseId, planId: maybe(ids('P')), category: fc.constantFrom('NEG', 'PHY') },
  CoreGroupHeld: { caseId, planId: maybe(ids('P')) },
  CpVisitMade: { caseId, planId: maybe(ids('P')), seen: flag, alone: maybe(flag) },
  ReviewConferenceHeld: { caseId, planId: maybe(ids('P')) },
  CpPlanEnded: { caseId, planId: maybe(ids('P')) },
  CinPlanStarted: {
    caseId,
    cinPlanId: maybe(ids('Q')),
    kind: maybe(fc.constantFrom('STEP_DOWN_FROM_CPP', 'SHORT_BREAK_ONLY')),
  },
  CinReviewHeld: { caseId, cinPlanId: maybe(ids('Q')) },
  CinVisitMade: { caseId, cinPlanId: maybe(ids('Q')), seen: flag, alone: maybe(flag) },
  CinPlanEnded: { caseId, cinPlanId: maybe(ids('Q')) },
  ShortBreakBudgetAgreed: { caseId, budgetId: maybe(ids('B')), until: maybe(anyDay) },
  ShortBreakBudgetEnded: { caseId, budgetId: maybe(ids('B')) },
  QueueEscalated: {
    escalationId: ids('U'),
    queue: fc.constantFrom('UNALLOCATED', 'CONTACT'),
    subjectId: fc.oneof(ids('K'), ids('N')),
    toRole: fc.constantFrom('TM', 'SM'),
    step: fc.integer({ min: 1, max: 3 }),
    waitedSince: anyDay,
  },
  EscalationAcknowledged: { escalationId: ids('U') },
};

/** Any one of them. */
export const stray: fc.Arbitrary<Told> = fc
  .constantFrom(...(Object.keys(strays) as EventName[]))
  .chain((type) =>
    fc.tuple(anyDay, fc.record({ ...strays[type], absent: none })).map(([on, data]) => told(type, on, present(data))),
  );
