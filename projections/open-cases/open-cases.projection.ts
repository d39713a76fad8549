import { addDays, type PlainDate } from '#calendar/plain-date';
import type { Journey } from '#case-flow/journey';
import { cases, endOf, type Case } from '#case-flow/referral/case';
import { isMash } from '#case-flow/workforce/register';
import { projection } from '#measures/projection';
import { acceptanceEvents, leadEvents } from '../case-events.ts';
import { changesOf, holdingFacts, responsibleOn, stretches } from '../stretches.ts';
import { changesOfShortBreaks, onlyShortBreaksOn, serviceEvents } from './short-break-only.ts';

/**
 * The days an accepted case was open, one row for each stretch of them in one team and area, with or without a lead
 * social worker, with short breaks only or with more. Referrals not decided yet and those with no further action have none.
 */
export const openCases = projection({
  name: 'open-cases',
  question: 'Which accepted cases are open, which have no lead social worker, and which only short breaks?',
  version: 3,
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
    /** A budget for short breaks and nothing else: no plan, assessment or care (catalogue C.6 CIN-02). */
    isShortBreakOnly: 'flag',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...leadEvents, ...acceptanceEvents, ...serviceEvents],
  rows: (journey) =>
    cases(journey).flatMap((one) => (one.acceptedOn === undefined ? [] : rows(journey, one, one.acceptedOn))),
});

function rows(journey: Journey, one: Case, acceptedOn: PlainDate) {
  const { caseId, referredOn } = one;
  const endedOn = endOf(one);
  const interval = { from: acceptedOn, ...(endedOn === undefined ? {} : { to: endedOn }) };
  const said = (on: PlainDate) => ({
    ...responsibleOn(one, on),
    isShortBreakOnly: onlyShortBreaksOn(journey, one, on).length > 0,
  });
  const changes = [...changesOf(one), ...changesOfShortBreaks(journey, one)];
  return stretches(interval, changes, said).map(({ from, to, team, area, allocated, isShortBreakOnly }) => ({
    rowId: `${one.received.childId}/${caseId}#${from}`,
    because: [
      one.received,
      one.decided,
      ...holdingFacts(journey, one),
      ...onlyShortBreaksOn(journey, one, from).map((budget) => budget.agreed),
      one.closed,
    ].filter((fact) => fact !== undefined),
    cells: {
      caseId,
      referredOn,
      acceptedOn,
      isAtFrontDoor: isMash(journey, team, from),
      unallocatedFrom: allocated ? null : addDays(referredOn, 8),
      unallocatedFromDay7: allocated ? null : addDays(referredOn, 7),
      isShortBreakOnly,
      from,
      to: to ?? null,
      team,
      area,
    },
  }));
}
