import { daysBetween, earliest } from '#calendar/plain-date';
import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { caseById, heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { boundsOf } from '../looked-after/days-looked-after.ts';
import { spansOfCare, type SpanOfCare } from '../looked-after/spans-of-care.ts';

/**
 * One row a child adopted from care, by the day of the order, with the steps of the way to it. Of steps taken more than
 * once the last before the next step counts: an earlier one was given up.
 */
export const adoptions = projection({
  name: 'adoptions',
  question: 'Which children were adopted from care, and how long did each step take?',
  version: 1,
  columns: {
    periodId: 'text',
    careStartedOn: 'day',
    placementOrderOn: 'day',
    matchedOn: 'day',
    placedOn: 'day',
    adoptedOn: 'day',
    /** From the start of care to the placement for adoption; from the placement order to the match. */
    careToPlacementDays: 'number',
    orderToMatchDays: 'number',
    team: 'text',
    area: 'text',
  },
  reads: [
    ...holdingEvents,
    'CareStarted',
    'LegalStatusChanged',
    'CareCeased',
    'PlacementOrderMade',
    'AdoptionMatched',
    'PlacedForAdoption',
    'AdoptionOrderMade',
  ],
  rows: (journey) => spansOfCare(journey).flatMap((span) => row(journey, span)),
});

function row(journey: Journey, span: SpanOfCare) {
  const adoptedOn = adoptedOnIn(journey, span);
  if (adoptedOn === undefined) return [];
  const { period, from: careStartedOn } = span;
  const last = (type: 'PlacementOrderMade' | 'AdoptionMatched' | 'PlacedForAdoption', by: string) =>
    factsOf(journey, type).findLast((fact) => fact.on >= careStartedOn && fact.on <= by);
  const placed = last('PlacedForAdoption', adoptedOn);
  const matched = last('AdoptionMatched', adoptedOn);
  const order = matched && last('PlacementOrderMade', matched.on);
  const facts: readonly (Fact | undefined)[] = [order, matched, placed, ...ordersIn(journey, span)];
  return [
    {
      rowId: `${period.started.childId}/${period.periodId}/${span.number}`,
      because: [...boundsOf(span), ...facts.filter((fact) => fact !== undefined)],
      cells: {
        periodId: period.periodId,
        careStartedOn,
        placementOrderOn: (order ?? last('PlacementOrderMade', adoptedOn))?.on ?? null,
        matchedOn: matched?.on ?? null,
        placedOn: placed?.on ?? null,
        adoptedOn,
        careToPlacementDays: placed === undefined ? null : daysBetween(careStartedOn, placed.on),
        orderToMatchDays: matched && order ? daysBetween(order.on, matched.on) : null,
        ...heldOn(period.caseId === undefined ? undefined : caseById(journey, period.caseId), adoptedOn),
      },
    },
  ];
}

/** The day of the order: care ceases on it (A.9). An order of which the end of care is not known yet counts too. */
function adoptedOnIn(journey: Journey, span: SpanOfCare) {
  const { reasonCeased, ceasedOn } = span.period;
  const isCeased = (reasonCeased === 'E11' || reasonCeased === 'E12') && ceasedOn === span.to;
  return earliest(isCeased ? ceasedOn : undefined, ordersIn(journey, span)[0]?.on);
}

const ordersIn = (journey: Journey, { from, to }: SpanOfCare): readonly Fact[] =>
  factsOf(journey, 'AdoptionOrderMade').filter((fact) => fact.on >= from && (to === undefined || fact.on <= to));
