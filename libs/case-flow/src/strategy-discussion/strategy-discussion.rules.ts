import { notBeforeReferral } from '../ordering.ts';
import type { OrderingRule } from '../rule.ts';

/** Ordering rules of strategy discussions (catalogue A.12): the census does not collect them, so no number is theirs. */
export const strategyDiscussionRules: readonly OrderingRule[] = [
  notBeforeReferral(
    { name: 'a-strategy-discussion-is-not-before-its-referral' },
    'StrategyDiscussionHeld',
    'The strategy discussion',
  ),
];
