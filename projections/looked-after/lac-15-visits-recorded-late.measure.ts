import { flow, measure, type Measure } from '#measures/measure';
import { careVisits } from './care-visits.projection.ts';

export const lac15 = measure({
  id: 'LAC-15',
  title: 'Visits to looked-after children recorded late',
  definition:
    'Of the visits to children in care made in the period, those recorded more than 3 working days after the visit.',
  source: 'catalogue C.7 LAC-15',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: flow(careVisits, 'visitedOn', { where: { recordedLate: true } }),
  denominator: flow(careVisits, 'visitedOn'),
  grouping: { isoWeek: true },
});

export const lac15Due: Measure = measure({
  ...lac15,
  id: 'LAC-15.due',
  title: 'Visits to looked-after children made after they were due',
  definition:
    'Of the visits to looked-after children made in the period on which the child was seen, those made after the day they were due by regulation.',
  source: 'Care Planning, Placement and Case Review Regulations 2010, reg 28; catalogue C.7 LAC-15',
  numerator: flow(careVisits, 'visitedOn', { where: { madeLate: true } }),
  denominator: flow(careVisits, 'visitedOn', { where: { madeLate: 'KNOWN' } }),
});
