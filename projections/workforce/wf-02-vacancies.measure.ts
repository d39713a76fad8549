import { measure, stock } from '#measures/measure';
import { establishedFte, filledFte } from './posts-in-scope.ts';
import { vacancies } from './vacancies.projection.ts';

export const wf02 = measure({
  id: 'WF-02',
  title: 'Vacancies',
  definition:
    'Established posts less the full-time equivalents of permanent social workers and senior practitioners in post at the end of the day. A post that an agency worker covers is a vacancy; managers and other roles are out of scope.',
  source: 'catalogue C.9 WF-02; DfE Children’s social work workforce',
  unit: 'net',
  decimals: 1,
  polarity: 'low',
  numerator: establishedFte,
  denominator: filledFte,
  grouping: { column: 'service' },
});

/** What recruitment is under way for; posts nobody opened a vacancy for are not in it. */
export const wf02Opened = measure({
  id: 'WF-02.opened',
  title: 'Opened vacancies not yet filled',
  definition: 'Full-time equivalents of the vacancies opened by the end of the day and not filled by it.',
  source: 'catalogue A.11 VacancyOpened, VacancyFilled; C.9 WF-02',
  unit: 'fte',
  decimals: 1,
  polarity: 'low',
  numerator: stock(vacancies, 'from', 'to', { sum: { column: 'fteHundredths', per: 100 } }),
  grouping: { column: 'service' },
});
