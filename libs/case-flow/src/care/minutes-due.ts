import type { PlainDate } from '#calendar/plain-date';
import { addWorkingDays } from '#calendar/working-days';

/** How many working days after a review its minutes are due (policy minutesDueWd; the source is unverified, G45). */
export const minutesDueWorkingDays = 20;

/** The last day on which the minutes of a review held on this day are in time (LAC-11; MN01). */
export const minutesDueOn = (heldOn: PlainDate, workingDays = minutesDueWorkingDays): PlainDate =>
  addWorkingDays(heldOn, workingDays);
