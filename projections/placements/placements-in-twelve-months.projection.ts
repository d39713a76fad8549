import { addMonths, type PlainDate } from '#calendar/plain-date';
import type { Journey } from '#case-flow/journey';
import { heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import {
  boundsOf,
  daysLookedAfter,
  lookedAfterEvents,
  rowIdOf,
  type DaysLookedAfter,
} from '../looked-after/days-looked-after.ts';
import { monthsCompletedOn } from '../months-completed.ts';
import { changesOf, stretches } from '../stretches.ts';
import { placementFacts, staysInCare, type StayInCare } from './stays-in-care.ts';

/**
 * The days LAC-01 counts, one row for each stretch of them in one team and area with one number of placements in the
 * twelve months up to the day: those that began in them and the one open when they began. What is one placement, `Stay`
 * says.
 */
export const placementsInTwelveMonths = projection({
  name: 'placements-in-twelve-months',
  question: 'How many placements has each looked-after child had in twelve months?',
  version: 1,
  columns: {
    periodId: 'text',
    placements: 'number',
    threeOrMore: 'flag',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, ...lookedAfterEvents, 'PlacementStarted', 'PlacementEnded'],
  rows: (journey) => {
    const stays = staysInCare(journey);
    return daysLookedAfter(journey).flatMap((days) => rows(journey, days, stays));
  },
});

function rows(journey: Journey, days: DaysLookedAfter, stays: readonly StayInCare[]) {
  const { span, case: ofCase } = days;
  const changes = [
    ...changesOf(ofCase),
    ...stays.flatMap(({ from, to }) => [from, to === undefined ? undefined : monthsCompletedOn(to, 12)]),
  ];
  const said = (on: PlainDate) => {
    const placements = countedOn(stays, on).length;
    return { placements, threeOrMore: placements >= 3, ...heldOn(ofCase, on) };
  };
  return stretches(days, changes, said).map(({ from, to, ...says }) => ({
    rowId: rowIdOf(span, from),
    because: [...boundsOf(span), ...placementFacts(journey, countedOn(stays, from))],
    cells: { periodId: span.period.periodId, ...says, from, to: to ?? null },
  }));
}

/** The stays that had begun by the end of a day and had not ended twelve months before it. */
const countedOn = (stays: readonly StayInCare[], on: PlainDate): readonly StayInCare[] =>
  stays.filter(({ from, to }) => from <= on && (to === undefined || to > addMonths(on, -12)));
