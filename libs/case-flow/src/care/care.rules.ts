import { ageOn, type PlainDate } from '#calendar/plain-date';
import { identity } from '../child-identity/identity.ts';
import { factsOf, type Journey } from '../journey.ts';
import { Refused } from '../refused.ts';
import type { OrderingRule } from '../rule.ts';
import { spokenOf } from '../succession.ts';
import { episodeRules } from './episodes.rules.ts';
import { lengthOfStayRules } from './length-of-stay.rules.ts';
import { periodOn, periodsOfCare, type PeriodOfCare } from './periods-of-care.ts';

/** Only a child starts to be looked after (A.14). A child whose date of birth nobody knows is not refused. */
export function aChildUnderEighteen(journey: Journey, on: PlainDate): void {
  const { dob } = identity(journey);
  if (dob !== undefined && ageOn(dob, on) >= 18)
    throw new Refused(
      'only-a-child-under-eighteen-starts-care',
      `This young person was already 18 on ${on}, so a period of care cannot start. Check the day and the date of birth.`,
    );
}

/** One period of care at a time (DfE 501). */
export function noOpenPeriod(journey: Journey, on: PlainDate): void {
  const open = periodOn(journey, on);
  if (open)
    throw new Refused(
      'one-period-of-care-at-a-time',
      `This child has been looked after since ${open.startedOn}. Record a change of legal status or placement instead.`,
      '501',
    );
}

/** The period of care a command speaks of: by id, else the latest started on or before the day. */
export function aPeriodOfCare(journey: Journey, periodId: string | undefined, on: PlainDate): PeriodOfCare {
  const found = spokenOf(periodsOfCare(journey), periodId, on);
  if (found) return found;
  throw new Refused(
    'a-period-of-care-of-this-child',
    `This child had not started to be looked after by ${on}. Check the child and the day.`,
  );
}

/** The period a command speaks of, in which the child is looked after on that day; the day it ceases still belongs to it. */
export function aLookedAfterChild(journey: Journey, periodId: string | undefined, on: PlainDate): PeriodOfCare {
  const period = aPeriodOfCare(journey, periodId, on);
  const { startedOn, ceasedOn } = period;
  if (startedOn <= on && (ceasedOn === undefined || on <= ceasedOn)) return period;
  throw new Refused(
    'only-a-looked-after-child',
    `The period of care ran from ${startedOn}${ceasedOn === undefined ? '' : ` to ${ceasedOn}`}: ${on} is outside it. Check the day.`,
  );
}

/** Placement and legal status change only before care ceases: on the day it does there is no next episode. */
export function stillLookedAfter(journey: Journey, periodId: string | undefined, on: PlainDate): PeriodOfCare {
  const period = aLookedAfterChild(journey, periodId, on);
  if (period.ceasedOn !== on) return period;
  throw new Refused(
    'only-a-looked-after-child',
    `The child ceased to be looked after on ${on}, so no new episode starts that day. Check the day.`,
  );
}

/** Placements change in the order of their days: what lies between two known ones is a correction, not a change. */
export function notBeforeTheLatestPlacement(period: PeriodOfCare, on: PlainDate): void {
  const latest = period.placements.at(-1);
  if (latest !== undefined && on < latest.from)
    throw new Refused(
      'placements-change-in-order',
      `The placement of ${latest.from} is later than ${on}. Correct the days of the placements instead.`,
    );
}

/** Adoption ends care on the day of the order, death on the day of death (catalogue A.9). */
export function onTheDayThatEndsCare(journey: Journey, reason: PeriodOfCare['reasonCeased'], on: PlainDate): void {
  const isAdopted = reason === 'E11' || reason === 'E12';
  const ordered = isAdopted ? factsOf(journey, 'AdoptionOrderMade').at(-1)?.on : undefined;
  const died = reason === 'E2' ? identity(journey).diedOn : undefined;
  const expected = ordered ?? died;
  if (expected !== undefined && expected !== on)
    throw new Refused(
      isAdopted ? 'adoption-ends-care-on-the-day-of-the-order' : 'death-ends-care-on-the-day-of-death',
      `${isAdopted ? 'The adoption order was made' : 'The child died'} on ${expected}: care ceases that day, not on ${on}.`,
    );
}

/** Ordering rules of care (catalogue A.12, A.9). */
export const careRules: readonly OrderingRule[] = [...episodeRules, ...lengthOfStayRules];
