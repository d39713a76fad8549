import { flow, measure } from '#measures/measure';
import { earlyHelp } from './early-help.projection.ts';

const ended = { team: 'endedTeam', area: 'endedArea' } as const;

export const eh02 = measure({
  id: 'EH-02',
  title: 'Early help closed with a positive outcome',
  definition:
    'Of the early help closed in the period, that which was stepped up included, that with a positive outcome.',
  source: 'catalogue A.3, C.1 EH-02',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: flow(earlyHelp, 'closedOn', { ...ended, where: { outcome: 'POSITIVE' } }),
  denominator: flow(earlyHelp, 'closedOn', ended),
});
