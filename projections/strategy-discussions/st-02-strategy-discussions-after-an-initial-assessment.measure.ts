import { flow, measure } from '#measures/measure';
import { discussionsHeld } from './st-01-strategy-discussions.measure.ts';
import { strategyDiscussions } from './strategy-discussions.projection.ts';

export const st02 = measure({
  id: 'ST-02',
  title: 'Strategy discussions that follow an initial assessment',
  definition:
    'Of the strategy discussions held in the period, those recorded as preceded by an initial assessment. Where nothing was recorded, those on a case whose initial or single assessment had begun by then.',
  source: 'catalogue C.4 ST-02',
  unit: 'percent',
  decimals: 1,
  polarity: 'none',
  numerator: flow(strategyDiscussions, 'heldOn', {
    where: { kind: ['DISCUSSION', 'MEETING'], followsInitialAssessment: true },
  }),
  denominator: discussionsHeld,
});
