import { z } from 'zod';
import { day, event, identifier, text } from '../event-type.ts';

const plan = { cinPlanId: identifier.optional(), caseId: identifier.optional() };
const budget = { budgetId: identifier.optional(), caseId: identifier.optional() };

/** Child in need plan and short-break budget (catalogue A.8). Add fields, never rename or remove them. */
export const childInNeedPlanEvents = {
  CinPlanStarted: event(
    {
      ...plan,
      startedOn: day,
      /** STANDARD if left out: the census does not tell. */
      kind: z.enum(['STANDARD', 'STEP_DOWN_FROM_CPP', 'SHORT_BREAK_ONLY']).optional(),
      minimumUntil: day.optional(),
    },
    { on: 'startedOn' },
  ),
  CinReviewHeld: event({ ...plan, heldOn: day, decision: z.string().max(80).optional() }, { on: 'heldOn' }),
  CinVisitMade: event(
    { ...plan, visitedOn: day, seen: z.boolean(), alone: z.boolean().optional(), by: identifier.optional() },
    { on: 'visitedOn', personal: { note: text } },
  ),
  CinPlanEnded: event(
    {
      ...plan,
      endedOn: day,
      reason: z.enum(['BECAME_CPP', 'BECAME_CLA', 'STEP_DOWN_EH', 'NEED_MET', 'AGED_OUT', 'MOVED', 'OTHER']).optional(),
    },
    { on: 'endedOn', personal: { overrideReason: text } },
  ),
  ShortBreakBudgetAgreed: event(
    { ...budget, from: day, until: day.optional(), hours: z.number().min(0).max(9999).optional() },
    { on: 'from' },
  ),
  ShortBreakBudgetEnded: event({ ...budget, until: day }, { on: 'until' }),
} as const;
