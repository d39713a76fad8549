import { measure, stock, type Measure } from '#measures/measure';
import { careLeavers } from './care-leavers.projection.ts';

const where = { owesPlan: true, isCounted: true } as const;

export const cl04 = measure({
  id: 'CL-04',
  title: 'Care leavers with an up-to-date pathway plan',
  definition:
    'Of the eligible, relevant and former relevant young people at the end of the day who are owed a pathway plan (to 21, or to 25 where they asked for support), those whose plan was completed or last reviewed within six months.',
  source: 'catalogue C.8 CL-04, A.10 (review at least every six months)',
  unit: 'percent',
  decimals: 0,
  polarity: 'high',
  numerator: stock(careLeavers, 'from', 'to', { where: { ...where, hasPlan: true }, until: 'planInDateUntil' }),
  denominator: stock(careLeavers, 'from', 'to', { where }),
  grouping: { column: 'category' },
});

export const cl04AnyPlan: Measure = measure({
  ...cl04,
  id: 'CL-04.any',
  title: 'Care leavers with any pathway plan',
  definition: 'Of the same young people, those who have a pathway plan, however old it is.',
  source: 'catalogue C.8 CL-04 (variant: any plan)',
  policy: { key: 'pathwayPlan', value: 'ANY' },
  numerator: stock(careLeavers, 'from', 'to', { where: { ...where, hasPlan: true } }),
});
