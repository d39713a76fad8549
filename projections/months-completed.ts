import { addDays, addMonths, type PlainDate } from '#calendar/plain-date';

/**
 * The first day that lies so many calendar months after this one, looking back from it: the first `D` with
 * `addMonths(D, -months) >= day`. Twelve months after 29 February are completed on 1 March (catalogue C.0.4).
 */
export function monthsCompletedOn(day: PlainDate, months: number): PlainDate {
  const corresponding = addMonths(day, months);
  return addMonths(corresponding, -months) < day ? addDays(corresponding, 1) : corresponding;
}
