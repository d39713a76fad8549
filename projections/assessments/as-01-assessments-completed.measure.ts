import { flow, measure, type Measure } from '#measures/measure';
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

/** What was worked with before single assessments, and beside them: initial, core, and core for an enquiry. */
export const as01Kinds: Measure = measure({
  ...as01,
  id: 'AS-01.kinds',
  title: 'Assessments completed, by kind',
  definition:
    'Assessments authorised in the period, by kind: single, initial, core, and core for a section 47 enquiry. Cancelled assessments do not count.',
  numerator: flow(assessments, 'authorisedOn'),
  grouping: { column: 'kind' },
});
