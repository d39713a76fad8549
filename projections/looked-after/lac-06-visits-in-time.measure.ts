import { flow, measure, stock, type Measure } from '#measures/measure';
import { careVisitIntervals } from './care-visit-intervals.projection.ts';
import { careVisitsDue } from './care-visits-due.projection.ts';

export const lac06 = measure({
  id: 'LAC-06',
  title: 'Looked-after children visited in time',
  definition:
    'Of the children looked after at the end of the day, those whose next visit is not overdue. A visit on which the child was seen is due 7 days after the start of a placement and then every 42 days; after a year in a placement intended to last until 18, every 3 months. In a placement under regulation 19 it is due every 7 days until the first review, then every 42; under regulation 24, or with a parent under an interim order, every 7 days until the first review, then every 28; with a parent under a care order 7 days after the order, then every 42.',
  source:
    'Care Planning, Placement and Case Review Regulations 2010, reg 28; catalogue C.7 LAC-06, vectors LA05 to LA08',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: stock(careVisitsDue, 'from', 'to', { until: 'lateFrom' }),
  denominator: stock(careVisitsDue, 'from', 'to'),
});

export const lac06E: Measure = measure({
  ...lac06,
  id: 'LAC-06.E',
  title: 'Visits to looked-after children made by their due day',
  definition:
    'Of the visits to looked-after children that fell due in the period, by the same rules, those made by their due day. A visit that a move, an order or the end of care came before does not fall due.',
  source: 'Care Planning, Placement and Case Review Regulations 2010, reg 28; catalogue C.7 LAC-06, C.5 CP-11E',
  numerator: flow(careVisitIntervals, 'dueOn', { where: { met: true } }),
  denominator: flow(careVisitIntervals, 'dueOn'),
});
