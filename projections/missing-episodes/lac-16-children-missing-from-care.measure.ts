import { flow, measure, stock, type Measure } from '#measures/measure';
import { lookedAfterChildren } from '../looked-after/looked-after-children.projection.ts';
import { missingFromCare } from './missing-episodes.projection.ts';

export const lac16 = measure({
  id: 'LAC-16',
  title: 'Looked-after children who went missing',
  definition:
    'Of the children looked after on any day of the period, each counted once, those who were missing on at least one day of it.',
  source: 'SSDA903 missing; catalogue C.7 LAC-16',
  unit: 'percent',
  decimals: 1,
  polarity: 'low',
  numerator: stock(missingFromCare, 'from', 'to', { where: { kind: 'M' }, during: true, once: 'childId' }),
  denominator: stock(lookedAfterChildren, 'from', 'to', { during: true, once: 'childId' }),
});

export const lac16Away: Measure = measure({
  ...lac16,
  id: 'LAC-16.away',
  title: 'Looked-after children who were away without authorisation',
  definition:
    'Of the children looked after on any day of the period, each counted once, those who were away without authorisation on at least one day of it.',
  numerator: stock(missingFromCare, 'from', 'to', { where: { kind: 'A' }, during: true, once: 'childId' }),
});

export const lac16Interviews: Measure = measure({
  ...lac16,
  id: 'LAC-16.interviews',
  title: 'Return interviews offered within 72 hours',
  definition:
    'Of the times a missing child returned in the period while looked after, those after which a return interview was offered within 72 hours. An offer whose time was not told is taken to have been made when it was recorded.',
  source: 'catalogue C.7 LAC-16, G45',
  polarity: 'high',
  numerator: flow(missingFromCare, 'returnedOn', { where: { kind: 'M', interviewInTime: true } }),
  denominator: flow(missingFromCare, 'returnedOn', { where: { kind: 'M' } }),
});
