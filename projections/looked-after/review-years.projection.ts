import { financialYearStart } from '#calendar/period';
import { dateOf, earliest, latest, type PlainDate } from '#calendar/plain-date';
import { isShortBreak, periodsOfCare } from '#case-flow/care/periods-of-care';
import { factsOf, type Journey } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { heldIn } from '../stretches.ts';
import { daysLookedAfter, lookedAfterEvents, rowIdOf, type DaysLookedAfter } from './days-looked-after.ts';
import { legalStatusBy } from './spans-of-care.ts';

/**
 * The children LAC-01 counts, in each financial year from their first review of it on, one row for each stretch in one
 * team and area: until `lateOn` all their reviews of the year so far were in time.
 */
export const reviewYears = projection({
  name: 'review-years',
  question: 'Which looked-after children had every review of the year in time?',
  version: 1,
  columns: { periodId: 'text', from: 'day', to: 'day', lateOn: 'day', team: 'text', area: 'text' },
  reads: [...holdingEvents, ...lookedAfterEvents, 'CareReviewHeld'],
  rows: (journey) => daysLookedAfter(journey).flatMap((days) => rows(journey, days)),
});

function rows(journey: Journey, days: DaysLookedAfter) {
  const held = reviewsOf(journey);
  const years = [...new Set(held.map((one) => financialYearStart(one.heldOn)))];
  const facts = factsOf(journey, 'CareReviewHeld');
  return years.flatMap((year) => {
    const ofYear = held.filter((one) => financialYearStart(one.heldOn) === year);
    const lateOn = ofYear.find((one) => one.heldOn > one.dueOn)?.heldOn ?? null;
    const from = latest(days.from, ofYear[0]!.heldOn)!;
    const to = earliest(days.to, dateOf(year + 1, 4, 1))!;
    return heldIn(days.case, { from, to }).map((stretch) => ({
      rowId: rowIdOf(days.span, stretch.from),
      because: [days.span.period.started, ...facts.filter((fact) => financialYearStart(fact.on) === year)],
      cells: {
        periodId: days.span.period.periodId,
        from: stretch.from,
        to: stretch.to ?? null,
        lateOn,
        team: stretch.team,
        area: stretch.area,
      },
    }));
  });
}

/** The reviews whose due day is known, of all periods of care in their order, those in short breaks left out. */
const reviewsOf = (journey: Journey): readonly { readonly heldOn: PlainDate; readonly dueOn: PlainDate }[] =>
  periodsOfCare(journey)
    .flatMap((period) =>
      period.reviews.flatMap(({ heldOn, dueOn }) =>
        dueOn === undefined || isShortBreak(legalStatusBy(period, heldOn)) ? [] : [{ heldOn, dueOn }],
      ),
    )
    .sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1));
