import { addDays, earliest, type PlainDate } from '#calendar/plain-date';
import { careReviewDueOn } from '#case-flow/care/care-reviews';
import type { PeriodOfCare } from '#case-flow/care/periods-of-care';
import { factsOf, type Journey } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { heldIn } from '../stretches.ts';
import { boundsOf, daysLookedAfter, lookedAfterEvents, type DaysLookedAfter } from './days-looked-after.ts';

/**
 * The days on which a review is due and was not held, while LAC-01 counts the child: one row for each stretch of them in
 * one team and area. A review that is held late is overdue up to that day.
 */
export const overdueReviews = projection({
  name: 'overdue-care-reviews',
  question: 'Which reviews of looked-after children are overdue?',
  version: 1,
  columns: { periodId: 'text', dueOn: 'day', from: 'day', to: 'day', team: 'text', area: 'text' },
  reads: [...holdingEvents, ...lookedAfterEvents, 'CareReviewHeld'],
  rows: (journey) => daysLookedAfter(journey).flatMap((days) => rows(journey, days)),
});

function rows(journey: Journey, days: DaysLookedAfter) {
  const { period } = days.span;
  const facts = factsOf(journey, 'CareReviewHeld');
  return waits(period).flatMap(({ dueOn, heldOn, after }) => {
    const late = addDays(dueOn, 1);
    const from = late > days.from ? late : days.from;
    const to = earliest(heldOn, days.to);
    return heldIn(days.case, { from, ...(to === undefined ? {} : { to }) }).map((stretch) => ({
      rowId: `${period.started.childId}/${period.periodId}/${after ?? 'first'}#${stretch.from}`,
      because: [...boundsOf(days.span), ...facts.filter((fact) => fact.eventId === after)],
      cells: {
        periodId: period.periodId,
        dueOn,
        from: stretch.from,
        to: stretch.to ?? null,
        team: stretch.team,
        area: stretch.area,
      },
    }));
  });
}

interface Wait {
  readonly dueOn: PlainDate;
  readonly heldOn?: PlainDate;
  /** The review it follows; none for the first. */
  readonly after?: string;
}

/** Each review of the period that was held or is to come, with the day it was due. */
function waits({ startedOn, reviews }: PeriodOfCare): readonly Wait[] {
  return [undefined, ...reviews].flatMap((before, i) => {
    const next = reviews[i];
    const dueOn = next ? next.dueOn : careReviewDueOn(startedOn, (before?.number ?? 0) + 1, before?.heldOn);
    if (dueOn === undefined) return [];
    return [{ dueOn, ...(next ? { heldOn: next.heldOn } : {}), ...(before ? { after: before.eventId } : {}) }];
  });
}
