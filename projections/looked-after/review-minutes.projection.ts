import { addDays } from '#calendar/plain-date';
import { isShortBreak, periodsOfCare, type PeriodOfCare } from '#case-flow/care/periods-of-care';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { heldIn } from '../stretches.ts';
import { legalStatusBy } from './spans-of-care.ts';

/**
 * The days on which the minutes of a review were not completed yet, from the day of the review on, one row for each
 * stretch of them in one team and area. They go on after care has ceased: the minutes are owed still.
 */
export const reviewMinutes = projection({
  name: 'review-minutes',
  question: 'Which reviews of looked-after children have no minutes yet?',
  version: 1,
  columns: {
    periodId: 'text',
    heldOn: 'day',
    dueOn: 'day',
    overdueFrom: 'day',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [
    ...holdingEvents,
    'CareStarted',
    'LegalStatusChanged',
    'CareReviewHeld',
    'ReviewMinutesCompleted',
    'CareCeased',
  ],
  rows: (journey) => periodsOfCare(journey).flatMap((period) => rows(journey, period)),
});

function rows(journey: Journey, period: PeriodOfCare) {
  const ofCase = period.caseId === undefined ? undefined : caseById(journey, period.caseId);
  const facts = factsOf(journey, 'CareReviewHeld', 'ReviewMinutesCompleted');
  return period.reviews
    .filter((review) => !isShortBreak(legalStatusBy(period, review.heldOn)))
    .flatMap(({ eventId, heldOn, minutesDueOn, minutesCompletedOn: to }) =>
      heldIn(ofCase, { from: heldOn, ...(to === undefined ? {} : { to }) }).map((stretch) => ({
        rowId: `${period.started.childId}/${eventId}#${stretch.from}`,
        because: facts.filter(
          (fact) => fact.eventId === eventId || (fact.type === 'ReviewMinutesCompleted' && fact.on === to),
        ),
        cells: {
          periodId: period.periodId,
          heldOn,
          dueOn: minutesDueOn,
          overdueFrom: addDays(minutesDueOn, 1),
          from: stretch.from,
          to: stretch.to ?? null,
          team: stretch.team,
          area: stretch.area,
        },
      })),
    );
}
