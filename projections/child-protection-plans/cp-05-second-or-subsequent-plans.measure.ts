import { flow, measure, type Measure } from '#measures/measure';
import { childProtectionPlans } from './child-protection-plans.projection.ts';
import { plansStarted } from './cp-02-children-who-became-subject-of-a-plan.measure.ts';

export const cp05 = measure({
  id: 'CP-05',
  title: 'Second or subsequent child protection plans, ever',
  definition:
    'Of the child protection plans that began in the period, those of a child who had had a plan of this authority before, however long ago. Plans of other authorities do not count; plans an import reports from before do.',
  source: 'CIN census guide 2023-24, 5.4; DfE Children in need, table d; catalogue G8, G38',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: flow(childProtectionPlans, 'startedOn', { where: { isSecondOrSubsequent: true } }),
  denominator: plansStarted,
  policy: { key: 'secondPlan', value: 'EVER' },
});

export const cp05Within24Months: Measure = measure({
  ...cp05,
  id: 'CP-05.24m',
  title: 'Second or subsequent child protection plans, within 24 months',
  definition:
    'Of the child protection plans that began in the period, those of a child whose earlier plan of this authority had ended within the 24 calendar months before, the boundary included. Plans an import reports without their days do not count.',
  numerator: flow(childProtectionPlans, 'startedOn', { where: { isSecondWithin24Months: true } }),
  policy: { key: 'secondPlan', value: 'WITHIN_24_MONTHS' },
});

export const cp05Within12Months: Measure = measure({
  ...cp05,
  id: 'CP-05.12m',
  title: 'Second or subsequent child protection plans, within 12 months',
  definition:
    'Of the child protection plans that began in the period, those of a child whose earlier plan of this authority had ended within the 12 calendar months before, the boundary included. Plans an import reports without their days do not count.',
  numerator: flow(childProtectionPlans, 'startedOn', { where: { isSecondWithin12Months: true } }),
  policy: { key: 'secondPlan', value: 'WITHIN_12_MONTHS' },
});
