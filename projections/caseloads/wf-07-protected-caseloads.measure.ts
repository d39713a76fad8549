import { measure, stock } from '#measures/measure';
import { caseloads } from './caseloads.projection.ts';

export const wf07 = measure({
  id: 'WF-07',
  title: 'Newly qualified workers above the protected caseload',
  definition:
    'Workers in their assessed and supported year who lead more than 15 open cases at the end of the day. The list names one case of each.',
  source: 'catalogue C.9 WF-07',
  unit: 'count',
  decimals: 0,
  polarity: 'low',
  numerator: stock(caseloads, 'from', 'to', { where: { isAsye: true }, once: 'workerId', moreThan: 15 }),
  grouping: { column: 'teamType' },
});
