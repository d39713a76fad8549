import { addDays, type PlainDate } from '#calendar/plain-date';
import type { CareReview } from '#case-flow/care/care-reviews';
import { isShortBreak, periodsOfCare, type PeriodOfCare } from '#case-flow/care/periods-of-care';
import { factsOf, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { legalStatusBy } from './spans-of-care.ts';

/** One row a review of a looked-after child that was held, with the day it was due by; those in short breaks are none. */
export const careReviews = projection({
  name: 'care-reviews',
  question: 'Which reviews of looked-after children were held, and in time?',
  version: 2,
  columns: {
    periodId: 'text',
    heldOn: 'day',
    /** 20 working days after the start of care; 3 months after the first review; 6 months after a later one. */
    dueOn: 'day',
    /** Unknown where an import says that reviews came before which it does not tell of. */
    inTime: 'flag',
    /** The other reading of lacReviewRule (G11): 91 days after the first review, 183 days after a later one. */
    inTimeByDays: 'flag',
    /** Why it was late, as it was recorded. */
    lateReason: 'text',
    /** Responsible on the day it was held. */
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CareStarted', 'LegalStatusChanged', 'CareReviewHeld', 'CareCeased'],
  rows: (journey) => periodsOfCare(journey).flatMap((period) => rows(journey, period)),
});

function rows(journey: Journey, period: PeriodOfCare) {
  const ofCase = period.caseId === undefined ? undefined : caseById(journey, period.caseId);
  const facts = factsOf(journey, 'CareReviewHeld');
  return period.reviews.flatMap((review, i) => {
    if (isShortBreak(legalStatusBy(period, review.heldOn))) return [];
    const { eventId, dueOn, heldOn: on } = review;
    const before = period.reviews[i - 1]?.eventId;
    return [
      {
        rowId: `${period.started.childId}/${eventId}`,
        because: [period.started, ...facts.filter((fact) => fact.eventId === before || fact.eventId === eventId)],
        cells: {
          periodId: period.periodId,
          heldOn: on,
          dueOn: dueOn ?? null,
          inTime: dueOn === undefined ? null : on <= dueOn,
          inTimeByDays: dueOn === undefined ? null : on <= byDays(review, dueOn, period.reviews[i - 1]?.heldOn),
          lateReason: facts.find((fact) => fact.eventId === eventId)?.data.lateReason ?? null,
          ...heldOn(ofCase, on),
        },
      },
    ];
  });
}

const byDays = ({ number }: CareReview, dueOn: PlainDate, previous: PlainDate | undefined): PlainDate =>
  number === 1 || previous === undefined ? dueOn : addDays(previous, number === 2 ? 91 : 183);
