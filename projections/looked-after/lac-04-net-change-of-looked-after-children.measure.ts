import { measure } from '#measures/measure';
import { startedToBeLookedAfter } from './lac-02-children-who-started-to-be-looked-after.measure.ts';
import { ceasedToBeLookedAfter } from './lac-03-children-who-ceased-to-be-looked-after.measure.ts';

export const lac04 = measure({
  id: 'LAC-04',
  title: 'Looked-after children, net change',
  definition:
    'Periods of care that began in the period, less those that ceased in it. It differs from the change in looked-after children by those who turned 18 in care.',
  source: 'catalogue C.7 LAC-04',
  unit: 'net',
  decimals: 0,
  polarity: 'none',
  numerator: startedToBeLookedAfter,
  denominator: ceasedToBeLookedAfter,
});
