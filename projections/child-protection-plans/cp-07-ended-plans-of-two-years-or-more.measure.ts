import { flow, measure } from '#measures/measure';
import { childProtectionPlans } from './child-protection-plans.projection.ts';
import { plansEnded } from './cp-03-children-who-ceased-to-be-subject-of-a-plan.measure.ts';

export const cp07 = measure({
  id: 'CP-07',
  title: 'Ended child protection plans of two years or more',
  definition:
    'Of the child protection plans that ended in the period, those that had lasted 730 days or more, the first and the last day counted.',
  source: 'LAIT (over 729 days, the day of cessation counted); catalogue C.5 CP-07, G9',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: flow(childProtectionPlans, 'endedOn', {
    where: { lastedTwoYears: true },
    team: 'endedTeam',
    area: 'endedArea',
  }),
  denominator: plansEnded,
});
