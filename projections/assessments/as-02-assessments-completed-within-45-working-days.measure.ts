import { flow, measure, type Measure } from '#measures/measure';
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
  policy: { key: 'assessmentClock', value: 'REFERRAL_FIRST' },
});

/** The other reading of the clock (DfE query 8670Q): a worker who begins late is not late. */
export const as02FromStart: Measure = measure({
  ...as02,
  id: 'AS-02.start',
  title: 'Assessments completed within 45 working days of their start',
  definition:
    'Of the single assessments authorised in the period, those authorised within 45 working days of the day they were begun. The first day is day 0; a weekend or bank holiday after day 45 is still day 45.',
  source: 'DfE query 8670Q; catalogue C.3 AS-02, G1 (assessmentClock: START)',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'SINGLE', inTimeFromStart: true } }),
  policy: { key: 'assessmentClock', value: 'START' },
});

const { policy: _, ...byClock } = as02;

export const as02Basis: Measure = measure({
  ...byClock,
  id: 'AS-02.basis',
  title: 'Assessments completed within 45 working days, by basis',
  definition:
    'The same, apart for assessments of section 17 and of section 47: of how many authorised in the period, how many within 45 working days.',
  grouping: { column: 'basis' },
});
