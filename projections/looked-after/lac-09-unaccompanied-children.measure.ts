import { measure, stock } from '#measures/measure';
import { lookedAfterChildren } from './looked-after-children.projection.ts';

export const lac09 = measure({
  id: 'LAC-09',
  title: 'Unaccompanied asylum-seeking children looked after',
  definition:
    'Children looked after at the end of the day who are unaccompanied asylum-seeking children on it: until that status ends, or the 18th birthday.',
  source: 'SSDA903 UASC; catalogue C.7 LAC-09, B.4',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: stock(lookedAfterChildren, 'from', 'to', { since: 'unaccompaniedFrom', until: 'unaccompaniedUntil' }),
});
