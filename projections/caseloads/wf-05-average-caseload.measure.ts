import { measure, stock } from '#measures/measure';
import { caseloads } from './caseloads.projection.ts';

const fte = { column: 'fteHundredths', per: 100 } as const;
const cases = stock(caseloads, 'from', 'to', { where: { isQualified: true } });
const workers = stock(caseloads, 'from', 'to', {
  where: { isQualified: true, holdsPost: true },
  once: 'workerId',
  sum: fte,
});
const definition =
  'Open cases that a qualified lead social worker holds at the end of the day, over the full-time equivalents of the qualified workers who hold at least one, agency workers included. By type of team; the figure of the whole authority is one total over the other, not a mean of means.';

export const wf05 = measure({
  id: 'WF-05',
  title: 'Average caseload',
  definition,
  source: 'LAIT average number of cases per social worker; catalogue C.9 WF-05, WF04, WF05',
  unit: 'average',
  decimals: 0,
  polarity: 'low',
  numerator: cases,
  denominator: workers,
  grouping: { column: 'teamType' },
});

export const wf05Dfe = measure({
  ...wf05,
  id: 'WF-05.dfe',
  title: 'Average caseload, to one decimal',
  definition: `${definition} Printed to one decimal, as the Department does.`,
  source: 'DfE Children’s social work workforce; catalogue C.9 WF-05, WF06',
  decimals: 1,
});

export const wf05Headcount = measure({
  ...wf05,
  id: 'WF-05.headcount',
  title: 'Average caseload by headcount',
  definition:
    'Open cases that a qualified lead social worker holds at the end of the day, over the number of the qualified workers in post who hold at least one, however much of a post each has.',
  source: 'catalogue C.9 WF-05, headcount variant',
  denominator: stock(caseloads, 'from', 'to', { where: { isQualified: true, holdsPost: true }, once: 'workerId' }),
});

export const wf05WithoutAsye = measure({
  ...wf05,
  id: 'WF-05.without-asye',
  title: 'Average caseload without the assessed and supported year',
  definition: `${definition} Workers in their assessed and supported year, and their cases, are left out.`,
  source: 'catalogue C.9 WF-05, variant without ASYE',
  numerator: stock(caseloads, 'from', 'to', { where: { isQualified: true, isAsye: false } }),
  denominator: stock(caseloads, 'from', 'to', {
    where: { isQualified: true, holdsPost: true, isAsye: false },
    once: 'workerId',
    sum: fte,
  }),
});
