import { addDays, type PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';

/** Working days from the conference to the first core group (policy key coreGroupFirstWd). */
export const coreGroupFirstWorkingDays = 10;

/**
 * The day by which a core group is due: the first within 10 working days of the conference that started the plan, each
 * later one six weeks after the one before it (catalogue CP-14; CP24).
 */
export function coreGroupDueOn(startedOn: PlainDate, previousHeldOn: PlainDate | undefined): PlainDate {
  return previousHeldOn === undefined
    ? addWorkingDays(startedOn, coreGroupFirstWorkingDays)
    : addDays(previousHeldOn, 42);
}

/**
 * The first day on which a core group not held yet is late. Working days are counted up to the meeting, so that one on
 * the weekend after the tenth working day is in time (catalogue C.0.3).
 */
export function coreGroupOverdueFrom(startedOn: PlainDate, previousHeldOn: PlainDate | undefined): PlainDate {
  return previousHeldOn === undefined
    ? addWorkingDays(startedOn, coreGroupFirstWorkingDays + 1)
    : addDays(coreGroupDueOn(startedOn, previousHeldOn), 1);
}
