import { measure, stock, type Measure } from '#measures/measure';
import { openAssessments } from './open-assessments.projection.ts';

/** Single assessments open at the end of a day: also what the unallocated ones are of. */
export const assessmentsOpen = stock(openAssessments, 'from', 'to', { where: { kind: 'SINGLE' } });

export const as03 = measure({
  id: 'AS-03',
  title: 'Open assessments in timescale',
  definition:
    'Of the single assessments open at the end of the day, those not past the 45th working day of their clock. Day 45 itself is in timescale.',
  source: 'CIN census guide 2023-24, 4.9; catalogue C.3 AS-03, vectors AS04, AS05',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: stock(openAssessments, 'from', 'to', { where: { kind: 'SINGLE' }, until: 'overdueFrom' }),
  denominator: assessmentsOpen,
  policy: { key: 'assessmentClock', value: 'REFERRAL_FIRST' },
});

export const as03FromStart: Measure = measure({
  ...as03,
  id: 'AS-03.start',
  title: 'Open assessments within 45 working days of their start',
  definition:
    'Of the single assessments open at the end of the day, those not past the 45th working day after they were begun. Day 45 itself is in timescale.',
  source: 'DfE query 8670Q; catalogue C.3 AS-03, G1 (assessmentClock: START)',
  numerator: stock(openAssessments, 'from', 'to', { where: { kind: 'SINGLE' }, until: 'overdueFromStartFrom' }),
  policy: { key: 'assessmentClock', value: 'START' },
});
