import { z } from 'zod';
import { socialWorkerChangeReason } from '../codes.ts';
import { day, event, identifier } from '../event-type.ts';

/** Allocation of a case to a worker and a team (catalogue A.4). Add fields, never rename or remove them. */
export const allocationEvents = {
  CaseAllocated: event(
    {
      caseId: identifier.optional(),
      workerId: identifier,
      teamId: identifier.optional(),
      /** The team's area on that day, so that a figure by area needs no second stream. */
      areaId: identifier.optional(),
      role: z.enum(['LEAD_SW', 'CO_WORKER', 'PA', 'EHW']),
      from: day,
    },
    { on: 'from' },
  ),
  CaseDeallocated: event(
    {
      caseId: identifier.optional(),
      workerId: identifier,
      until: day,
      reason: socialWorkerChangeReason.optional(),
    },
    { on: 'until' },
  ),
  CaseTransferredBetweenTeams: event(
    {
      caseId: identifier.optional(),
      fromTeam: identifier.optional(),
      toTeam: identifier,
      effectiveOn: day,
      area: identifier.optional(),
    },
    { on: 'effectiveOn' },
  ),
} as const;
