import { measure } from '#measures/measure';
import { enquiriesStarted } from './s47-01-section-47-enquiries.measure.ts';

export const s4702 = measure({
  id: 'S47-02',
  title: 'Section 47 enquiries per 10,000 children, annualised',
  definition:
    'Section 47 enquiries begun in the period, times 12, divided by the months of the period and by the population aged 0 to 17, per 10,000.',
  source: 'DfE Children in need, table c; catalogue C.4 S47-02, C.0.11, C.0.12',
  unit: 'per10000',
  decimals: 1,
  polarity: 'none',
  numerator: enquiriesStarted,
  denominator: { kind: 'population', annualised: true },
});
