import { z } from 'zod';
import { lateReason } from '../codes.ts';
import { day, event, identifier } from '../event-type.ts';

/** Initial child protection conference (catalogue A.6). Stored for decades: add fields, never rename or remove them. */
export const conferenceEvents = {
  ConferenceRequested: event(
    {
      conferenceId: identifier.optional(),
      caseId: identifier.optional(),
      s47Id: identifier.optional(),
      requestedOn: day,
    },
    { on: 'requestedOn' },
  ),
  /** Dated by the day of the booking: `plannedOn` lies ahead of it. */
  ConferenceScheduled: event({
    conferenceId: identifier.optional(),
    caseId: identifier.optional(),
    plannedOn: day,
    lateReason: lateReason.optional(),
  }),
  InitialConferenceHeld: event(
    {
      conferenceId: identifier,
      caseId: identifier.optional(),
      heldOn: day,
      s47Id: identifier.optional(),
      transferIn: z.boolean().optional(),
      outcome: z.enum(['CP_PLAN', 'CIN_PLAN', 'NFA', 'OTHER']).optional(),
      quorate: z.boolean().optional(),
      children: z.array(identifier).optional(),
      lateReason: lateReason.optional(),
    },
    { on: 'heldOn' },
  ),
  ConferenceCancelled: event({
    conferenceId: identifier.optional(),
    caseId: identifier.optional(),
    reason: z.string().max(80).optional(),
  }),
} as const;
