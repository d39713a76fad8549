import { measure, stock } from '#measures/measure';
import { unallocatedCases } from './unallocated-cases.projection.ts';

/** The badge on the team managers' queue. The queue lists the rows of this very count, so the two cannot disagree. */
export const unq = measure({
  id: 'UN-Q',
  title: 'Cases waiting for a lead social worker',
  definition:
    'Open cases, decided or not, that have no lead social worker at the end of the day. The queue of the team managers; not a published figure.',
  source: 'catalogue C.3, team managers’ live queue',
  unit: 'count',
  decimals: 0,
  polarity: 'low',
  numerator: stock(unallocatedCases, 'from', 'to'),
});
