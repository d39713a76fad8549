import { measure, stock, type Measure } from '#measures/measure';
import { lookedAfterChildren } from './looked-after-children.projection.ts';

export const lac01 = measure({
  id: 'LAC-01',
  title: 'Looked-after children',
  definition:
    'Children looked after at the end of the day who are under 18 on it. Short breaks (V3, V4) do not count; a child who ceases to be looked after, or turns 18, that day does not either.',
  source: 'DfE Children looked after, SSDA903; catalogue C.7 LAC-01, G22, vectors LA17 to LA19',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: stock(lookedAfterChildren, 'from', 'to'),
});

export const lac01Rate: Measure = measure({
  ...lac01,
  id: 'LAC-01.rate',
  title: 'Looked-after children per 10,000',
  definition: 'Children under 18 looked after at the end of the day, per 10,000 of the population aged 0 to 17.',
  unit: 'per10000',
  denominator: { kind: 'population', annualised: false },
});
