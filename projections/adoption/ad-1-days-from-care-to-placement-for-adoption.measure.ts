import { flow, measure } from '#measures/measure';
import { adoptions } from './adoptions.projection.ts';

export const ad1 = measure({
  id: 'AD-1',
  title: 'Average days from the start of care to the placement for adoption',
  definition:
    'For children adopted in the period, the mean number of days from the day they started to be looked after to the day they were placed for adoption. Adoptions of which the placement is not known are left out.',
  source: 'Adoption scorecards; catalogue C.7 AD-1',
  unit: 'days',
  decimals: 0,
  polarity: 'low',
  numerator: flow(adoptions, 'adoptedOn', {
    where: { careToPlacementDays: 'KNOWN' },
    sum: { column: 'careToPlacementDays', per: 1 },
  }),
  denominator: flow(adoptions, 'adoptedOn', { where: { careToPlacementDays: 'KNOWN' } }),
});
