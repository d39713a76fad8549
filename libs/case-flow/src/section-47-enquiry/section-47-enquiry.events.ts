import { z } from 'zod';
import { day, event, identifier, text } from '../event-type.ts';

/** Section 47 enquiry (catalogue A.6). Stored for decades: add fields, never rename or remove them. */
export const section47EnquiryEvents = {
  Section47Started: event(
    {
      s47Id: identifier,
      caseId: identifier.optional(),
      strategyId: identifier.optional(),
      startedOn: day,
      icpcTargetOn: day.optional(),
      /** Opened by the system together with an assessment, not by a strategy discussion (G39). */
      autoS47: z.boolean().optional(),
    },
    { on: 'startedOn' },
  ),
  Section47Concluded: event(
    {
      s47Id: identifier.optional(),
      caseId: identifier.optional(),
      concludedOn: day,
      /** The census names no outcome, only whether a conference was required. */
      outcome: z.enum(['ICPC', 'NOT_SUBSTANTIATED', 'SUBSTANTIATED_NO_RISK', 'CIN', 'LEGAL']).optional(),
      icpcRequired: z.boolean(),
      autoS47: z.boolean().optional(),
    },
    { on: 'concludedOn', personal: { analysis: text } },
  ),
} as const;
