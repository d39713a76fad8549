import { measure, stock } from '#measures/measure';
import { childProtectionVisitIntervals } from './child-protection-visit-intervals.projection.ts';

export const cp15 = measure({
  id: 'CP-15',
  title: 'Children on a child protection plan seen alone at the latest visit',
  definition:
    'Of the child protection plans open at the end of the day that have had a visit, those whose child was seen alone on the day of the latest one. A visit that did not see the child, and one of which nothing is recorded, is not alone.',
  source: 'Annex A, list 7; catalogue C.5 CP-15',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: stock(childProtectionVisitIntervals, 'from', 'to', { where: { latestVisitAlone: true } }),
  denominator: stock(childProtectionVisitIntervals, 'from', 'to', { where: { latestVisitAlone: 'KNOWN' } }),
});
