import { measure } from '#measures/measure';
import { referralsReceived } from './rf-01-referrals.measure.ts';

export const rf03 = measure({
  id: 'RF-03',
  title: 'Referrals by week',
  definition: 'Referrals received in the period, by week from Monday to Sunday.',
  source: 'catalogue C.2 RF-03, G30; weeks of ISO 8601',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: referralsReceived,
  grouping: { isoWeek: true },
});
