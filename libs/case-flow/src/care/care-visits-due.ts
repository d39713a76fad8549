import { addDays, addMonths, latest, type PlainDate } from '#calendar/plain-date';
import { inCareSince, legalStatusOn, placementOn, stayOn, type PeriodOfCare } from './periods-of-care.ts';

/** What a placement rests on, where the regulations ask for more visits than in others. */
export type VisitBasis = 'REG19' | 'REG24' | 'INTERIM_ORDER_WITH_PARENT' | 'CARE_ORDER_WITH_PARENT';

/** All that the day of the next visit depends on. */
export interface VisitSituation {
  /** The day the child's stay with the present carer began. */
  readonly placedOn: PlainDate;
  readonly intendedTo18?: boolean;
  readonly basis?: VisitBasis;
  /** The day the basis came to hold, where that is later than the stay: an order made while the child lives there. */
  readonly basisFrom?: PlainDate;
  /** Whether a review was held since the stay began. */
  readonly reviewed?: boolean;
  /** The last visit on which the child was seen. One before the stay, or before its basis, does not count. */
  readonly lastVisitOn?: PlainDate;
}

/**
 * The last day on which the next visit is in time (Care Planning, Placement and Case Review Regulations 2010, reg 28;
 * catalogue C.7 LAC-06; LA05 to LA08): 7 days from the start of the placement, or from the order on which a child lives
 * with a parent, then so long after the last visit as the placement asks for.
 */
export function careVisitDueOn(situation: VisitSituation): PlainDate {
  const since = visitsCountFrom(situation);
  const { lastVisitOn } = situation;
  if (lastVisitOn === undefined || lastVisitOn < since) return addDays(since, 7);
  return nextAfter(lastVisitOn, situation);
}

/** The first day on which a visit counts: visits of an earlier placement, or from before the order, do not. */
export const visitsCountFrom = ({ placedOn, basis, basisFrom }: VisitSituation): PlainDate =>
  basis === undefined ? placedOn : latest(placedOn, basisFrom)!;

function nextAfter(lastVisitOn: PlainDate, { placedOn, intendedTo18, basis, reviewed }: VisitSituation): PlainDate {
  if (basis === 'CARE_ORDER_WITH_PARENT') return addDays(lastVisitOn, 42);
  if (basis !== undefined && !reviewed) return addDays(lastVisitOn, 7);
  if (basis === 'REG24' || basis === 'INTERIM_ORDER_WITH_PARENT') return addDays(lastVisitOn, 28);
  const isSettled = basis === undefined && intendedTo18 === true && lastVisitOn >= addMonths(placedOn, 12);
  return isSettled ? addMonths(lastVisitOn, 3) : addDays(lastVisitOn, 42);
}

/**
 * What the next visit depends on as things stand at the end of a day within the period of care. Where no placement is
 * known, the period of care stands in for it. `visitedBy` may leave out the visits of the day itself.
 */
export function visitSituationOn(period: PeriodOfCare, on: PlainDate, visitedBy = on): VisitSituation {
  const placedOn = latest(stayOn(period, on)?.from, inCareSince(period, on))!;
  const intendedTo18 = stayPlacementOn(period, on)?.intendedTo18;
  const basis = visitBasisOn(period, on);
  const basisFrom = basis === undefined ? undefined : basisBeganOn(period, basis, placedOn, on);
  const lastVisitOn = period.visits.findLast((one) => one.seen && one.visitedOn <= visitedBy)?.visitedOn;
  return {
    placedOn,
    reviewed: period.reviews.some((one) => one.heldOn >= placedOn && one.heldOn <= on),
    ...(intendedTo18 === undefined ? {} : { intendedTo18 }),
    ...(basis === undefined ? {} : { basis }),
    ...(basisFrom === undefined ? {} : { basisFrom }),
    ...(lastVisitOn === undefined ? {} : { lastVisitOn }),
  };
}

/** The last day on which the next visit is in time, as things stand at the end of a day within the period of care. */
export const careVisitDueBy = (period: PeriodOfCare, on: PlainDate): PlainDate =>
  careVisitDueOn(visitSituationOn(period, on));

/** The day a visit made on this day of the period was due by, had no visit been made that day. */
export const careVisitWasDueBy = (period: PeriodOfCare, visitedOn: PlainDate): PlainDate =>
  careVisitDueOn(visitSituationOn(period, visitedOn, addDays(visitedOn, -1)));

/** The days within the period on which what the next visit depends on may change. */
export const visitChangesOf = (period: PeriodOfCare): readonly PlainDate[] => [
  ...period.placements.map((one) => one.from),
  ...period.legalStatuses.map((one) => one.from),
  ...period.reviews.map((one) => one.heldOn),
  ...period.visits.map((one) => one.visitedOn),
];

/**
 * What the placement rests on: what was said when it began; and for a child who lives with a parent (P1) under an
 * interim or a full care order, that order, whichever was in force when the placement was told of.
 */
function visitBasisOn(period: PeriodOfCare, on: PlainDate): VisitBasis | undefined {
  const placement = stayPlacementOn(period, on);
  const said = placement?.regBasis;
  if (placement === undefined || said === 'REG19' || said === 'REG24') return said;
  if (said === undefined && placement.type !== 'P1') return undefined;
  const legalStatus = legalStatusOn(period, on);
  if (legalStatus === 'C1') return 'INTERIM_ORDER_WITH_PARENT';
  return legalStatus === 'C2' ? 'CARE_ORDER_WITH_PARENT' : said;
}

/** The first day of the stay from which on the basis held without a break. */
function basisBeganOn(period: PeriodOfCare, basis: VisitBasis, placedOn: PlainDate, on: PlainDate): PlainDate {
  const days = [...period.placements, ...period.legalStatuses].map((one) => one.from);
  const changes = days.filter((day) => day > placedOn && day <= on).sort();
  return changes.reduce((began, day) => (visitBasisOn(period, addDays(day, -1)) === basis ? began : day), placedOn);
}

/** The placement that says how the present stay goes on: a temporary one in between says nothing. */
const stayPlacementOn = (period: PeriodOfCare, on: PlainDate) =>
  stayOn(period, on)?.placements.findLast((one) => one.from <= on) ?? placementOn(period, on);
