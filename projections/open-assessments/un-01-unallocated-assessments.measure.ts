import { measure, stock, type Measure } from '#measures/measure';
import { assessmentsOpen } from './as-03-open-assessments-in-timescale.measure.ts';
import { openAssessments } from './open-assessments.projection.ts';

export const un01 = measure({
  id: 'UN-01',
  title: 'Unallocated single assessments open for more than 7 days',
  definition:
    'Of the single assessments open at the end of the day, those begun more than seven calendar days before whose case has no lead social worker.',
  source: 'catalogue C.3 UN-01, G19',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: stock(openAssessments, 'from', 'to', { where: { kind: 'SINGLE' }, since: 'unallocatedFrom' }),
  denominator: assessmentsOpen,
  policy: { key: 'unallocated', value: '>7' },
});

export const un01FromDay7: Measure = measure({
  ...un01,
  id: 'UN-01.7',
  title: 'Unallocated single assessments open for 7 days or more',
  definition:
    'Of the single assessments open at the end of the day, those begun seven or more calendar days before whose case has no lead social worker.',
  source: 'catalogue C.3 UN-01, G19 (policy >=)',
  numerator: stock(openAssessments, 'from', 'to', { where: { kind: 'SINGLE' }, since: 'unallocatedFromDay7' }),
  policy: { key: 'unallocated', value: '>=7' },
});
