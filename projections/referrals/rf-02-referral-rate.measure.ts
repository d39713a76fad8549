import { flow, measure, type Measure } from '#measures/measure';
import { referrals } from './referrals.projection.ts';
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

/** A whole year of referrals needs no multiplying. */
export const rf02Rolling: Measure = measure({
  ...rf02,
  id: 'RF-02.rolling',
  title: 'Referrals per 10,000 children, rolling 12 months',
  definition:
    'Referrals received in the 12 months up to the day asked for, divided by the population aged 0 to 17, per 10,000.',
  source: 'catalogue C.2 RF-02, C.0.11, G29 (rolling 12 months)',
  numerator: flow(referrals, 'referredOn', { window: { months: 12, endingMonthsBefore: 0 } }),
  denominator: { kind: 'population', annualised: false },
});
