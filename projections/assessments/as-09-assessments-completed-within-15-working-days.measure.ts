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
  polarity: 'high',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', within15: true } }),
  denominator: assessmentsCompleted,
  policy: { key: 'assessmentClock', value: 'REFERRAL_FIRST' },
});

export const as09FromStart: Measure = measure({
  ...as09,
  id: 'AS-09.start',
  title: 'Assessments completed within 15 working days of their start',
  definition:
    'Of the single assessments authorised in the period, those authorised within 15 working days of the day they were begun.',
  source: 'catalogue C.3 AS-09, G1 (assessmentClock: START)',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', within15FromStart: true } }),
  policy: { key: 'assessmentClock', value: 'START' },
});

const { policy: _, ...within15 } = as09;

export const as09Day20: Measure = measure({
  ...within15,
  id: 'AS-09.20',
  title: 'Assessments completed within 20 working days',
  definition:
    'Of the single assessments authorised in the period, those authorised within 20 working days of the start of their clock.',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', within20: true } }),
});

export const as09Day20FromStart: Measure = measure({
  ...within15,
  id: 'AS-09.20.start',
  title: 'Assessments completed within 20 working days of their start',
  definition:
    'Of the single assessments authorised in the period, those authorised within 20 working days of the day they were begun.',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', within20FromStart: true } }),
});
