import type { PlainDate } from '#calendar/plain-date';
import { isShortBreak, periodsOfCare, type PeriodOfCare } from '#case-flow/care/periods-of-care';
import type { Journey } from '#case-flow/journey';
import type { Interval } from '../stretches.ts';

/**
 * Days in which a child was looked after without a break, short breaks (V3, V4) left out. Nearly always the whole period
 * of care; a period that turns from short breaks into care begins to be a span on that day.
 */
export interface SpanOfCare extends Interval {
  readonly period: PeriodOfCare;
  /** 1 for the first span of the period. */
  readonly number: number;
}

/** Every span of every period of care, in order. */
export const spansOfCare = (journey: Journey): readonly SpanOfCare[] => periodsOfCare(journey).flatMap(spansOf);

function spansOf(period: PeriodOfCare): readonly SpanOfCare[] {
  const spans: Interval[] = [];
  for (const { from, to, legalStatus } of period.legalStatuses) {
    if (isShortBreak(legalStatus)) continue;
    const before = spans.at(-1);
    const joined = before?.to === from ? spans.pop()!.from : from;
    spans.push(to === undefined ? { from: joined } : { from: joined, to });
  }
  return spans.map((span, i) => ({ ...span, period, number: i + 1 }));
}

/** The legal status on a day of the period; on the day it ceases, the last. */
export const legalStatusBy = ({ legalStatuses, started }: PeriodOfCare, on: PlainDate) =>
  legalStatuses.findLast((one) => one.from <= on)?.legalStatus ?? started.data.legalStatus;
