import {
  epochMilliseconds,
  instantFromEpochMilliseconds,
  londonDate,
  startOfLondonDay,
  type Instant,
} from '#calendar/instant';
import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';
import type { Escalation } from '#case-flow/escalation/escalation';
import type { Wait } from '#case-flow/escalation/waits';
import { policyFor } from '#reference/policies';
import type { Policy } from '#reference/reference';

/** After how long what waits is escalated: this authority's own policy, as known on the day. */
export interface EscalationPolicy {
  readonly contactHours: number;
  readonly unallocatedWorkingDays: number;
  readonly againWorkingDays: number;
}

export function escalationPolicy(policies: readonly Policy[], on: PlainDate): EscalationPolicy {
  const number = (key: string) => Number(policyFor(policies, key, on));
  return {
    contactHours: number('escalateContactHours'),
    unallocatedWorkingDays: Math.ceil(number('escalateUnallocatedWd')),
    againWorkingDays: Math.max(1, Math.ceil(number('escalateAgainWd'))),
  };
}

/** What is to be raised next: its number, and whom it goes to. */
export interface NextStep {
  readonly step: number;
  readonly toRole: 'TM' | 'SM';
}

/**
 * The step that a wait is due for at an instant, if it is: first to the team manager when the policy's time is over, and after
 * each further working day to the service manager. What stands with the service manager unanswered is not raised again, it
 * stands there; acknowledged and still waiting a working day later, it is.
 */
export function nextStep(
  wait: Wait,
  taken: readonly Escalation[],
  now: Instant,
  policy: EscalationPolicy,
): NextStep | undefined {
  const last = taken.at(-1);
  if (last === undefined) return now >= firstDueAt(wait, policy) ? { step: 1, toRole: 'TM' } : undefined;
  const { raised, acknowledged } = last;
  if (raised.data.toRole === 'SM' && acknowledged === undefined) return undefined;
  const since = acknowledged?.data.acknowledgedAt ?? raised.data.escalatedAt;
  return now >= workingDaysAfter(since, policy.againWorkingDays)
    ? { step: raised.data.step + 1, toRole: 'SM' }
    : undefined;
}

/** The instant from which a wait is too long. Hours are hours of the clock; working days end when the last of them does. */
export function firstDueAt({ queue, since, sinceAt }: Wait, policy: EscalationPolicy): Instant {
  if (queue === 'CONTACT')
    return instantFromEpochMilliseconds(epochMilliseconds(sinceAt) + Math.round(policy.contactHours * 3_600_000));
  return startOfLondonDay(addDays(addWorkingDays(since, policy.unallocatedWorkingDays), 1));
}

/** The same time of the day so many working days later. */
function workingDaysAfter(at: Instant, days: number): Instant {
  const day = londonDate(at);
  const sinceMidnight = epochMilliseconds(at) - epochMilliseconds(startOfLondonDay(day));
  return instantFromEpochMilliseconds(epochMilliseconds(startOfLondonDay(addWorkingDays(day, days))) + sinceMidnight);
}
