import { measure, stock } from '#measures/measure';
import { openCases } from './open-cases.projection.ts';

export const cin03 = measure({
  id: 'CIN-03',
  title: 'Children in need, without those with short breaks only',
  definition: 'The children in need at the end of the day, less those whose only service is a budget for short breaks.',
  source: 'catalogue C.6 CIN-03 (CIN-01 less CIN-02), vector BD05',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: stock(openCases, 'from', 'to', { where: { isShortBreakOnly: false } }),
});
