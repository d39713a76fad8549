import { flow, measure, stock } from '#measures/measure';
import { childProtectionVisits } from './child-protection-visits.projection.ts';
import { openChildProtectionPlans } from './open-child-protection-plans.projection.ts';

/** On a plan throughout: open the day before the period began, and still open at its end. */
const throughout = { begunBefore: 'startedOn' } as const;

export const cp10 = measure({
  id: 'CP-10',
  title: 'Children on a child protection plan visited in the month',
  definition:
    'Of the children on one child protection plan both on the day before the month and on its last day, those seen on at least one visit in the month. Children whose plan began or ended in the month are left out. Both parts stand under the team responsible on the last day.',
  source: 'catalogue C.5 CP-10, G25',
  unit: 'percent',
  decimals: 1,
  polarity: 'high',
  numerator: stock(openChildProtectionPlans, 'from', 'to', {
    ...throughout,
    having: { count: flow(childProtectionVisits, 'visitedOn', { where: { seen: true } }), column: 'planId' },
  }),
  denominator: stock(openChildProtectionPlans, 'from', 'to', throughout),
});
