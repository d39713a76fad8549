import { dateOf, earliest, type PlainDate } from '#calendar/plain-date';
import { financialYearStart } from '#calendar/period';
import { caseById, heldOn } from '#case-flow/referral/case';
import type { Journey } from '#case-flow/journey';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { boundsOf } from './days-looked-after.ts';
import { spansOfCare, type SpanOfCare } from './spans-of-care.ts';

/**
 * The first start and the last end of care of each child in each financial year, as the national figures count them
 * (G40). A start counts from its day to the end of its year; an end until a later one of that year takes its place. So
 * what is open on a day is what counts of the year up to it.
 */
export const startsAndEndsOfAYear = projection({
  name: 'starts-and-ends-of-a-year',
  question: 'Which children started and ceased to be looked after in the year, each counted once?',
  version: 1,
  columns: {
    periodId: 'text',
    step: 'text',
    reasonCeased: 'text',
    from: 'day',
    to: 'day',
    /** Responsible on the day care started or ceased. */
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, 'CareStarted', 'LegalStatusChanged', 'CareCeased'],
  rows: (journey) => {
    const spans = spansOfCare(journey);
    const ended = spans.filter((one) => one.to !== undefined).toSorted((a, b) => (a.to! < b.to! ? -1 : 1));
    return [
      ...spans
        .filter((one) => !spans.some((e) => e.from < one.from && isSameYear(e.from, one.from)))
        .map((one) => row(journey, one, 'STARTED', one.from, yearAfter(one.from))),
      ...ended.map((one, i) => row(journey, one, 'CEASED', one.to!, earliest(ended[i + 1]?.to, yearAfter(one.to!))!)),
    ];
  },
});

const isSameYear = (a: PlainDate, b: PlainDate) => financialYearStart(a) === financialYearStart(b);
const yearAfter = (on: PlainDate): PlainDate => dateOf(financialYearStart(on) + 1, 4, 1);

function row(journey: Journey, span: SpanOfCare, step: 'STARTED' | 'CEASED', from: PlainDate, to: PlainDate) {
  const { period, number } = span;
  const ofCase = period.caseId === undefined ? undefined : caseById(journey, period.caseId);
  const isEnd = step === 'CEASED' && span.to === period.ceasedOn;
  return {
    rowId: `${period.started.childId}/${period.periodId}/${number}/${step}`,
    because: boundsOf(span),
    cells: {
      periodId: period.periodId,
      step,
      reasonCeased: isEnd ? (period.reasonCeased ?? null) : null,
      from,
      to,
      ...heldOn(ofCase, from),
    },
  };
}
