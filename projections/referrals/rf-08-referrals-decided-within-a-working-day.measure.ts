import { flow, measure } from '#measures/measure';
import { referrals } from './referrals.projection.ts';

export const rf08 = measure({
  id: 'RF-08',
  title: 'Referrals decided within one working day',
  definition:
    'Of the referrals received in the period that are decided, or are not decided though the working day after the referral is over, those decided on or before that working day.',
  source: 'CIN census guide 2023-24, 4.3; catalogue C.2 RF-08',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(referrals, 'referredOn', { by: 'decidedInTimeOn' }),
  denominator: flow(referrals, 'referredOn', { by: 'decisionSettledOn' }),
});
