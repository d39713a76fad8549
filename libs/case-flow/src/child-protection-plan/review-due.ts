import { addDays, addMonths, type PlainDate } from '#calendar/plain-date';

/** How review conferences fall due (policy key cpReviewRule, G11): 91 and 183 days, or 3 and 6 calendar months. */
export type ReviewRule = 'DAYS_91_183' | 'CALENDAR';

/**
 * The day by which a review conference is due: the first after the plan's start, a later one after the review before it
 * (catalogue CP-08; CP15, CP16).
 */
export function reviewDueOn(
  startedOn: PlainDate,
  previousHeldOn: PlainDate | undefined,
  rule: ReviewRule = 'DAYS_91_183',
): PlainDate {
  if (rule === 'CALENDAR') return previousHeldOn === undefined ? addMonths(startedOn, 3) : addMonths(previousHeldOn, 6);
  return previousHeldOn === undefined ? addDays(startedOn, 91) : addDays(previousHeldOn, 183);
}
