import { addDays, type PlainDate } from '#calendar/plain-date';
import type { Fact } from '#case-flow/journey';
import type { Interval } from '../stretches.ts';

/** The clocks there are, in the order of a journey. The last five are this authority's own standards, not the law's. */
export const clockNames = [
  'Referral decision',
  'Assessment',
  'Initial conference',
  'Receiving conference',
  'Review conference',
  'Review of care',
  'Visit in care',
  'Pathway plan',
  'Allocation',
  'Assessment review point 15',
  'Assessment review point 30',
  'Core group',
  'Child protection visit',
] as const;
export type ClockName = (typeof clockNames)[number];

/** Something that is to be done by a day. It is open from a day on until it was done, or no longer needed. */
export interface Clock extends Interval {
  readonly of: ClockName;
  /** What it is about: an id no other thing with such a clock has. */
  readonly about: string;
  readonly dueOn: PlainDate;
  /** The first day on which what is not done yet is late: mostly the day after, and after a weekend where working days count. */
  readonly overdueFrom: PlainDate;
  readonly because: Fact;
}

/** Makes a clock. Without `overdueFrom` it is late from the day after the due day. */
export function clock(
  of: ClockName,
  started: Fact,
  id: string,
  { from, to }: { readonly from: PlainDate; readonly to?: PlainDate | undefined },
  dueOn: PlainDate,
  overdueFrom = addDays(dueOn, 1),
): Clock {
  const about = `${started.childId}/${id}`;
  return { of, about, from, dueOn, overdueFrom, because: started, ...(to === undefined ? {} : { to }) };
}

/**
 * Clocks that follow one another: each starts on the day the thing before it was done, the first on the first day, and the
 * last runs until the end. A day without a known due day is no clock.
 */
export function following(
  firstOn: PlainDate,
  doneOn: readonly PlainDate[],
  endedOn: PlainDate | undefined,
  made: (from: PlainDate, to: PlainDate | undefined, i: number) => Clock | undefined,
): readonly Clock[] {
  const inside = doneOn.filter((day) => endedOn === undefined || day < endedOn);
  return [firstOn, ...inside].flatMap((from, i) => made(from, inside[i] ?? endedOn, i) ?? []);
}
