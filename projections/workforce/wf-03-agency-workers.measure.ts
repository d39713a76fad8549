import { measure, stock } from '#measures/measure';
import { agencyFte } from './posts-in-scope.ts';
import { posts } from './posts.projection.ts';
import { rolesInScope } from './roles-in-scope.ts';

const what = 'agency social workers and senior practitioners in post at the end of the day, by what they cover.';
const rest = {
  source: 'catalogue C.9 WF-03; DfE Children’s social work workforce',
  polarity: 'low',
  grouping: { column: 'agencyCovers' },
} as const;

export const wf03 = measure({
  id: 'WF-03',
  title: 'Agency workers',
  definition: `The number of ${what}`,
  ...rest,
  unit: 'count',
  decimals: 0,
  numerator: stock(posts, 'from', 'to', { where: { role: rolesInScope, employment: 'AGENCY' } }),
});

export const wf03Fte = measure({
  id: 'WF-03.fte',
  title: 'Agency workers, full-time equivalents',
  definition: `The full-time equivalents of ${what}`,
  ...rest,
  unit: 'fte',
  decimals: 1,
  numerator: agencyFte,
});
