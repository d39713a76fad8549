import { flow, measure } from '#measures/measure';
import { childProtectionPlans } from './child-protection-plans.projection.ts';

/** Every plan begun: also what repeat plans are of. */
export const plansStarted = flow(childProtectionPlans, 'startedOn');

export const cp02 = measure({
  id: 'CP-02',
  title: 'Children who became the subject of a child protection plan',
  definition: 'Child protection plans that began in the period. A child with two plans in the period counts twice.',
  source: 'DfE Children in need, table d; catalogue C.5 CP-02',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: plansStarted,
});
