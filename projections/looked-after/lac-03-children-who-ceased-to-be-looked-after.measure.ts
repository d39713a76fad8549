import { flow, measure } from '#measures/measure';
import { periodsOfCare } from './periods-of-care.projection.ts';

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
