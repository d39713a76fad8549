import type { ChildProtectionPlan } from '#case-flow/child-protection-plan/child-protection-plans';
import type { Interval } from '../stretches.ts';

/** The days a plan is open: from its first up to, and without, its last (catalogue C.0.5). */
export const daysOf = ({ startedOn, endedOn }: ChildProtectionPlan): Interval =>
  endedOn === undefined ? { from: startedOn } : { from: startedOn, to: endedOn };
