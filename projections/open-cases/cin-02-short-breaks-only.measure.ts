import { measure, stock } from '#measures/measure';
import { openCases } from './open-cases.projection.ts';

export const cin02 = measure({
  id: 'CIN-02',
  title: 'Children in need with short breaks only',
  definition:
    'Of the children in need at the end of the day, those whose only service is a budget for short breaks: no child protection plan, no child in need plan other than one for short breaks, no assessment under way, and not looked after other than in short breaks.',
  source: 'catalogue C.6 CIN-02, vector BD05',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: stock(openCases, 'from', 'to', { where: { isShortBreakOnly: true } }),
});
