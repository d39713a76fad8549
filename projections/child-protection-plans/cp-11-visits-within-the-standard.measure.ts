import { measure, stock, type Measure } from '#measures/measure';
import { childProtectionVisitIntervals } from './child-protection-visit-intervals.projection.ts';

export const cp11 = measure({
  id: 'CP-11',
  title: 'Children on a child protection plan seen within 10 working days',
  definition:
    'Of the child protection plans open at the end of the day, those whose child was last seen on a visit no more than 10 working days before; where the child has not been seen yet, those that began no more than 10 working days before.',
  source: 'catalogue C.5 CP-11, G26, vectors CP20, CP21',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: stock(childProtectionVisitIntervals, 'from', 'to', { until: 'overdueFrom' }),
  denominator: stock(childProtectionVisitIntervals, 'from', 'to'),
  policy: { key: 'cpVisit', value: 'WD10' },
});

export const cp11Fortnightly: Measure = measure({
  ...cp11,
  id: 'CP-11.14d',
  title: 'Children on a child protection plan seen within 14 days',
  definition:
    'Of the child protection plans open at the end of the day, those whose child was last seen on a visit no more than 14 days before; where the child has not been seen yet, those that began no more than 14 days before.',
  numerator: stock(childProtectionVisitIntervals, 'from', 'to', { until: 'overdueFrom14Days' }),
  policy: { key: 'cpVisit', value: 'DAYS14' },
});

export const cp11FourWeekly: Measure = measure({
  ...cp11,
  id: 'CP-11.28d',
  title: 'Children on a child protection plan seen within 28 days',
  definition:
    'Of the child protection plans open at the end of the day, those whose child was last seen on a visit no more than 28 days before; where the child has not been seen yet, those that began no more than 28 days before.',
  numerator: stock(childProtectionVisitIntervals, 'from', 'to', { until: 'overdueFrom28Days' }),
  policy: { key: 'cpVisit', value: 'DAYS28' },
});
