import { flow, measure } from '#measures/measure';
import { recruitment } from './recruitment.projection.ts';
import { rolesInScope } from './roles-in-scope.ts';
import { spellsOfEmployment } from './spells-of-employment.projection.ts';

const rest = {
  source: 'catalogue C.9 WF-06; DfE Children’s social work workforce',
  unit: 'count',
  decimals: 0,
} as const;

export const wf06 = measure({
  id: 'WF-06',
  title: 'Starters',
  definition:
    'Permanent social workers and senior practitioners who started in the period, newly qualified or not; who changes from an agency to a permanent contract starts that day.',
  ...rest,
  polarity: 'high',
  numerator: flow(spellsOfEmployment, 'startedOn', { where: { role: rolesInScope, employment: 'PERMANENT' } }),
  grouping: { column: 'startedAs' },
});

export const wf06Leavers = measure({
  id: 'WF-06.leavers',
  title: 'Leavers',
  definition: 'Permanent social workers and senior practitioners who left the authority in the period, by reason.',
  ...rest,
  polarity: 'low',
  numerator: flow(spellsOfEmployment, 'leftOn', {
    where: { leavingRole: rolesInScope, employment: 'PERMANENT' },
    team: 'leavingTeam',
    area: 'leavingArea',
  }),
  grouping: { column: 'reason' },
});

export const wf06Stages = measure({
  id: 'WF-06.stages',
  title: 'Recruitment by stage',
  definition: 'How often a candidate reached a stage of recruitment in the period, by stage.',
  ...rest,
  polarity: 'none',
  numerator: flow(recruitment, 'reachedOn'),
  grouping: { column: 'stage' },
});

export const wf06Offers = measure({
  id: 'WF-06.offers',
  title: 'Offers of a post',
  definition: 'Candidates who were offered a post in the period, each once, by service.',
  ...rest,
  polarity: 'high',
  numerator: flow(recruitment, 'reachedOn', { where: { stage: 'OFFERED' }, once: 'candidateId' }),
  grouping: { column: 'service' },
});

export const wf06Overseas = measure({
  id: 'WF-06.overseas',
  title: 'Recruitment from overseas by stage',
  definition: 'How often a candidate from overseas reached a stage of recruitment in the period, by stage.',
  ...rest,
  polarity: 'none',
  numerator: flow(recruitment, 'reachedOn', { where: { isOverseas: true } }),
  grouping: { column: 'stage' },
});

export const wf06NewlyQualified = measure({
  id: 'WF-06.newly-qualified',
  title: 'Recruitment of newly qualified workers by stage',
  definition: 'How often a newly qualified candidate reached a stage of recruitment in the period, by stage.',
  ...rest,
  polarity: 'none',
  numerator: flow(recruitment, 'reachedOn', { where: { isNewlyQualified: true } }),
  grouping: { column: 'stage' },
});

export const wf06Assessed = measure({
  id: 'WF-06.assessed',
  title: 'Newly qualified workers who completed their assessed year',
  definition:
    'Permanent social workers and senior practitioners whose assessed and supported year ended in the period, and who stayed.',
  ...rest,
  polarity: 'high',
  numerator: flow(spellsOfEmployment, 'assessedYearEndedOn', {
    where: { role: rolesInScope, employment: 'PERMANENT' },
  }),
});
