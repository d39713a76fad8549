import fc from 'fast-check';
import { adoptionReversal, previousPermanence } from '#case-flow/leaver-codes';
import { anyDay, flag, ids, maybe, type Strays } from './told.ts';

const caseId = maybe(ids('K'));

/** Payloads of events of care, courts, adoption and leaving care that make no story. The day is added. */
export const strayCareEvents: Strays = {
  CareStarted: { caseId, periodId: ids('L'), legalStatus: fc.constantFrom('C1', 'V2', 'V3', 'V4') },
  LegalStatusChanged: { caseId, periodId: maybe(ids('L')), legalStatus: fc.constantFrom('C2', 'V2', 'V4') },
  CareReviewHeld: { caseId, periodId: maybe(ids('L')), kind: maybe(fc.constantFrom('FIRST', 'SUBSEQUENT')) },
  ReviewMinutesCompleted: { periodId: maybe(ids('L')) },
  CareVisitMade: { caseId, periodId: maybe(ids('L')), seen: flag },
  PlacementStarted: {
    periodId: maybe(ids('L')),
    placementId: fc.constantFrom('Z1', 'Z2', 'Z3', 'Z4'),
    type: fc.constantFrom('U6', 'U4', 'K2', 'P1', 'T3', 'A5', 'A6'),
    carerId: maybe(ids('F')),
    sameCarer: maybe(flag),
    intendedTo18: maybe(flag),
    regBasis: maybe(fc.constantFrom('REG19', 'REG24', 'INTERIM_ORDER_WITH_PARENT', 'CARE_ORDER_WITH_PARENT')),
  },
  PlacementEnded: { periodId: maybe(ids('L')), placementId: maybe(fc.constantFrom('Z1', 'Z2')) },
  MissingEpisodeStarted: { missingId: maybe(ids('M')), kind: fc.constantFrom('M', 'A') },
  MissingEpisodeEnded: { missingId: maybe(ids('M')), returnInterviewOffered: maybe(flag) },
  UnaccompaniedStatusRecorded: { until: maybe(anyDay) },
  LegalPlanningMeetingHeld: { caseId },
  ProceedingsIssued: { caseId },
  CareOrderDischarged: { caseId },
  AdoptionDecisionMade: { caseId },
  AdoptionDecisionReversed: { caseId, reason: maybe(fc.constantFrom(...adoptionReversal.options)) },
  SgoMade: { caseId, carerRelation: maybe(fc.constant('RELATIVE')) },
  CaoMade: { caseId },
  PreProceedingsStarted: { caseId },
  DolOrderStarted: { caseId, orderId: maybe(ids('O')) },
  DolOrderEnded: { caseId, orderId: maybe(ids('O')) },
  PreviousPermanenceRecorded: { kind: fc.constantFrom(...previousPermanence.options) },
  PlacementOrderMade: { caseId },
  AdoptionMatched: { caseId },
  PlacedForAdoption: { caseId },
  AdoptionOrderMade: { caseId },
  RespiteStayRecorded: {
    caseId,
    stayId: maybe(ids('Y')),
    until: anyDay,
    legalStatus: fc.constantFrom('V3', 'V4'),
  },
  IroContactMade: { caseId, periodId: maybe(ids('L')) },
  HealthAssessmentDone: { caseId, periodId: maybe(ids('L')) },
  DentalCheckDone: { caseId, periodId: maybe(ids('L')) },
  ImmunisationsRecorded: { caseId, periodId: maybe(ids('L')), upToDate: maybe(flag) },
  SdqScored: { caseId, periodId: maybe(ids('L')), score: maybe(fc.nat(40)) },
  CareCeased: { caseId, periodId: maybe(ids('L')), reason: fc.constantFrom('E4A', 'E8', 'E12', 'E45') },
  LeaverEligibilitySet: {
    category: fc.constantFrom('ELIGIBLE', 'RELEVANT', 'FORMER_RELEVANT', 'QUALIFYING', 'OTHER'),
  },
  PathwayPlanCompleted: {},
  PathwayPlanReviewed: {},
  PersonalAdviserAllocated: { workerId: ids('W'), teamId: maybe(ids('T')) },
  LeaverContactMade: { inTouch: fc.constantFrom('YES', 'NO', 'DIED', 'RHOM') },
  AccommodationRecorded: { code: fc.constantFrom('U', 'X', 'R', '0'), suitable: maybe(fc.constantFrom(1, 2)) },
  ActivityRecorded: { code: fc.constantFrom('F2', 'G5', '0') },
};
