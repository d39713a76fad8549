import type { PlainDate } from '#calendar/plain-date';
import type { Decision } from '../command.ts';
import type { Journey } from '../journey.ts';
import { openChildInNeedPlan } from './child-in-need-plans.ts';

/**
 * The end of the child in need plan that is open on a day, because a child protection plan or a period of care starts
 * that day; nothing where none is open. No minimum is asked for (DfE 4001, 4016, 4017).
 */
export function supersededPlan(
  journey: Journey,
  on: PlainDate,
  reason: 'BECAME_CPP' | 'BECAME_CLA',
): readonly Decision[] {
  const open = openChildInNeedPlan(journey, on);
  if (!open || open.endedOn !== undefined) return []; // a later end already known is for a practitioner to correct
  const { planId, caseId } = open;
  const ids = { ...(planId === undefined ? {} : { cinPlanId: planId }), ...(caseId === undefined ? {} : { caseId }) };
  return [{ type: 'CinPlanEnded', data: { ...ids, endedOn: on, reason } }];
}
