import { measure, stock } from '#measures/measure';
import { reviewMinutes } from './review-minutes.projection.ts';

export const lac11 = measure({
  id: 'LAC-11',
  title: 'Minutes of reviews outstanding after 20 working days',
  definition:
    'Reviews of looked-after children held more than 20 working days before the end of the day whose minutes had not been completed by it. How far the backlog has fallen between two days is what is gone of what there was.',
  source: 'catalogue C.7 LAC-11, C.11 minutesDueWd, G45, vectors MN01, MN02',
  unit: 'count',
  decimals: 0,
  polarity: 'low',
  numerator: stock(reviewMinutes, 'from', 'to', { since: 'overdueFrom' }),
});
