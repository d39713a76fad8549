import { flow, measure } from '#measures/measure';
import { assessmentsCompleted } from './as-01-assessments-completed.measure.ts';
import { assessments } from './assessments.projection.ts';

export const as02 = measure({
  id: 'AS-02',
  title: 'Assessments completed within 45 working days',
  definition:
    'Of the single assessments authorised in the period, those authorised within 45 working days: of the referral for the first assessment of a case, of its own start for later ones. The first day is day 0; a weekend or bank holiday after day 45 is still day 45.',
  source: 'CIN census guide 2023-24, 4.9; catalogue C.3 AS-02, G1, G2',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', inTime: true } }),
  denominator: assessmentsCompleted,
});
