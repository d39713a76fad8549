import { flow, measure } from '#measures/measure';
import { referrals } from './referrals.projection.ts';
import { referralsReceived } from './rf-01-referrals.measure.ts';

export const rf06 = measure({
  id: 'RF-06',
  title: 'Referrals with no further action',
  definition:
    'Of the referrals received in the period, those decided to need no further action. Referrals not decided yet stay in what it is a share of.',
  source: 'DfE Children in need, table c1; catalogue C.2 RF-06',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: flow(referrals, 'referredOn', { by: 'noFurtherActionOn' }),
  denominator: referralsReceived,
});
