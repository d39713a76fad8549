import { flow, measure, type Measure } from '#measures/measure';
import { assessmentReviewPoints } from './assessment-review-points.projection.ts';

export const as08 = measure({
  id: 'AS-08',
  title: 'Assessments reviewed by working day 15',
  definition:
    'Of the single assessments whose 15th working day falls in the period and which were still open then, those reviewed on or before that day.',
  source: 'catalogue C.3 AS-08, vector AS06',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(assessmentReviewPoints, 'dueOn', { where: { kind: 'SINGLE', point: 15, inTime: true } }),
  denominator: flow(assessmentReviewPoints, 'dueOn', { where: { kind: 'SINGLE', point: 15 } }),
  policy: { key: 'assessmentClock', value: 'REFERRAL_FIRST' },
});

export const as08FromStart: Measure = measure({
  ...as08,
  id: 'AS-08.start',
  title: 'Assessments reviewed by working day 15 of their start',
  definition:
    'Of the single assessments whose 15th working day after they were begun falls in the period and which were still open then, those reviewed on or before that day.',
  source: 'catalogue C.3 AS-08, G1 (assessmentClock: START)',
  numerator: flow(assessmentReviewPoints, 'dueFromStartOn', {
    where: { kind: 'SINGLE', point: 15, inTimeFromStart: true },
  }),
  denominator: flow(assessmentReviewPoints, 'dueFromStartOn', { where: { kind: 'SINGLE', point: 15 } }),
  policy: { key: 'assessmentClock', value: 'START' },
});

const { policy: _, ...byDay15 } = as08;

export const as08Day30: Measure = measure({
  ...byDay15,
  id: 'AS-08.30',
  title: 'Assessments reviewed by working day 30',
  definition:
    'Of the single assessments whose 30th working day falls in the period and which were still open then, those reviewed on or before that day.',
  numerator: flow(assessmentReviewPoints, 'dueOn', { where: { kind: 'SINGLE', point: 30, inTime: true } }),
  denominator: flow(assessmentReviewPoints, 'dueOn', { where: { kind: 'SINGLE', point: 30 } }),
});
