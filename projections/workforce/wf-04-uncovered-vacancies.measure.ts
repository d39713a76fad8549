import { measure } from '#measures/measure';
import { coveringFte, vacantFte } from './posts-in-scope.ts';

export const wf04 = measure({
  id: 'WF-04',
  title: 'Vacancies that nobody covers',
  definition:
    'Vacancies (WF-02) less the full-time equivalents of agency social workers and senior practitioners who cover a vacancy, at the end of the day.',
  source: 'catalogue C.9 WF-04, WF03',
  unit: 'net',
  decimals: 1,
  polarity: 'low',
  numerator: vacantFte,
  denominator: coveringFte,
  grouping: { column: 'service' },
});
