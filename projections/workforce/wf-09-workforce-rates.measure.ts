import { flow, measure } from '#measures/measure';
import { agencyFte, allFte, establishedFte, permanentFte, vacantFte } from './posts-in-scope.ts';
import { rolesInScope } from './roles-in-scope.ts';
import { spellsOfEmployment } from './spells-of-employment.projection.ts';

const source = 'DfE Children’s social work workforce; catalogue C.9 WF-09';
const rate = { unit: 'percent', decimals: 1, polarity: 'low' } as const;

export const wf09 = measure({
  id: 'WF-09',
  title: 'Agency rate',
  definition:
    'Full-time equivalents of agency social workers and senior practitioners over those of agency and permanent ones together, at the end of the day.',
  source: `${source}, WF07`,
  ...rate,
  numerator: agencyFte,
  denominator: allFte,
});

/** Vacancies and the posts filled together are the establishment, so that is what the share is of. */
export const wf09Vacancy = measure({
  id: 'WF-09.vacancy',
  title: 'Vacancy rate',
  definition:
    'Vacancies (WF-02) over vacancies and permanent full-time equivalents in post together, which are the established posts, at the end of the day.',
  source: `${source}, WF08`,
  ...rate,
  numerator: vacantFte,
  denominator: establishedFte,
});

export const wf09Turnover = measure({
  id: 'WF-09.turnover',
  title: 'Turnover rate',
  definition:
    'Full-time equivalents of permanent social workers and senior practitioners who left in the twelve months that end with the month asked for, over those in post at the end of the day. Asked as at 30 September it is the Department’s figure.',
  source,
  ...rate,
  numerator: flow(spellsOfEmployment, 'leftOn', {
    where: { leavingRole: rolesInScope, employment: 'PERMANENT' },
    sum: { column: 'leavingFteHundredths', per: 100 },
    window: { months: 12, endingMonthsBefore: 0 },
    team: 'leavingTeam',
    area: 'leavingArea',
  }),
  denominator: permanentFte,
});
