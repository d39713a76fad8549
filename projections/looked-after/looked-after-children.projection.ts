import { ageOn, birthday, type PlainDate } from '#calendar/plain-date';
import { placementOn, type PeriodOfCare } from '#case-flow/care/periods-of-care';
import { unaccompanied } from '#case-flow/care/unaccompanied';
import { identity } from '#case-flow/child-identity/identity';
import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { heldOn } from '#case-flow/referral/case';
import { projection } from '#measures/projection';
import { holdingEvents } from '../case-events.ts';
import { changesOf, stretches } from '../stretches.ts';
import { boundsOf, daysLookedAfter, lookedAfterEvents, rowIdOf, type DaysLookedAfter } from './days-looked-after.ts';
import { legalStatusBy } from './spans-of-care.ts';

/**
 * The days a child was looked after, up to the 18th birthday and without short breaks, one row for each stretch of them
 * in one team, area, legal status,
 * type of placement and band of ages. Where imported periods overlap, the days belong to the one that
 * began first.
 */
export const lookedAfterChildren = projection({
  name: 'looked-after-children',
  question: 'Which children are looked after, since when, where, and under which legal status?',
  version: 2,
  columns: {
    periodId: 'text',
    caseId: 'text',
    startedOn: 'day',
    legalStatus: 'text',
    placementType: 'text',
    from: 'day',
    to: 'day',
    ageBand: 'text',
    unaccompaniedFrom: 'day',
    unaccompaniedUntil: 'day',
    team: 'text',
    area: 'text',
  },
  reads: [...holdingEvents, ...lookedAfterEvents, 'PlacementStarted', 'PlacementEnded', 'UnaccompaniedStatusRecorded'],
  rows: (journey) => daysLookedAfter(journey).flatMap((days) => rows(journey, days)),
});

function rows(journey: Journey, days: DaysLookedAfter) {
  const { span, case: ofCase } = days;
  const { period } = span;
  const { dob } = identity(journey);
  const alone = unaccompanied(journey);
  const changes = [
    ...changesOf(ofCase),
    ...(dob === undefined ? [] : ageBands.map(({ from }) => birthday(dob, from))),
    ...period.legalStatuses.map((one) => one.from),
    ...period.placements.flatMap((one) => [one.from, one.to]),
  ];
  const said = (on: PlainDate) => ({
    ...heldOn(ofCase, on),
    ageBand: dob === undefined ? null : bandOf(ageOn(dob, on)),
    legalStatus: legalStatusBy(period, on),
    placementType: placementOn(period, on)?.type ?? null,
  });
  return stretches(days, changes, said).map(({ from, to, ...says }) => ({
    rowId: rowIdOf(span, from),
    because: [...boundsOf(span), ...steps(journey, period, from), ...(alone?.because ?? [])],
    cells: {
      periodId: period.periodId,
      caseId: period.caseId ?? null,
      startedOn: span.from,
      ...says,
      from,
      to: to ?? null,
      unaccompaniedFrom: alone?.from ?? null,
      unaccompaniedUntil: alone?.until ?? null,
    },
  }));
}

/** The ages of the national tables, with 16 and 17 apart (LAC-10). */
const ageBands = [
  { from: 0, band: 'UNDER_1' },
  { from: 1, band: '1_TO_4' },
  { from: 5, band: '5_TO_9' },
  { from: 10, band: '10_TO_15' },
  { from: 16, band: '16' },
  { from: 17, band: '17' },
] as const;
/** Care that is told to begin before the birth is that of a child under one. */
const bandOf = (age: number): string => ageBands.findLast(({ from }) => from <= Math.max(age, 0))!.band;

/** The change of placement and of legal status that the stretch from a day on goes back to. */
function steps(journey: Journey, { legalStatuses, placements }: PeriodOfCare, from: PlainDate): readonly Fact[] {
  const last = [legalStatuses, placements].map((all) => all.findLast((one) => one.from <= from)?.eventId);
  return factsOf(journey, 'LegalStatusChanged', 'PlacementStarted').filter(({ eventId }) => last.includes(eventId));
}
