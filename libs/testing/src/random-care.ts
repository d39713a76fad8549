import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import type { DataOf } from '#case-flow/event-catalogue';
import { happened } from './given.ts';

type Placed = Pick<
  DataOf<'PlacementStarted'>,
  'type' | 'carerId' | 'sameCarer' | 'intendedTo18' | 'regBasis' | 'provider'
>;
type LegalStatus = DataOf<'CareStarted'>['legalStatus'];

/** A child's time in care, as plain lists of what happened on which day; of one day in the order of the list. */
export interface Care {
  readonly dob: PlainDate;
  readonly startedOn: PlainDate;
  readonly legalStatus: LegalStatus;
  readonly ceasedOn?: PlainDate;
  /** The first is that of the first day. */
  readonly placements: readonly { readonly on: PlainDate; readonly placed: Placed }[];
  readonly legal: readonly { readonly on: PlainDate; readonly legalStatus: LegalStatus }[];
  readonly reviews: readonly PlainDate[];
  readonly visits: readonly { readonly on: PlainDate; readonly seen: boolean }[];
}

const first = plainDate('2014-11-20');
const dayWithin = (days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(first, n));
const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) => fc.array(arbitrary, { maxLength });
const legalStatus = fc.constantFrom<LegalStatus>('V2', 'C1', 'C2', 'V4', 'C2');
const placed: fc.Arbitrary<Placed> = fc
  .record({
    type: fc.constantFrom<Placed['type']>('U6', 'U6', 'U4', 'K2', 'P1', 'T3', 'T1', 'A5', 'A6'),
    carerId: fc.constantFrom(undefined, undefined, 'F1', 'F2'),
    sameCarer: fc.constantFrom(undefined, true, false, false),
    intendedTo18: fc.constantFrom(undefined, true),
    regBasis: fc.constantFrom(undefined, undefined, undefined, 'REG19', 'REG24', 'CARE_ORDER_WITH_PARENT'),
  })
  .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as Placed);

const byDay = <T extends { readonly on: PlainDate }>(all: readonly T[]) =>
  all.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));

/** Some two and a half years of care with moves, temporary placements, orders, reviews and visits, on whatever days. */
export const randomCare: fc.Arbitrary<Care> = fc
  .record({
    born: fc.integer({ min: 12 * 365, max: 17 * 365 }),
    lasts: fc.option(fc.integer({ min: 1, max: 900 })),
    legalStatus,
    first: placed,
    moves: some(fc.record({ on: dayWithin(850), placed }), 8),
    legal: some(fc.record({ on: dayWithin(850), legalStatus }), 4),
    reviews: some(dayWithin(850), 3),
    visits: some(fc.record({ on: dayWithin(850), seen: fc.constantFrom(true, true, true, false) }), 25),
  })
  .map(({ born, lasts, first: start, moves, legal, reviews, visits, legalStatus: status }) => ({
    dob: addDays(first, -born),
    startedOn: first,
    legalStatus: status,
    ...(lasts === null ? {} : { ceasedOn: addDays(first, lasts) }),
    placements: [{ on: first, placed: start }, ...byDay(moves)],
    legal: byDay(legal),
    reviews: reviews.toSorted(),
    visits: byDay(visits),
  }));

/** The events of it, in whatever order of arrival; those of one day are recorded in the order they stand in. */
export function eventsOfCare(care: Care): readonly RecordedEvent[] {
  const { dob, startedOn, legalStatus, ceasedOn, placements, legal, reviews, visits } = care;
  let minute = 0;
  const recorded = (on: PlainDate) => ({ recorded: `${on}T12:${String(minute++ % 60).padStart(2, '0')}:00.000Z` });
  return [
    happened('ChildRegistered', { dob }, { occurredOn: dob }),
    happened(
      'CareStarted',
      { periodId: 'L1', startedOn, legalStatus, placement: { placementId: 'Z0', ...placements[0]!.placed } },
      recorded(startedOn),
    ),
    ...placements
      .slice(1)
      .map(({ on, placed: to }, i) =>
        happened('PlacementStarted', { placementId: `Z${i + 1}`, on, ...to }, recorded(on)),
      ),
    ...legal.map((one) => happened('LegalStatusChanged', one, recorded(one.on))),
    ...reviews.map((heldOn) => happened('CareReviewHeld', { heldOn }, recorded(heldOn))),
    ...visits.map(({ on, seen }) => happened('CareVisitMade', { visitedOn: on, seen }, recorded(on))),
    ...(ceasedOn === undefined ? [] : [happened('CareCeased', { ceasedOn, reason: 'E4A' }, recorded(ceasedOn))]),
  ];
}
