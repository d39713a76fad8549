import { measure, stock } from '#measures/measure';
import { lookedAfter } from './lac-01-looked-after-children.measure.ts';
import { lookedAfterChildren } from './looked-after-children.projection.ts';

export const lac12 = measure({
  id: 'LAC-12',
  title: 'Looked-after children placed with parents on a care order',
  definition:
    'Of the children looked after at the end of the day, those placed with a parent (P1) under an interim or a full care order (C1, C2).',
  source: 'SSDA903; catalogue C.7 LAC-12',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: stock(lookedAfterChildren, 'from', 'to', { where: { placementType: 'P1', legalStatus: ['C1', 'C2'] } }),
  denominator: lookedAfter,
});
