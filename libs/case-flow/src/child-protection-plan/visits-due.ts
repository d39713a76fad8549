import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';

/** How often a child on a plan is to be seen (policy key cpVisit): every 10 working days, 14 days or 28 days. */
export type VisitStandard = 'WD10' | 'DAYS14' | 'DAYS28';

const calendarDays = { DAYS14: 14, DAYS28: 28 } as const;

/**
 * The day by which a child on a plan is to be seen again: counted from the day the child was last seen, or from the
 * start of the plan until then (catalogue CP-11; CP20).
 */
export function visitDueOn(lastSeenOn: PlainDate, standard: VisitStandard = 'WD10'): PlainDate {
  return standard === 'WD10' ? addWorkingDays(lastSeenOn, 10) : addDays(lastSeenOn, calendarDays[standard]);
}

/**
 * The first day on which a visit not made yet is late. Working days are counted up to the visit, so that one on the
 * weekend after the tenth working day is in time (catalogue C.0.3; CP21).
 */
export function visitOverdueFrom(lastSeenOn: PlainDate, standard: VisitStandard = 'WD10'): PlainDate {
  return standard === 'WD10' ? addWorkingDays(lastSeenOn, 11) : addDays(lastSeenOn, calendarDays[standard] + 1);
}
