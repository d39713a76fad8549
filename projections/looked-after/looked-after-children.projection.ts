import { birthday, earliest, type PlainDate } from '#calendar/plain-date';
import { identity } from '#case-flow/child-identity/identity';
import type { Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { changesOf, outside, stretches } from '../stretches.ts';
import { legalStatusBy, spansOfCare, type SpanOfCare } from './spans-of-care.ts';

/**
 * The days a child was looked after, up to the 18th birthday and without short breaks, one row for each stretch of them
 * in one team, area and legal status. Where imported periods overlap, the days belong to the one that began first.
 */
export const lookedAfterChildren = projection({
  name: 'looked-after-children',
  question: 'Which children are looked after, since when, and under which legal status?',
  version: 1,
  columns: {
    periodId: 'text',
    caseId: 'text',
    startedOn: 'day',
    legalStatus: 'text',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [
    ...holdingEvents,
    'CareStarted',
    'LegalStatusChanged',
    'CareCeased',
    'ChildRegistered',
    'UnbornChildBorn',
    'DemographicsAmended',
  ],
  rows: (journey) => {
    const spans = spansOfCare(journey);
    return spans.flatMap((span, i) => rows(journey, span, spans.slice(0, i)));
  },
});

function rows(journey: Journey, span: SpanOfCare, earlier: readonly SpanOfCare[]) {
  const { period } = span;
  const { dob } = identity(journey);
  const ofCase = period.caseId === undefined ? undefined : caseById(journey, period.caseId);
  const to = earliest(span.to, dob === undefined ? undefined : birthday(dob, 18));
  const changes = [...changesOf(ofCase), ...period.legalStatuses.map((one) => one.from)];
  const said = (on: PlainDate) => ({ ...heldOn(ofCase, on), legalStatus: legalStatusBy(period, on) });
  return outside({ from: span.from, ...(to === undefined ? {} : { to }) }, earlier)
    .flatMap((days) => stretches(days, changes, said))
    .map(({ from, to: until, ...says }) => ({
      rowId: `${period.started.childId}/${period.periodId}#${from}`,
      because: [period.started, period.ceased].filter((fact) => fact !== undefined),
      cells: {
        periodId: period.periodId,
        caseId: period.caseId ?? null,
        startedOn: span.from,
        ...says,
        from,
        to: until ?? null,
      },
    }));
}
