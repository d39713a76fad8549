import { addDays, birthday, daysBetween, type PlainDate } from '#calendar/plain-date';
import { identity } from '../child-identity/identity.ts';
import { isShortBreak, legalStatusOn, periodOn, periodsOfCare } from '../care/periods-of-care.ts';
import { perJourney, type Journey } from '../journey.ts';

/** 13 weeks of care after the 14th birthday, some of it at 16 or 17, make a care leaver. */
export const DAYS_THAT_MAKE_A_LEAVER = 13 * 7;

/**
 * Days looked after from the 14th birthday to the end of a day, that day included and the day care ceases left out. Short
 * breaks are none of them. Undefined where the date of birth is not known, for then nobody can count them.
 * Source: Care Leavers (England) Regulations 2010 reg 3; transitions guidance (catalogue A.10).
 */
export function daysOfCareSinceFourteen(journey: Journey, on: PlainDate): number | undefined {
  const { dob } = identity(journey);
  return dob === undefined ? undefined : daysOfCare(journey, birthday(dob, 14), on);
}

/** Whether the child was looked after on any day at 16 or 17, up to the end of a day. Undefined as above. */
export function wasInCareAfterSixteen(journey: Journey, on: PlainDate): boolean | undefined {
  const { dob } = identity(journey);
  return dob === undefined ? undefined : daysOfCare(journey, birthday(dob, 16), on) > 0;
}

/** Whether the child is looked after at the end of a day, other than in short breaks. */
export function isLookedAfter(journey: Journey, on: PlainDate): boolean {
  const period = periodOn(journey, on);
  const status = period && legalStatusOn(period, on);
  return status !== undefined && !isShortBreak(status);
}

/** The stretches of care, short breaks left out; where imported periods overlap, a day is in one of them only. */
export const stretchesOfCare = perJourney((journey): readonly { from: PlainDate; to?: PlainDate }[] => {
  const apart: { from: PlainDate; to?: PlainDate }[] = [];
  const all = periodsOfCare(journey)
    .flatMap((period) => period.legalStatuses)
    .filter((one) => !isShortBreak(one.legalStatus))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const { from, to } of all) {
    const before = apart.at(-1);
    if (before === undefined || (before.to !== undefined && before.to < from))
      apart.push(to === undefined ? { from } : { from, to });
    else if (before.to !== undefined && (to === undefined || to > before.to))
      apart[apart.length - 1] = to === undefined ? { from: before.from } : { from: before.from, to };
  }
  return apart;
});

function daysOfCare(journey: Journey, since: PlainDate, on: PlainDate): number {
  const end = addDays(on, 1);
  return stretchesOfCare(journey).reduce((days, { from, to }) => {
    const first = from > since ? from : since;
    const last = to !== undefined && to < end ? to : end;
    return days + Math.max(0, daysBetween(first, last));
  }, 0);
}
