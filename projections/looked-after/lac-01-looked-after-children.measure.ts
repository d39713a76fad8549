import { measure, stock, type Measure } from '#measures/measure';
import { lookedAfterByNationalCount } from './looked-after-by-national-count.projection.ts';
import { lookedAfterChildren } from './looked-after-children.projection.ts';

/** The children every share of looked-after children is of. */
export const lookedAfter = stock(lookedAfterChildren, 'from', 'to');

export const lac01 = measure({
  id: 'LAC-01',
  title: 'Looked-after children',
  definition:
    'Children looked after at the end of the day who are under 18 on it. Short breaks (V3, V4) do not count; a child who ceases to be looked after, or turns 18, that day does not either.',
  source: 'DfE Children looked after, SSDA903; catalogue C.7 LAC-01, G21, G22, vectors LA17 to LA19',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: lookedAfter,
  policy: { key: 'cla', value: 'UNDER_18' },
});

export const lac01Rate: Measure = measure({
  ...lac01,
  id: 'LAC-01.rate',
  title: 'Looked-after children per 10,000',
  definition: 'Children under 18 looked after at the end of the day, per 10,000 of the population aged 0 to 17.',
  source: 'DfE Children looked after; catalogue C.7 LAC-01, C.0.11, vector BD07',
  unit: 'per10000',
  denominator: { kind: 'population', annualised: false },
});

export const lac01National: Measure = measure({
  ...lac01,
  id: 'LAC-01.national',
  title: 'Looked-after children as the national figures count them',
  definition:
    'Children looked after at the end of the day, short breaks left out: those under 18, and those of 18 to 20 accommodated in a community home under section 20(5) (legal status V2, placement K2).',
  source: 'DfE SSDA903 rule 359; catalogue C.7 LAC-01, G22',
  numerator: stock(lookedAfterByNationalCount, 'from', 'to'),
  policy: { key: 'cla', value: 'UNDER_18_AND_S20_5' },
});
