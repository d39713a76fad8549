import { measure } from '#measures/measure';
import { referralsReceived } from './rf-01-referrals.measure.ts';

export const rf04 = measure({
  id: 'RF-04',
  title: 'Referrals, monthly average',
  definition: 'Referrals received in the period divided by the months it covers, to the nearest whole referral.',
  source: 'catalogue C.2 RF-04',
  unit: 'perMonth',
  decimals: 0,
  polarity: 'none',
  numerator: referralsReceived,
  denominator: { kind: 'months' },
});
