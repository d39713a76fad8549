import { flow, measure } from '#measures/measure';
import { referrals } from './referrals.projection.ts';

/** Every referral received, those with no further action included: also what most other measures of referrals are of. */
export const referralsReceived = flow(referrals, 'referredOn');

export const rf01 = measure({
  id: 'RF-01',
  title: 'Referrals',
  definition:
    'Referrals received in the period, those with no further action included. Two of one child on one day are one.',
  source: 'CIN census guide 2023-24, 4.1 to 4.4',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: referralsReceived,
});
