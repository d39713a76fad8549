import { flow, measure } from '#measures/measure';
import { strategyDiscussions } from './strategy-discussions.projection.ts';

/** Discussions and meetings that are no reviews: also what those after an assessment are of. */
export const discussionsHeld = flow(strategyDiscussions, 'heldOn', { where: { kind: ['DISCUSSION', 'MEETING'] } });

export const st01 = measure({
  id: 'ST-01',
  title: 'Strategy discussions',
  definition:
    'Strategy discussions and meetings held in the period, counted for each child; reviews of earlier ones do not count. The day is the one in London.',
  source: 'catalogue C.4 ST-01',
  unit: 'count',
  decimals: 0,
  polarity: 'none',
  numerator: discussionsHeld,
});
