import { flow, measure } from '#measures/measure';
import { childProtectionPlans } from './child-protection-plans.projection.ts';

/** Every plan ended: also what the long ones among them are of. */
export const plansEnded = flow(childProtectionPlans, 'endedOn', { team: 'endedTeam', area: 'endedArea' });

export const cp03 = measure({
  id: 'CP-03',
  title: 'Children who ceased to be the subject of a child protection plan',
  definition: 'Child protection plans that ended in the period.',
  source: 'DfE Children in need, table d; catalogue C.5 CP-03',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: plansEnded,
});
