import { flow, measure } from '#measures/measure';
import { childInNeedPlans } from './child-in-need-plans.projection.ts';

const ended = { team: 'endedTeam', area: 'endedArea' } as const;

export const cin06 = measure({
  id: 'CIN-06',
  title: 'Child in need plans after a protection plan kept up for three months',
  definition:
    'Of the child in need plans ended in the period that followed a child protection plan, those that had run for three calendar months or more; the day three months after the start counts.',
  source: 'catalogue A.8, C.6 CIN-06; quarterly reports (step-down for at least three months)',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(childInNeedPlans, 'endedOn', {
    ...ended,
    where: { kind: 'STEP_DOWN_FROM_CPP', lastedThreeMonths: true },
  }),
  denominator: flow(childInNeedPlans, 'endedOn', { ...ended, where: { kind: 'STEP_DOWN_FROM_CPP' } }),
});
