import { flow, measure } from '#measures/measure';
import { referrals } from './referrals.projection.ts';

export const rf09 = measure({
  id: 'RF-09',
  title: 'Child protection referrals',
  definition:
    'Referrals received in the period that were accepted for a strategy discussion, or on which one was held by the working day after.',
  source: 'catalogue C.2 RF-09',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(referrals, 'referredOn', { by: 'childProtectionOn' }),
});
