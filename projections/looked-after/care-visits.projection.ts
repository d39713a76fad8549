import { londonDate } from '#calendar/instant';
import { addWorkingDays } from '#calendar/working-days';
import { careVisitWasDueBy } from '#case-flow/care/care-visits-due';
import { periodsOfCare, type PeriodOfCare } from '#case-flow/care/periods-of-care';
import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { daysLookedAfter, lookedAfterEvents } from './days-looked-after.ts';

/** How many working days after a visit it may be recorded (policy; G45). */
const recordedWithinWorkingDays = 3;

/** One row a visit to a child in care, with the days it was recorded and was due. */
export const careVisits = projection({
  name: 'care-visits',
  question: 'Which visits were made to children in care, and were they recorded in time?',
  version: 1,
  columns: {
    periodId: 'text',
    visitedOn: 'day',
    /** The day in London on which it was recorded. */
    recordedOn: 'day',
    recordedLate: 'flag',
    /** By the regulations; unknown where the child was not seen, or is not one that LAC-01 counts that day. */
    dueOn: 'day',
    madeLate: 'flag',
    team: 'text',
    area: 'text',
  },
  reads: [
    ...holdingEvents,
    ...lookedAfterEvents,
    'PlacementStarted',
    'PlacementEnded',
    'CareReviewHeld',
    'CareVisitMade',
  ],
  rows: (journey) => {
    const facts = new Map(factsOf(journey, 'CareVisitMade').map((fact) => [fact.eventId, fact]));
    return periodsOfCare(journey).flatMap((period) =>
      period.visits.map(({ eventId }) => row(journey, period, facts.get(eventId)!)),
    );
  },
});

function row(journey: Journey, period: PeriodOfCare, fact: Fact<'CareVisitMade'>) {
  const { on } = fact;
  const recordedOn = londonDate(fact.recordedAt);
  const isCounted = daysLookedAfter(journey).some(
    ({ span, from, to }) => span.period === period && from <= on && (to === undefined || to > on),
  );
  const dueOn = isCounted && fact.data.seen ? careVisitWasDueBy(period, on) : null;
  return {
    rowId: `${fact.childId}/${fact.eventId}`,
    because: [fact],
    cells: {
      periodId: period.periodId,
      visitedOn: on,
      recordedOn,
      recordedLate: recordedOn > addWorkingDays(on, recordedWithinWorkingDays),
      dueOn,
      madeLate: dueOn === null ? null : on > dueOn,
      ...heldOn(period.caseId === undefined ? undefined : caseById(journey, period.caseId), on),
    },
  };
}
