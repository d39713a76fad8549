import type { PlainDate } from '#calendar/plain-date';
import { workingDaysBetween } from '#calendar/working-days';

/** How near a clock has come: so many working days away, due now, late. */
export const reminderSteps = ['SOON', 'TODAY', 'OVERDUE'] as const;
export type ReminderStep = (typeof reminderSteps)[number];

/** What has been late for longer is on the clocks board, and no reminder makes it news. */
export const LATE_WORKING_DAYS = 20;

/** The days of a clock that is open. */
export interface ClockDays {
  readonly startedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly overdueFrom: PlainDate;
}

/**
 * The step that a clock has come to on a day; undefined while there is time. Due "today" is also what falls due before the
 * next working day. A clock that is no longer than `soonWorkingDays` gives no early reminder: whoever set it going has
 * just seen it.
 */
export function reminderStep(
  { startedOn, dueOn, overdueFrom }: ClockDays,
  today: PlainDate,
  soonWorkingDays: number,
): ReminderStep | undefined {
  if (overdueFrom <= today) return workingDaysBetween(overdueFrom, today) <= LATE_WORKING_DAYS ? 'OVERDUE' : undefined;
  const left = workingDaysBetween(today, dueOn);
  if (left === 0) return 'TODAY';
  if (left > soonWorkingDays || workingDaysBetween(startedOn, dueOn) <= soonWorkingDays) return undefined;
  return 'SOON';
}
