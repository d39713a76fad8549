import { addDays, type PlainDate } from '#calendar/plain-date';
import type { Teller } from './teller.ts';
import { weekdayIn } from './months.ts';

/** A month of plans: how many children were on one all through it, how many of them were visited, and how many had one at its end. */
export interface MonthOfPlans {
  readonly month: PlainDate;
  readonly throughout: number;
  readonly visited: number;
  readonly openAtEnd: number;
}

/** A child with a plan that is still open. */
export interface OnPlan {
  readonly childId: string;
  readonly startedOn: PlainDate;
}

/**
 * Plans that begin and end so that every month has so many children on a plan all through it and so many at its end.
 * `begin` gives a child whose plan can begin. Answers with those on a plan at the end of the last month.
 */
export function plansByMonth(
  t: Teller,
  months: readonly MonthOfPlans[],
  options: {
    readonly before: PlainDate;
    readonly begin: () => string;
    readonly end?: (plan: OnPlan, on: PlainDate) => void;
  },
): readonly OnPlan[] {
  const start = (startedOn: PlainDate): OnPlan => {
    const childId = options.begin();
    t.tell(childId, 'CpPlanStarted', { planId: 'P', startedOn, category: 'NEG' });
    return { childId, startedOn };
  };
  let open = Array.from({ length: months[0]!.throughout }, () => start(options.before));
  for (const { month, throughout, visited, openAtEnd } of months) {
    const leaving = open.slice(0, open.length - throughout);
    open = open.slice(leaving.length);
    if (open.length !== throughout) throw new Error(`${month}: ${throughout} children cannot stay of ${open.length}.`);
    leaving.forEach((plan, i) => {
      const on = weekdayIn(month, i);
      t.tell(plan.childId, 'CpPlanEnded', { planId: 'P', endedOn: on });
      options.end?.(plan, on);
    });
    open.slice(0, visited).forEach(({ childId }, i) => {
      t.tell(childId, 'CpVisitMade', { planId: 'P', visitedOn: weekdayIn(month, i), seen: true });
    });
    open = open.concat(Array.from({ length: openAtEnd - throughout }, (_, i) => start(weekdayIn(month, i))));
  }
  return open;
}

/** Children looked after: so many at the end of each month, the oldest leaving first. Answers with those at the last end. */
export function careByMonth(
  t: Teller,
  months: readonly { readonly month: PlainDate; readonly atEnd: number }[],
  options: { readonly before: PlainDate; readonly begin: (i: number) => string },
): readonly string[] {
  let begun = 0;
  const start = (startedOn: PlainDate): string => {
    const childId = options.begin(begun++);
    t.tell(childId, 'CareStarted', {
      periodId: 'L',
      startedOn,
      legalStatus: 'C2',
      placement: { placementId: 'F', type: 'U4', provider: 'PR1' },
      rne: 'S',
    });
    return childId;
  };
  let open = Array.from({ length: months[0]!.atEnd }, () => start(options.before));
  for (const { month, atEnd } of months.slice(1)) {
    open.slice(0, Math.max(0, open.length - atEnd)).forEach((childId, i) => {
      t.tell(childId, 'CareCeased', { periodId: 'L', ceasedOn: weekdayIn(month, i), reason: 'E4A' });
    });
    open = open.slice(Math.max(0, open.length - atEnd));
    while (open.length < atEnd) open = open.concat(start(weekdayIn(month, begun)));
  }
  return open;
}

/** A day within the stretch of a month's end in which an assessment is open for more than a week. */
export const aroundMonthEnd = (
  end: PlainDate,
): { readonly startedOn: PlainDate; readonly authorisedOn: PlainDate } => ({
  startedOn: addDays(end, -12),
  authorisedOn: addDays(end, 5),
});
