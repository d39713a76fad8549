import { measure, stock, type Measure } from '#measures/measure';
import { openChildProtectionPlans } from './open-child-protection-plans.projection.ts';

export const cp09 = measure({
  id: 'CP-09',
  title: 'Child protection plans reviewed within the required timescales',
  definition:
    'Of the child protection plans open at the end of the day that began more than 91 days before, those of which every review so far was held by its due day and the next is not overdue: the first within 91 days of the start of the plan, each later one within 183 days of the one before.',
  source: 'DfE Children in need, table d (plans open for at least three months); catalogue C.5 CP-09, G11',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: stock(openChildProtectionPlans, 'from', 'to', { since: 'over91DaysFrom', until: 'reviewMissedFrom' }),
  denominator: stock(openChildProtectionPlans, 'from', 'to', { since: 'over91DaysFrom' }),
  policy: { key: 'cpReviewRule', value: 'DAYS_91_183' },
});

export const cp09Calendar: Measure = measure({
  ...cp09,
  id: 'CP-09.calendar',
  title: 'Child protection plans reviewed within the required timescales, by calendar months',
  definition:
    'Of the child protection plans open at the end of the day that began more than 91 days before, those of which every review so far was held by its due day and the next is not overdue: the first within 3 calendar months of the start of the plan, each later one within 6 calendar months of the one before.',
  numerator: stock(openChildProtectionPlans, 'from', 'to', {
    since: 'over91DaysFrom',
    until: 'calendarReviewMissedFrom',
  }),
  policy: { key: 'cpReviewRule', value: 'CALENDAR' },
});
