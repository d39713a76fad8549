import { z } from 'zod';
import { lateReason, primaryNeed } from '../codes.ts';
import { day, event, identifier, moment, text } from '../event-type.ts';
import { strengthsQuestionnaireReason } from '../leaver-codes.ts';
import {
  legalStatus,
  missingKind,
  placementChangeReason,
  placementProvider,
  placementType,
  reasonEpisodeCeased,
  reasonForNewEpisode,
  reviewParticipation,
} from '../looked-after-codes.ts';
import { courtAndAdoptionEvents } from './court-and-adoption.events.ts';

const period = { periodId: identifier.optional(), caseId: identifier.optional() };

/** Where a child is placed. The postcode is personal; the URN is the home's number in Ofsted's register. */
const placement = {
  type: placementType,
  /** None for a temporary placement (B.5). */
  provider: placementProvider.optional(),
  urn: z.string().max(20).optional(),
  carerId: identifier.optional(),
  sameCarer: z.boolean().optional(),
  intendedTo18: z.boolean().optional(),
  regBasis: z.enum(['REG19', 'REG24', 'INTERIM_ORDER_WITH_PARENT', 'CARE_ORDER_WITH_PARENT']).optional(),
};

const periodEvents = {
  CareStarted: event(
    {
      periodId: identifier,
      caseId: identifier.optional(),
      startedOn: day,
      legalStatus,
      need: primaryNeed.optional(),
      placement: z.object({ placementId: identifier.optional(), ...placement }).optional(),
      rne: reasonForNewEpisode.optional(),
    },
    { on: 'startedOn', personal: { homePostcode: text, placementPostcode: text } },
  ),
  LegalStatusChanged: event({ ...period, on: day, legalStatus, orderId: identifier.optional() }, { on: 'on' }),
  PlacementStarted: event(
    { ...period, placementId: identifier, on: day, ...placement },
    { on: 'on', personal: { postcode: text } },
  ),
  PlacementEnded: event(
    { ...period, placementId: identifier.optional(), on: day, changeReason: placementChangeReason.optional() },
    { on: 'on' },
  ),
  CareCeased: event(
    { ...period, ceasedOn: day, reason: reasonEpisodeCeased, destination: z.string().max(80).optional() },
    { on: 'ceasedOn' },
  ),
  RespiteStayRecorded: event(
    {
      stayId: identifier.optional(),
      caseId: identifier.optional(),
      from: day,
      until: day,
      legalStatus: legalStatus.extract(['V3', 'V4']),
    },
    { on: 'from' },
  ),
} as const;

const duringCareEvents = {
  CareReviewHeld: event(
    {
      reviewId: identifier.optional(),
      ...period,
      heldOn: day,
      kind: z.enum(['FIRST', 'SECOND', 'SUBSEQUENT', 'BROUGHT_FORWARD']).optional(),
      participation: reviewParticipation.optional(),
      lateReason: lateReason.optional(),
    },
    { on: 'heldOn' },
  ),
  /** `reviewId` is the review's own id or that of its event; without it the latest review held by then is meant. */
  ReviewMinutesCompleted: event(
    { reviewId: identifier.optional(), ...period, completedOn: day },
    { on: 'completedOn' },
  ),
  IroContactMade: event({ ...period, on: day }, { on: 'on' }),
  CareVisitMade: event(
    { ...period, visitedOn: day, seen: z.boolean(), alone: z.boolean().optional(), by: identifier.optional() },
    { on: 'visitedOn', personal: { note: text } },
  ),
  MissingEpisodeStarted: event(
    { missingId: identifier.optional(), ...period, from: moment, kind: missingKind },
    { on: 'from' },
  ),
  MissingEpisodeEnded: event(
    {
      missingId: identifier.optional(),
      ...period,
      until: moment,
      returnInterviewOffered: z.boolean().optional(),
      /** The instant of the offer; without it the offer is known from the instant of its recording. */
      returnInterviewOfferedAt: moment.optional(),
      accepted: z.boolean().optional(),
    },
    { on: 'until' },
  ),
  HealthAssessmentDone: event({ ...period, on: day }, { on: 'on' }),
  DentalCheckDone: event({ ...period, on: day }, { on: 'on' }),
  ImmunisationsRecorded: event({ ...period, on: day, upToDate: z.boolean().optional() }, { on: 'on' }),
  SdqScored: event(
    {
      ...period,
      on: day,
      score: z.number().int().min(0).max(40).optional(),
      reason: strengthsQuestionnaireReason.optional(),
    },
    { on: 'on' },
  ),
  /** Not in the catalogue: the UASC file of the SSDA903 return. `until` is the day the status ended (DUC). */
  UnaccompaniedStatusRecorded: event({ from: day.optional(), until: day.optional() }, { on: 'from' }),
} as const;

/** Being looked after (catalogue A.9). Stored for decades: add fields, never rename or remove them. */
export const careEvents = {
  ...periodEvents,
  ...duringCareEvents,
  ...courtAndAdoptionEvents,
} as const;
