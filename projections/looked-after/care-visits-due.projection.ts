import { addDays, type PlainDate } from '#calendar/plain-date';
import { careVisitDueBy, visitChangesOf } from '#case-flow/care/care-visits-due';
import { factsOf, type Journey } from '#case-flow/journey';
import { heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { changesOf, stretches } from '../stretches.ts';
import { boundsOf, daysLookedAfter, lookedAfterEvents, rowIdOf, type DaysLookedAfter } from './days-looked-after.ts';

/**
 * The days LAC-01 counts, one row for each stretch of them in one team and area in which the next visit is due on one
 * day. The children of a row are visited in time until the day before `lateFrom`.
 */
export const careVisitsDue = projection({
  name: 'care-visits-due',
  question: 'When is the next visit to each looked-after child due?',
  version: 1,
  columns: { periodId: 'text', from: 'day', to: 'day', dueOn: 'day', lateFrom: 'day', team: 'text', area: 'text' },
  reads: [
    ...holdingEvents,
    ...lookedAfterEvents,
    'PlacementStarted',
    'PlacementEnded',
    'CareReviewHeld',
    'CareVisitMade',
  ],
  rows: (journey) => daysLookedAfter(journey).flatMap((days) => rows(journey, days)),
});

function rows(journey: Journey, days: DaysLookedAfter) {
  const { span, case: ofCase } = days;
  const { period } = span;
  const changes = [...changesOf(ofCase), ...visitChangesOf(period)];
  const said = (on: PlainDate) => ({ dueOn: careVisitDueBy(period, on), ...heldOn(ofCase, on) });
  const visits = factsOf(journey, 'CareVisitMade');
  return stretches(days, changes, said).map(({ from, to, ...says }) => ({
    rowId: rowIdOf(span, from),
    because: [...boundsOf(span), visits.findLast((fact) => fact.on <= from)].filter((fact) => fact !== undefined),
    cells: {
      periodId: period.periodId,
      from,
      to: to ?? null,
      ...says,
      lateFrom: addDays(says.dueOn, 1),
    },
  }));
}
