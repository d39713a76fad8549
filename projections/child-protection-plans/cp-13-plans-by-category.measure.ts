import { measure, stock, type Measure } from '#measures/measure';
import { categoriesOfPlans } from './categories-of-plans.projection.ts';
import { childrenOnAPlan } from './cp-01-children-on-a-child-protection-plan.measure.ts';
import { plansStarted } from './cp-02-children-who-became-subject-of-a-plan.measure.ts';

export const cp13 = measure({
  id: 'CP-13',
  title: 'Children on a child protection plan by latest category of abuse',
  definition:
    'Children with a child protection plan open at the end of the day, by the category of abuse at that time.',
  source: 'DfE Children in need, table d; catalogue C.5 CP-13',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: childrenOnAPlan,
  grouping: { column: 'category' },
});

export const cp13Initial: Measure = measure({
  ...cp13,
  id: 'CP-13.initial',
  title: 'Children on a child protection plan by initial category of abuse',
  definition:
    'Children with a child protection plan open at the end of the day, by the category of abuse with which the plan began.',
  grouping: { column: 'initialCategory' },
});

export const cp13Started: Measure = measure({
  ...cp13,
  id: 'CP-13.started',
  title: 'Child protection plans begun, by initial category of abuse',
  definition: 'Child protection plans that began in the period, by the category of abuse with which they began.',
  numerator: plansStarted,
  grouping: { column: 'category' },
});

export const cp13StartedLatest: Measure = measure({
  ...cp13,
  id: 'CP-13.started.latest',
  title: 'Child protection plans begun, by latest category of abuse',
  definition:
    'Child protection plans that began in the period, by their category of abuse at the end of the day; of a plan that has ended, by its last.',
  numerator: stock(categoriesOfPlans, 'from', 'to', { having: { count: plansStarted, column: 'planId' } }),
  grouping: { column: 'category' },
});
