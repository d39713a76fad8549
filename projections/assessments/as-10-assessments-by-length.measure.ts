import { measure, type Measure } from '#measures/measure';
import { assessmentsCompleted } from './as-01-assessments-completed.measure.ts';

export const as10 = measure({
  id: 'AS-10',
  title: 'Assessments completed, by length in working days',
  definition:
    'Single assessments authorised in the period, by the working days from the start of their clock; 0 is the day it started.',
  source: 'DfE Children in need, table c2; catalogue G2',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: assessmentsCompleted,
  grouping: { column: 'band' },
  policy: { key: 'assessmentClock', value: 'REFERRAL_FIRST' },
});

export const as10FromStart: Measure = measure({
  ...as10,
  id: 'AS-10.start',
  title: 'Assessments completed, by length in working days from their start',
  definition:
    'Single assessments authorised in the period, by the working days from the day they were begun; 0 is that day.',
  source: 'DfE Children in need, table c2; catalogue G1 (assessmentClock: START), G2',
  grouping: { column: 'bandFromStart' },
  policy: { key: 'assessmentClock', value: 'START' },
});
