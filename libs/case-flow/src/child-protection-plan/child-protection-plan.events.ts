import { z } from 'zod';
import { categoryOfAbuse, lateReason, protectionPlanEndReason } from '../codes.ts';
import { day, event, identifier, text } from '../event-type.ts';
import { reviewParticipation } from '../looked-after-codes.ts';

const plan = { planId: identifier.optional(), caseId: identifier.optional() };

/** Child protection plan (catalogue A.7). Stored for decades: add fields, never rename or remove them. */
export const childProtectionPlanEvents = {
  CpPlanStarted: event(
    {
      planId: identifier,
      caseId: identifier.optional(),
      startedOn: day,
      category: categoryOfAbuse,
      /** Plans of this authority before the system knew the child; those of other authorities never count (guide 5.4). */
      previousPlansHere: z.number().int().min(0).max(99).optional(),
      /** The authority whose plan it is, where the child stays here for a time only: no measure counts it (CP-01). */
      temporaryForLa: z.string().max(40).optional(),
    },
    { on: 'startedOn' },
  ),
  CpCategoryChanged: event({ ...plan, category: categoryOfAbuse, on: day }, { on: 'on' }),
  CoreGroupHeld: event(
    { ...plan, heldOn: day, chairedBy: z.enum(['TM', 'SW']).optional(), first: z.boolean().optional() },
    { on: 'heldOn' },
  ),
  CpVisitMade: event(
    {
      ...plan,
      visitedOn: day,
      seen: z.boolean(),
      alone: z.boolean().optional(),
      bedroom: z.boolean().optional(),
      by: identifier.optional(),
    },
    { on: 'visitedOn', personal: { note: text } },
  ),
  ReviewConferenceHeld: event(
    {
      ...plan,
      heldOn: day,
      decision: z.enum(['CONTINUE', 'END']).optional(),
      participation: reviewParticipation.optional(),
      quorate: z.boolean().optional(),
      lateReason: lateReason.optional(),
    },
    { on: 'heldOn' },
  ),
  CpPlanEnded: event(
    {
      ...plan,
      endedOn: day,
      reason: protectionPlanEndReason.optional(),
      at: z.enum(['REVIEW_CONFERENCE', 'OTHER']).optional(),
    },
    { on: 'endedOn' },
  ),
} as const;
