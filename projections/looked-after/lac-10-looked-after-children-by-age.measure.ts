import { measure, stock, type Measure } from '#measures/measure';
import { lookedAfter } from './lac-01-looked-after-children.measure.ts';
import { lookedAfterChildren } from './looked-after-children.projection.ts';

export const lac10 = measure({
  id: 'LAC-10',
  title: 'Looked-after children by age',
  definition: 'Children looked after at the end of the day, by their age on it.',
  source: 'catalogue C.7 LAC-10',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: lookedAfter,
  grouping: { column: 'ageBand' },
});

export const lac10Seventeen = measure({
  id: 'LAC-10.17',
  title: 'Looked-after children aged 17',
  definition: 'Of the children looked after at the end of the day, those who are 17 on it.',
  source: 'catalogue C.7 LAC-10',
  unit: 'percent',
  decimals: 0,
  polarity: 'none',
  numerator: stock(lookedAfterChildren, 'from', 'to', { where: { ageBand: '17' } }),
  denominator: lookedAfter,
});

export const lac10SixteenAndOver: Measure = measure({
  ...lac10Seventeen,
  id: 'LAC-10.16',
  title: 'Looked-after children aged 16 and over',
  definition: 'Of the children looked after at the end of the day, those who are 16 or 17 on it.',
  numerator: stock(lookedAfterChildren, 'from', 'to', { where: { ageBand: ['16', '17'] } }),
});
