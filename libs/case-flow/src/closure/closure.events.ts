import { z } from 'zod';
import { closureReason } from '../codes.ts';
import { day, event, identifier, text } from '../event-type.ts';

/** The end of a case (catalogue A.4). Add fields, never rename or remove them. */
export const closureEvents = {
  CaseClosed: event(
    {
      caseId: identifier.optional(),
      closedOn: day,
      reason: closureReason,
      stepDownTo: z.enum(['EARLY_HELP', 'UNIVERSAL']).optional(),
    },
    { on: 'closedOn', personal: { summary: text } },
  ),
  CaseTransferredOut: event(
    { caseId: identifier.optional(), toLa: z.string().max(40), effectiveOn: day, cppTransfer: z.boolean() },
    { on: 'effectiveOn' },
  ),
  /** Only as a correction: from its recording on, the closure of the case is not believed. */
  CaseReopenedInError: event({ caseId: identifier.optional() }, { personal: { reason: text } }),
} as const;
