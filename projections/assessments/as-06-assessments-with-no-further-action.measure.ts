import { flow, measure } from '#measures/measure';
import { assessmentsCompleted } from './as-01-assessments-completed.measure.ts';
import { assessments } from './assessments.projection.ts';

export const as06 = measure({
  id: 'AS-06',
  title: 'Assessments that led to no further action',
  definition:
    'Of the single assessments authorised in the period, those that led to no further involvement of the statutory service: no further action, or early help.',
  source: 'catalogue C.3 AS-06',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', outcome: ['NFA', 'EARLY_HELP'] } }),
  denominator: assessmentsCompleted,
});
