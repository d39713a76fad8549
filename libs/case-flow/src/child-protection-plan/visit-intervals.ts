import type { PlainDate } from '#calendar/plain-date';
import { daysSeen, type ChildProtectionPlan, type ProtectionVisit } from './child-protection-plans.ts';

/** The days of a plan from one on which the child was seen (or its first) to the next, or to the end of the plan. */
export interface VisitInterval {
  /** The day the visits are counted from. */
  readonly since: PlainDate;
  readonly to?: PlainDate;
  /** The day the child was seen next. */
  readonly seenAgainOn?: PlainDate;
  /** Visits from its first day until the child was seen again: after the first day only those that did not see the child. */
  readonly visits: readonly ProtectionVisit[];
}

/**
 * The visit intervals of a plan, which tile its days. A visit on the day the plan ends still ends the interval before
 * it; visits outside the plan count for nothing (catalogue CP-11).
 */
export function visitIntervals(plan: ChildProtectionPlan): readonly VisitInterval[] {
  const { startedOn, endedOn } = plan;
  const seen = daysSeen(plan);
  const starts = [startedOn, ...seen.filter((on) => endedOn === undefined || on < endedOn)];
  return starts.map((since, i) => {
    const seenAgainOn = seen[i];
    const to = seenAgainOn ?? endedOn;
    return {
      since,
      ...(to === undefined ? {} : { to }),
      ...(seenAgainOn === undefined ? {} : { seenAgainOn }),
      visits: plan.visits.filter((one) => one.visitedOn >= since && (to === undefined || one.visitedOn < to)),
    };
  });
}

/** Whether the latest visit of the interval up to the end of a day saw the child alone; undefined where there was none. */
export function seenAlone({ visits }: VisitInterval, on: PlainDate): boolean | undefined {
  const latest = visits.findLast((one) => one.visitedOn <= on);
  return latest && visits.some((one) => one.visitedOn === latest.visitedOn && one.seen && one.alone);
}
