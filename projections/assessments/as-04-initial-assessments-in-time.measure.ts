import { flow, measure } from '#measures/measure';
import { assessments } from './assessments.projection.ts';

export const as04 = measure({
  id: 'AS-04',
  title: 'Initial assessments completed within 10 working days',
  definition:
    'Of the initial assessments authorised in the period, those authorised within 10 working days of the referral; within 7 where the referral came before 1 April 2010. The day of the referral is day 0.',
  source: 'LAIT; catalogue C.3 AS-04, G45, vectors AS07, AS08',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(assessments, 'authorisedOn', { where: { kind: 'INITIAL', inTimeByKind: true } }),
  denominator: flow(assessments, 'authorisedOn', { where: { kind: 'INITIAL' } }),
});
