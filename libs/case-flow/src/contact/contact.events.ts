import { z } from 'zod';
import { contactOutcome, referralSource } from '../codes.ts';
import { event, identifier, moment, text } from '../event-type.ts';

/**
 * A contact at the front door (catalogue A.2). Stored for decades: add fields, never rename or remove them. A contact about
 * several children stands on the stream of each, with one `contactId`.
 */
export const contactEvents = {
  ContactReceived: event(
    {
      contactId: identifier,
      /** The children it is about. The stream says which child this is, so an import may leave them out. */
      children: z.array(identifier).optional(),
      source: referralSource,
      sourceOrg: z.string().max(120).optional(),
      method: z.enum(['PHONE', 'EMAIL', 'FORM', 'POLICE_NOTIFICATION', 'IN_PERSON']).optional(),
      receivedAt: moment,
      hub: z.enum(['MASH', 'EARLY_HELP_HUB', 'EDT']).optional(),
      reasonCodes: z.array(z.string().max(40)).optional(),
      onOpenCase: z.boolean().optional(),
    },
    { on: 'receivedAt', personal: { narrative: text } },
  ),
  ContactScreened: event(
    {
      contactId: identifier.optional(),
      screenedAt: moment,
      screenedBy: identifier,
      /** Where absent, the worker register of that day says; one whom nobody registered counts as qualified. */
      qualified: z.boolean().optional(),
      ragThreshold: z.enum(['R', 'A', 'G']).optional(),
    },
    { on: 'screenedAt' },
  ),
  /** What the screening said of the threshold stays on record; from here on this rating counts. */
  ContactRerated: event(
    { contactId: identifier.optional(), ratedAt: moment, ratedBy: identifier, ragThreshold: z.enum(['R', 'A', 'G']) },
    { on: 'ratedAt', personal: { reason: text } },
  ),
  AgencyChecksRequested: event(
    { contactId: identifier.optional(), agency: z.string().max(80), at: moment },
    { on: 'at' },
  ),
  AgencyChecksReturned: event(
    { contactId: identifier.optional(), agency: z.string().max(80), at: moment },
    { on: 'at', personal: { findings: text } },
  ),
  ContactDecided: event(
    { contactId: identifier.optional(), outcome: contactOutcome, decidedAt: moment },
    { on: 'decidedAt', personal: { rationale: text } },
  ),
  ContactReopened: event({ contactId: identifier.optional() }, { personal: { reason: text } }),
} as const;
