import { flow, measure } from '#measures/measure';
import { assessmentsCompleted } from './as-01-assessments-completed.measure.ts';
import { assessments } from './assessments.projection.ts';

export const as02 = measure({
  id: 'AS-02',
  title: 'Assessments completed within 45 working days',
  definition:
    'Of the single assessments authorised in the period, those authorised on or before the 45th working day: after the referral for the first assessment of a case, after its own start for later ones.',
  source: 'CIN census guide 2023-24, 4.9; catalogue C.3 AS-02, G1, G2',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', inTime: true } }),
  denominator: assessmentsCompleted,
});
