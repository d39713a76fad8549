import { measure, stock } from '#measures/measure';
import { childrenOnAPlan } from './cp-01-children-on-a-child-protection-plan.measure.ts';
import { openChildProtectionPlans } from './open-child-protection-plans.projection.ts';

export const cp06 = measure({
  id: 'CP-06',
  title: 'Open child protection plans of two years or more',
  definition:
    'Of the children on a child protection plan at the end of the day, those whose plan has lasted 730 days or more, its first day and this one counted.',
  source: 'LAIT (over 729 days); DfE Children in need, table d5; catalogue G9, G10',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: stock(openChildProtectionPlans, 'from', 'to', { since: 'twoYearsFrom' }),
  denominator: childrenOnAPlan,
});
