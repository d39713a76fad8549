import { flow, measure } from '#measures/measure';
import { legalSteps } from './legal-steps.projection.ts';

export const lac12Discharged = measure({
  id: 'LAC-12.discharged',
  title: 'Care orders discharged',
  definition: 'Children whose care order was discharged in the period.',
  source: 'catalogue C.7 LAC-12',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(legalSteps, 'on', { where: { step: 'CareOrderDischarged' } }),
});
