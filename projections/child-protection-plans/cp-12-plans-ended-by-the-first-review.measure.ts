import { flow, measure, type Measure } from '#measures/measure';
import { childProtectionPlans } from './child-protection-plans.projection.ts';
import { plansEnded } from './cp-03-children-who-ceased-to-be-subject-of-a-plan.measure.ts';

/** Plans begun in the year that ended three months ago, once their first review was held or 91 days had passed. */
const cohort = { by: 'maturedOn', window: { months: 12, endingMonthsBefore: 3 } } as const;

export const cp12 = measure({
  id: 'CP-12',
  title: 'Child protection plans that ended by the first review',
  definition:
    'Of the child protection plans that began in the 12 months ending three months ago, and whose first review has been held or which began 91 days ago or more, those that ended on or before the first review and within 91 days.',
  source: 'catalogue C.5 CP-12, vector CP19',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: flow(childProtectionPlans, 'startedOn', { ...cohort, where: { endedByFirstReview: true } }),
  denominator: flow(childProtectionPlans, 'startedOn', cohort),
});

export const cp12Ended: Measure = measure({
  ...cp12,
  id: 'CP-12.ended',
  title: 'Ended child protection plans that ended by the first review',
  definition:
    'Of the child protection plans that ended in the period, those that ended on or before the first review and within 91 days of their start.',
  numerator: flow(childProtectionPlans, 'endedOn', {
    where: { endedByFirstReview: true },
    team: 'endedTeam',
    area: 'endedArea',
  }),
  denominator: plansEnded,
});
