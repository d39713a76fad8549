import { flow, measure } from '#measures/measure';
import { assessments } from './assessments.projection.ts';

/** Every single assessment authorised: also what the other measures of completed assessments are of. */
export const assessmentsCompleted = flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE' } });

export const as01 = measure({
  id: 'AS-01',
  title: 'Assessments completed',
  definition:
    'Single assessments authorised in the period, those begun for a section 47 enquiry included. Cancelled assessments do not count.',
  source: 'CIN census guide 2023-24, 4.9.3; catalogue C.3 AS-01',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: assessmentsCompleted,
});
