import { z } from 'zod';
import { day, event, identifier, moment, text } from '../event-type.ts';

/** What may wait too long: a case without a lead social worker, or a contact that nobody has decided on. */
export const escalatedQueue = z.enum(['UNALLOCATED', 'CONTACT']);

/** Whom it goes to, the next senior last: a team manager, then a service manager. */
export const escalatedTo = z.enum(['TM', 'SM']);

/**
 * What waited too long and went to the next senior. It is on the child's stream, so that who was told, when, and who took
 * it up stays on record. Stored for decades: add fields, never rename or remove them.
 */
export const escalationEvents = {
  QueueEscalated: event(
    {
      escalationId: identifier,
      queue: escalatedQueue,
      /** The case or the contact that waits. */
      subjectId: identifier,
      toRole: escalatedTo,
      /** 1 for the first time of this wait, then 2, 3 and on. */
      step: z.int().min(1).max(999),
      /** The first day of the wait: a case that loses its lead social worker begins to wait anew. */
      waitedSince: day,
      escalatedAt: moment,
    },
    { on: 'escalatedAt' },
  ),
  EscalationAcknowledged: event(
    { escalationId: identifier, acknowledgedAt: moment },
    { on: 'acknowledgedAt', personal: { note: text } },
  ),
} as const;
