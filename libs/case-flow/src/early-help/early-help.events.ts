import { z } from 'zod';
import { day, event, identifier } from '../event-type.ts';

const tool = z.enum(['EHA', 'CAF', 'DAF', 'FAMILY_STAR']);

/**
 * Early help (catalogue A.3). Stored for decades: add fields, never rename or remove them. `ehId` is one family's early help
 * for one child, from the request to its closure.
 */
export const earlyHelpEvents = {
  EarlyHelpRequested: event({
    ehId: identifier,
    origin: z.enum(['CONTACT', 'STEP_DOWN', 'SCHOOL', 'SELF']),
    stepDownFrom: z.enum(['CIN', 'CPP', 'CLA', 'ASSESSMENT']).optional(),
    contactId: identifier.optional(),
  }),
  EarlyHelpAssessmentStarted: event(
    { ehId: identifier.optional(), tool, organisation: z.string().max(120).optional(), startedOn: day.optional() },
    { on: 'startedOn' },
  ),
  EarlyHelpAssessmentCompleted: event(
    {
      ehId: identifier.optional(),
      tool,
      organisation: z.string().max(120).optional(),
      completedOn: day,
      purpose: z.enum(['ASSESSMENT', 'BASIC_RECORD', 'ENQUIRY_FORM']).optional(),
    },
    { on: 'completedOn' },
  ),
  /** `attendees` are agencies and roles; names of people do not belong here. */
  TeamAroundFamilyHeld: event(
    { ehId: identifier.optional(), heldOn: day, attendees: z.array(z.string().max(80)).optional() },
    { on: 'heldOn' },
  ),
  EarlyHelpPlanStarted: event(
    { ehId: identifier.optional(), startedOn: day, outcomeScore: z.number().optional() },
    { on: 'startedOn' },
  ),
  EarlyHelpReviewed: event(
    { ehId: identifier.optional(), reviewedOn: day.optional(), outcomeScore: z.number().optional() },
    { on: 'reviewedOn' },
  ),
  EarlyHelpSteppedUp: event(
    {
      ehId: identifier.optional(),
      /** The case it went to; of a step-up to the front door the contact. */
      toReferral: identifier.optional(),
      contactId: identifier.optional(),
      reason: z.enum(['NON_ENGAGEMENT', 'RISK_INCREASED']),
      steppedUpOn: day.optional(),
    },
    { on: 'steppedUpOn' },
  ),
  EarlyHelpClosed: event(
    {
      ehId: identifier.optional(),
      closedOn: day,
      outcome: z.enum(['POSITIVE', 'PARTLY_MET', 'NON_ENGAGEMENT', 'MOVED', 'STEPPED_UP', 'OTHER']),
    },
    { on: 'closedOn' },
  ),
  SupportGroupCaseHeard: event({ groupId: identifier, issueCodes: z.array(z.string().max(40)).optional() }),
  TargetedSupportRegistered: event({ familyId: identifier, centre: z.string().max(120).optional() }),
  TargetedSupportEnded: event({ familyId: identifier }),
} as const;
