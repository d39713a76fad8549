import { measure, stock } from '#measures/measure';
import { posts } from './posts.projection.ts';
import { rolesInScope } from './roles-in-scope.ts';

export const wf08 = measure({
  id: 'WF-08',
  title: 'Social workers per team manager',
  definition:
    'Social workers and senior practitioners in post at the end of the day, agency workers included, over the team managers in post. Heads, not full-time equivalents.',
  source: 'catalogue C.9 WF-08',
  unit: 'average',
  decimals: 1,
  polarity: 'low',
  numerator: stock(posts, 'from', 'to', { where: { role: rolesInScope } }),
  denominator: stock(posts, 'from', 'to', { where: { role: 'TEAM_MANAGER' } }),
  grouping: { column: 'teamType' },
});
