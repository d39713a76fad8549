import { measure } from '#measures/measure';
import { referralsReceived } from './rf-01-referrals.measure.ts';

export const rf02 = measure({
  id: 'RF-02',
  title: 'Referrals per 10,000 children, annualised',
  definition:
    'Referrals received in the period, times 12, divided by the months of the period and by the population aged 0 to 17, per 10,000.',
  source: 'catalogue C.0.11, C.0.12, G29; population: ONS mid-year estimate of the year before the reporting year ends',
  unit: 'per10000',
  decimals: 1,
  polarity: 'none',
  numerator: referralsReceived,
  denominator: { kind: 'population', annualised: true },
});
