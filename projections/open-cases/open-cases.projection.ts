import { addDays } from '#calendar/plain-date';
import type { Journey } from '#case-flow/journey';
import { cases, endOf, type Case } from '#case-flow/referral/case';
import { isMash } from '#case-flow/workforce/register';
import { projection } from '#measures/projection';
import { acceptanceEvents, leadEvents } from '../case-events.ts';
import { holdingFacts, responsibleIn } from '../stretches.ts';

/**
 * The days an accepted case was open, one row for each stretch of them in one team and area, with or without a lead
 * social worker. Referrals not decided yet and those with no further action have none.
 */
export const openCases = projection({
  name: 'open-cases',
  question: 'Which accepted cases are open, and which have no lead social worker?',
  version: 2,
  columns: {
    caseId: 'text',
    referredOn: 'day',
    acceptedOn: 'day',
    /** Held by the front door. */
    isAtFrontDoor: 'flag',
    /** In a stretch without a lead social worker: the first day more than seven days after the referral. */
    unallocatedFrom: 'day',
    /** The seventh day itself, for the variant that counts from it. */
    unallocatedFromDay7: 'day',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...leadEvents, ...acceptanceEvents],
  rows: (journey) =>
    cases(journey).flatMap((one) => (one.acceptedOn === undefined ? [] : rows(journey, one, one.acceptedOn))),
});

function rows(journey: Journey, one: Case, acceptedOn: NonNullable<Case['acceptedOn']>) {
  const { caseId, referredOn } = one;
  const endedOn = endOf(one);
  const interval = { from: acceptedOn, ...(endedOn === undefined ? {} : { to: endedOn }) };
  return responsibleIn(one, interval).map(({ from, to, team, area, allocated }) => ({
    rowId: `${one.received.childId}/${caseId}#${from}`,
    because: [one.received, one.decided, ...holdingFacts(journey, one), one.closed].filter(
      (fact) => fact !== undefined,
    ),
    cells: {
      caseId,
      referredOn,
      acceptedOn,
      isAtFrontDoor: isMash(journey, team, from),
      unallocatedFrom: allocated ? null : addDays(referredOn, 8),
      unallocatedFromDay7: allocated ? null : addDays(referredOn, 7),
      from,
      to: to ?? null,
      team,
      area,
    },
  }));
}
