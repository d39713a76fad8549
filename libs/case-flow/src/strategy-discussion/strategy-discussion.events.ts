import { z } from 'zod';
import { event, identifier, moment, text } from '../event-type.ts';

/** Strategy discussion (catalogue A.6). Stored for decades: add fields, never rename or remove them. */
export const strategyDiscussionEvents = {
  StrategyDiscussionHeld: event(
    {
      strategyId: identifier,
      caseId: identifier.optional(),
      heldAt: moment,
      kind: z.enum(['DISCUSSION', 'MEETING', 'REVIEW']),
      precededBy: z.enum(['INITIAL_ASSESSMENT', 'SINGLE_ASSESSMENT', 'REFERRAL', 'OPEN_PLAN', 'OTHER']).optional(),
      /** The agencies that took part. */
      attendees: z.array(z.string().max(80)).optional(),
      outcome: z.enum(['S47_SINGLE', 'S47_JOINT', 'CONTINUE_ASSESSMENT', 'NFA']),
    },
    { on: 'heldAt', personal: { discussion: text } },
  ),
} as const;
