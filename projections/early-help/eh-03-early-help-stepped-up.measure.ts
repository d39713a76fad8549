import { flow, measure } from '#measures/measure';
import { earlyHelp } from './early-help.projection.ts';

export const eh03 = measure({
  id: 'EH-03',
  title: 'Early help stepped up',
  definition: 'Early help that was stepped up to the statutory service in the period, counted for each child.',
  source: 'catalogue A.3, C.1 EH-03',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: flow(earlyHelp, 'steppedUpOn', { team: 'endedTeam', area: 'endedArea' }),
});
