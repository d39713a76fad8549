import { flow, measure, stock, type Measure } from '#measures/measure';
import { periodsOfCare } from './periods-of-care.projection.ts';
import { startsAndEndsOfAYear } from './starts-and-ends-of-a-year.projection.ts';

export const ceasedToBeLookedAfter = flow(periodsOfCare, 'ceasedOn', { team: 'ceasedTeam', area: 'ceasedArea' });

export const lac03 = measure({
  id: 'LAC-03',
  title: 'Children who ceased to be looked after',
  definition: 'Periods of care that ceased in the period, short breaks left out.',
  source: 'SSDA903; catalogue C.7 LAC-03, G40',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: ceasedToBeLookedAfter,
});

export const ceasedInTheYear = stock(startsAndEndsOfAYear, 'from', 'to', { where: { step: 'CEASED' } });

export const lac03National: Measure = measure({
  ...lac03,
  id: 'LAC-03.national',
  title: 'Children who ceased to be looked after in the financial year, each once',
  definition:
    'Children who ceased to be looked after in the financial year of the day, up to the day, short breaks left out; each child counts once, with the last time of the year.',
  source: 'DfE Children looked after; catalogue C.7 LAC-03, G40',
  numerator: ceasedInTheYear,
});
