import { birthday, earliest, latest } from '#calendar/plain-date';
import { isAdoptive } from '#case-flow/care/stays';
import { identity } from '#case-flow/child-identity/identity';
import type { Journey } from '#case-flow/journey';
import { heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import {
  boundsOf,
  continuouslySince,
  daysLookedAfter,
  lookedAfterEvents,
  rowIdOf,
  type DaysLookedAfter,
} from '../looked-after/days-looked-after.ts';
import { monthsCompletedOn } from '../months-completed.ts';
import { changesOf, stretches, type Interval } from '../stretches.ts';
import { placementFacts, staysInCare, type StayInCare } from './stays-in-care.ts';

/**
 * The days LAC-01 counts, before the 16th birthday and from 30 months of care without a break on, one row for each stretch
 * of them in one placement, team and area. From `settledOn` on the child has been two years in the placement.
 */
export const longTermStability = projection({
  name: 'long-term-stability',
  question: 'Which children in care for long have been in one placement for two years?',
  version: 1,
  columns: {
    periodId: 'text',
    lookedAfterSince: 'day',
    placedSince: 'day',
    settledOn: 'day',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, ...lookedAfterEvents, 'PlacementStarted', 'PlacementEnded'],
  rows: (journey) => daysLookedAfter(journey).flatMap((days) => rows(journey, days)),
});

function rows(journey: Journey, days: DaysLookedAfter) {
  const { span, case: ofCase } = days;
  const { dob } = identity(journey);
  const lookedAfterSince = continuouslySince(journey, span);
  const from = latest(days.from, monthsCompletedOn(lookedAfterSince, 30))!;
  const to = earliest(days.to, dob === undefined ? undefined : birthday(dob, 16));
  const interval: Interval = { from, ...(to === undefined ? {} : { to }) };
  const stays = staysInCare(journey).filter((one) => one.span.period === span.period);
  const placedSince = (on: string) => sinceOf(stays, on);
  const changes = [...changesOf(ofCase), ...stays.map((one) => one.from)];
  return stretches(interval, changes, (on) => ({ placedSince: placedSince(on), ...heldOn(ofCase, on) })).map(
    ({ from: begun, to: until, ...says }) => ({
      rowId: rowIdOf(span, begun),
      because: [...boundsOf(span), ...placementFacts(journey, stays.filter((one) => one.from <= begun).slice(-2))],
      cells: {
        periodId: span.period.periodId,
        lookedAfterSince,
        settledOn: says.placedSince === null ? null : monthsCompletedOn(says.placedSince, 24),
        ...says,
        from: begun,
        to: until ?? null,
      },
    }),
  );
}

/** Since when the present placement counts: one for adoption is joined to the one before it (LAIT). */
function sinceOf(stays: readonly StayInCare[], on: string) {
  const i = stays.findLastIndex((one) => one.from <= on);
  const current = stays[i];
  if (current === undefined) return null;
  const latestPlacement = current.stay.placements.findLast((one) => one.from <= on);
  const isJoined = latestPlacement !== undefined && isAdoptive(latestPlacement);
  const before = stays[i - 1];
  return isJoined && isAdoptive(current.stay.placements[0]!) && before?.to === current.from
    ? before.from
    : current.from;
}
