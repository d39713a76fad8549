import { measure, stock } from '#measures/measure';
import { openChildInNeedPlans } from './open-child-in-need-plans.projection.ts';

export const cin05 = measure({
  id: 'CIN-05',
  title: 'Child in need plans reviewed in time',
  definition:
    'Of the child in need plans open at the end of the day for more than 3 calendar months, those whose latest review was held within the last 3. The day 3 months after a review is still in time.',
  source: 'catalogue C.6 CIN-05, C.11 (cinReviewMonths: 3); a local standard, no statutory one',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: stock(openChildInNeedPlans, 'from', 'to', { since: 'reviewNeededFrom', until: 'overdueFrom' }),
  denominator: stock(openChildInNeedPlans, 'from', 'to', { since: 'reviewNeededFrom' }),
  policy: { key: 'cinReviewMonths', value: '3' },
});
