import { measure } from '#measures/measure';
import { allFte, permanentFte } from './posts-in-scope.ts';

export const wf01 = measure({
  id: 'WF-01',
  title: 'Permanent to agency workers',
  definition:
    'Of the full-time equivalents of social workers and senior practitioners in post at the end of the day, the permanent ones, printed permanent:agency so that both parts make 100.',
  source: 'catalogue C.9 WF-01, WF01, WF02, G27 (permanent first); DfE Children’s social work workforce',
  unit: 'ratio',
  decimals: 0,
  polarity: 'high',
  numerator: permanentFte,
  denominator: allFte,
});
