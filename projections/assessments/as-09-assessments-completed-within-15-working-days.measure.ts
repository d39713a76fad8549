import { flow, measure, type Measure } from '#measures/measure';
import { assessmentsCompleted } from './as-01-assessments-completed.measure.ts';
import { assessments } from './assessments.projection.ts';

export const as09 = measure({
  id: 'AS-09',
  title: 'Assessments completed within 15 working days',
  definition:
    'Of the single assessments authorised in the period, those authorised within 15 working days of the start of their clock.',
  source: 'catalogue C.3 AS-09',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', within15: true } }),
  denominator: assessmentsCompleted,
});

export const as09Day20: Measure = measure({
  ...as09,
  id: 'AS-09.20',
  title: 'Assessments completed within 20 working days',
  definition:
    'Of the single assessments authorised in the period, those authorised within 20 working days of the start of their clock.',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', within20: true } }),
});
