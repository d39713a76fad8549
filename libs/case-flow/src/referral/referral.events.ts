import { z } from 'zod';
import { primaryNeed, referralSource } from '../codes.ts';
import { day, event, identifier, text } from '../event-type.ts';

/** Referral (catalogue A.4). Stored for decades: add fields, never rename or remove them. */
export const referralEvents = {
  ReferralReceived: event(
    {
      caseId: identifier,
      referredOn: day,
      source: referralSource,
      contactId: identifier.optional(),
      primaryReason: z.string().max(80).optional(),
      teamId: identifier.optional(),
      areaId: identifier.optional(),
      transferInFrom: z.string().max(40).optional(),
    },
    { on: 'referredOn', personal: { reason: text } },
  ),
  ReferralDecided: event(
    {
      caseId: identifier.optional(),
      decision: z.enum(['ACCEPT_ASSESS', 'ACCEPT_STRATEGY', 'ACCEPT_OTHER', 'NFA']),
      decidedOn: day,
      reason: z.string().max(80).optional(),
    },
    { on: 'decidedOn', personal: { rationale: text } },
  ),
  PrimaryNeedRecorded: event({ caseId: identifier.optional(), code: primaryNeed }),
  NewInformationRecorded: event(
    { caseId: identifier.optional(), contactId: identifier.optional() },
    { personal: { information: text } },
  ),
  TransferInNotified: event(
    {
      caseId: identifier.optional(),
      fromLa: z.string().max(40),
      notifiedOn: day,
      hadCpp: z.boolean(),
    },
    { on: 'notifiedOn' },
  ),
} as const;
