import { addDays } from '#calendar/plain-date';
import type { Journey } from '#case-flow/journey';
import { endOf, type Case } from '#case-flow/referral/case';
import { isMash } from '#case-flow/workforce/register';
import { responsibleIn } from '../stretches.ts';
import { clock, type Clock } from './clock.ts';

/**
 * An accepted case that the front door has handed on needs a lead social worker within seven days of the referral: the rule
 * of UN-02, so that what is late here is what that measure counts. A case whose lead has left is late at once.
 */
export function allocationClocks(journey: Journey, one: Case): readonly Clock[] {
  const { caseId, received, referredOn, acceptedOn } = one;
  if (acceptedOn === undefined) return [];
  const endedOn = endOf(one);
  return responsibleIn(one, { from: acceptedOn, ...(endedOn === undefined ? {} : { to: endedOn }) })
    .filter(({ allocated, team, from }) => !allocated && !isMash(journey, team, from))
    .map((days) => clock('Allocation', received, caseId, days, addDays(referredOn, 7)));
}
