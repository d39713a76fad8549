import { flow, measure, stock, type Measure } from '#measures/measure';
import { periodsOfCare } from './periods-of-care.projection.ts';
import { startsAndEndsOfAYear } from './starts-and-ends-of-a-year.projection.ts';

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

export const lac02National: Measure = measure({
  ...lac02,
  id: 'LAC-02.national',
  title: 'Children who started to be looked after in the financial year, each once',
  definition:
    'Children who started to be looked after in the financial year of the day, up to the day, short breaks left out; each child counts once, with the first start of the year.',
  source: 'DfE Children looked after; catalogue C.7 LAC-02, G40',
  numerator: stock(startsAndEndsOfAYear, 'from', 'to', { where: { step: 'STARTED' } }),
});
