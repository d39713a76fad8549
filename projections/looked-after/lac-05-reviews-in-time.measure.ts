import { flow, measure } from '#measures/measure';
import { careReviews } from './care-reviews.projection.ts';

export const lac05 = measure({
  id: 'LAC-05',
  title: 'Reviews of looked-after children held in time',
  definition:
    'Of the reviews of looked-after children held in the period, short breaks left out, those held by their due day: the first within 20 working days of the start of care, the second within 3 months of the first, each later one within 6 months of the one before. A review whose due day cannot be known, because an import does not tell of the one before, is left out.',
  source:
    'Care Planning, Placement and Case Review Regulations 2010, reg 33; catalogue C.7 LAC-05, vectors LA01 to LA04',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(careReviews, 'heldOn', { where: { inTime: true } }),
  denominator: flow(careReviews, 'heldOn', { where: { inTime: 'KNOWN' } }),
});
