import type { ChildInNeedPlan } from '#case-flow/child-in-need-plan/child-in-need-plans';

/** A plan's row id. Plans of imports may have no id of their own. */
export const idOfPlan = ({ started, planId }: ChildInNeedPlan): string =>
  `${started.childId}/${planId ?? started.eventId}`;
