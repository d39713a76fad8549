import { flow, measure } from '#measures/measure';
import { assessmentsCompleted } from './as-01-assessments-completed.measure.ts';
import { assessments } from './assessments.projection.ts';

export const as07 = measure({
  id: 'AS-07',
  title: 'Children seen during assessment',
  definition:
    'Of the single assessments authorised in the period, of section 17 and section 47 alike, those in which the child was seen by the day of authorisation. Nothing known counts as not seen.',
  source: 'catalogue C.3 AS-07',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', childSeen: true } }),
  denominator: assessmentsCompleted,
});
