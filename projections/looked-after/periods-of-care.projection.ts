import type { Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { legalStatusBy, spansOfCare, type SpanOfCare } from './spans-of-care.ts';

/** One row a period of care; one of short breaks only is none. */
export const periodsOfCare = projection({
  name: 'periods-of-care',
  question: 'Which children began and ceased to be looked after?',
  version: 1,
  columns: {
    periodId: 'text',
    caseId: 'text',
    startedOn: 'day',
    legalStatus: 'text',
    ceasedOn: 'day',
    reasonCeased: 'text',
    /** Responsible on the first day, and on the day it ceased. */
    team: 'text',
    area: 'text',
    ceasedTeam: 'text',
    ceasedArea: 'text',
  },
  reads: [...holdingEvents, 'CareStarted', 'LegalStatusChanged', 'CareCeased'],
  rows: (journey) => spansOfCare(journey).map((span) => row(journey, span)),
});

function row(journey: Journey, { period, number, from, to }: SpanOfCare) {
  const { periodId, caseId } = period;
  const ofCase = caseId === undefined ? undefined : caseById(journey, caseId);
  const ceasing = to === undefined ? undefined : heldOn(ofCase, to);
  return {
    rowId: `${period.started.childId}/${periodId}${number === 1 ? '' : `/${number}`}`,
    because: [period.started, period.ceased].filter((fact) => fact !== undefined),
    cells: {
      periodId,
      caseId: caseId ?? null,
      startedOn: from,
      legalStatus: legalStatusBy(period, from),
      ceasedOn: to ?? null,
      reasonCeased: to !== undefined && to === period.ceasedOn ? (period.reasonCeased ?? null) : null,
      ...heldOn(ofCase, from),
      ceasedTeam: ceasing?.team ?? null,
      ceasedArea: ceasing?.area ?? null,
    },
  };
}
