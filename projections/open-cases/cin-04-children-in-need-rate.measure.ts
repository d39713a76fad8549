import { measure } from '#measures/measure';
import { cin01 } from './cin-01-children-in-need.measure.ts';

export const cin04 = measure({
  id: 'CIN-04',
  title: 'Children in need per 10,000',
  definition: 'The children in need at the end of the day, per 10,000 of the population aged 0 to 17.',
  source: 'DfE Children in need, table b1; LAIT; catalogue C.6 CIN-04, C.0.11, vector RT03',
  unit: 'per10000',
  decimals: 1,
  polarity: 'none',
  numerator: cin01.numerator,
  denominator: { kind: 'population', annualised: false },
});
