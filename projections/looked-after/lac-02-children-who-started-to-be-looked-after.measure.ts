import { flow, measure } from '#measures/measure';
import { periodsOfCare } from './periods-of-care.projection.ts';

export const startedToBeLookedAfter = flow(periodsOfCare, 'startedOn');

export const lac02 = measure({
  id: 'LAC-02',
  title: 'Children who started to be looked after',
  definition:
    'Periods of care that began in the period, short breaks left out. A child with two in the period counts twice.',
  source: 'SSDA903; catalogue C.7 LAC-02, G40',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: startedToBeLookedAfter,
});
