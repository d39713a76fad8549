import { flow, measure } from '#measures/measure';
import { adoptions } from './adoptions.projection.ts';

export const ad2 = measure({
  id: 'AD-2',
  title: 'Average days from the placement order to the match with adopters',
  definition:
    'For children adopted in the period, the mean number of days from the placement order to the day they were matched with adopters. Adoptions without a placement order, or of which the match is not known, are left out.',
  source: 'Adoption scorecards; catalogue C.7 AD-2',
  unit: 'days',
  decimals: 0,
  polarity: 'low',
  numerator: flow(adoptions, 'adoptedOn', {
    where: { orderToMatchDays: 'KNOWN' },
    sum: { column: 'orderToMatchDays', per: 1 },
  }),
  denominator: flow(adoptions, 'adoptedOn', { where: { orderToMatchDays: 'KNOWN' } }),
});
