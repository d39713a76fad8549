import { z } from 'zod';
import { assessmentFactor, assessmentKind, assessmentOutcome } from '../codes.ts';
import { day, event, identifier, text } from '../event-type.ts';

const assessmentId = identifier.optional();

/**
 * Assessment (catalogue A.5). Stored for decades: add fields, never rename or remove them. Follow-ups without an
 * `assessmentId` belong to the latest assessment started by their day.
 */
export const assessmentEvents = {
  AssessmentStarted: event(
    {
      caseId: identifier.optional(),
      assessmentId: identifier,
      kind: assessmentKind,
      startedOn: day,
      basis: z.enum(['S17', 'S47']).optional(),
      trigger: z.enum(['NEW_REFERRAL', 'NEW_INFORMATION', 'STRATEGY']).optional(),
      targetWd: z.int().positive().optional(),
      reviewPointOn: day.optional(),
    },
    { on: 'startedOn' },
  ),
  ChildSeenDuringAssessment: event(
    { assessmentId, seenOn: day, alone: z.boolean().optional(), by: identifier.optional() },
    { on: 'seenOn' },
  ),
  AssessmentReviewPointHeld: event(
    {
      assessmentId,
      /** Working days; event files write the number as text or as a number. */
      point: z.union([z.literal([15, 30]), z.enum(['15', '30', 'OTHER'])]),
      heldOn: day,
      decision: z.enum(['CONTINUE', 'COMPLETE_NOW']).optional(),
    },
    { on: 'heldOn' },
  ),
  AssessmentSubmitted: event({ assessmentId, submittedOn: day }, { on: 'submittedOn' }),
  AssessmentAuthorised: event(
    {
      assessmentId,
      authorisedOn: day,
      outcome: assessmentOutcome.optional(),
      factors: z.array(assessmentFactor).optional(),
      childSeen: z.boolean().optional(),
    },
    { on: 'authorisedOn' },
  ),
  AssessmentRejected: event({ assessmentId }, { personal: { reason: text } }),
  AssessmentCancelled: event({ assessmentId }, { personal: { reason: text } }),
} as const;
