import { measure, stock } from '#measures/measure';
import { longTermStability } from './long-term-stability.projection.ts';

export const lac08 = measure({
  id: 'LAC-08',
  title: 'Long-term stability of placements',
  definition:
    'Of the children under 16 at the end of the day who have been looked after without a break for at least 30 months, those who have been in the present placement for at least 24. Changes with the same carer do not end a placement, and one for adoption is joined to the one before it.',
  source: 'DfE LAIT, long-term placement stability; catalogue C.7 LAC-08, vectors LA13 to LA16',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: stock(longTermStability, 'from', 'to', { since: 'settledOn' }),
  denominator: stock(longTermStability, 'from', 'to'),
});
