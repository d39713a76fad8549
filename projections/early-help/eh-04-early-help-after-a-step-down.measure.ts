import { flow, measure } from '#measures/measure';
import { earlyHelp } from './early-help.projection.ts';

export const eh04 = measure({
  id: 'EH-04',
  title: 'Cases stepped down to early help',
  definition:
    'Early help asked for in the period because the statutory service stepped the child down to it, by what it stepped down from.',
  source: 'catalogue A.3, C.1 EH-04',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(earlyHelp, 'requestedOn', { where: { origin: 'STEP_DOWN' } }),
  grouping: { column: 'stepDownFrom' },
});
