import { measure, stock, type Measure } from '#measures/measure';
import { openChildProtectionPlans } from './open-child-protection-plans.projection.ts';

/** Every child on a plan at the end of a day: also what the long plans are of. */
export const childrenOnAPlan = stock(openChildProtectionPlans, 'from', 'to');

export const cp01 = measure({
  id: 'CP-01',
  title: 'Children on a child protection plan',
  definition:
    'Children with a child protection plan open at the end of the day. A plan that ends that day is not open, one that starts that day is. Plans of other authorities for children who stay here for a time are left out.',
  source: 'DfE Children in need, table d; catalogue C.0.5, C.5 CP-01, G12',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: childrenOnAPlan,
});

export const cp01Rate: Measure = measure({
  ...cp01,
  id: 'CP-01.rate',
  title: 'Children on a child protection plan per 10,000',
  definition:
    'Children with a child protection plan open at the end of the day, per 10,000 of the population aged 0 to 17.',
  unit: 'per10000',
  decimals: 1,
  denominator: { kind: 'population', annualised: false },
});
