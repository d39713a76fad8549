import type { Role } from './roles.ts';

/** What a page or an address of the API may ask for. Who holds none may do nothing: a right that is not given is refused. */
export const rights = {
  'find-children': 'Search for a child',
  'open-records': "Open a child's record",
  'see-personal-details': 'See names, addresses and what was written about a child',
  'break-glass': 'Open a restricted record or one of another area, for a stated reason and a short time',
  'log-contacts': 'Log a contact and register a child',
  'screen-contacts': 'Screen a contact, rate it and decide on it',
  'see-queues': 'See the queue of unallocated cases',
  allocate: 'Allocate cases to workers',
  'see-clocks': 'See the statutory clocks',
  'see-reminders': 'See the reminders of clocks, and tick them off',
  'see-caseloads': "See workers' caseloads",
  'work-on-cases': "Record the next steps of a child's case",
  'correct-records': 'Correct a date and take an entry out',
  'merge-records': 'Merge and unmerge the records of one child',
  'restrict-records': 'Restrict a record and lift a restriction',
  'erase-details': 'Erase the personal details of a child for good',
  'see-figures': 'See measures, scorecards, forecasts and reports',
  'open-figures': 'Open a figure down to its children and events',
  'export-figures': 'Export lists and figures to a file',
  'publish-reports': 'Freeze reports, override ratings and write commentary',
  'manage-reference': 'Load targets, comparators, populations, policies and bank holidays',
  'manage-workforce': 'Register workers, teams, areas and establishment',
  'manage-accounts': 'Open, change and close accounts',
  'see-audit': 'Search who saw and did what',
  operate: 'Watch and rebuild the read models, import files, mend failed jobs',
} as const;

export type Right = keyof typeof rights;

const practice = [
  'find-children',
  'open-records',
  'see-personal-details',
  'break-glass',
  'see-clocks',
  'work-on-cases',
] as const;
const managing = [
  'see-queues',
  'allocate',
  'see-caseloads',
  'correct-records',
  'restrict-records',
  'see-figures',
  'open-figures',
  'export-figures',
] as const;

/** Denied by default: what stands here is all that a role may do, within its areas and teams. */
export const rightsOfRole: Readonly<Record<Role, readonly Right[]>> = {
  FDO: [
    'find-children',
    'open-records',
    'see-personal-details',
    'break-glass',
    'log-contacts',
    'see-clocks',
    'work-on-cases',
  ],
  QP: [...practice, 'log-contacts', 'screen-contacts', 'see-queues'],
  TM: [...practice, 'log-contacts', 'screen-contacts', 'see-reminders', ...managing],
  SM: [...practice, ...managing, 'publish-reports'],
  SW: [...practice, 'see-reminders', 'see-caseloads', 'correct-records'],
  CHAIR: practice,
  CPA: practice,
  IRO: practice,
  PA: [...practice, 'see-reminders'],
  EHW: practice,
  PLC: practice,
  LEG: practice,
  RM: [
    'find-children',
    'open-records',
    'see-personal-details',
    'break-glass',
    'correct-records',
    'merge-records',
    'restrict-records',
    'erase-details',
    'see-audit',
  ],
  PERF: [
    'see-queues',
    'see-clocks',
    'see-caseloads',
    'see-figures',
    'open-figures',
    'export-figures',
    'publish-reports',
    'manage-reference',
  ],
  WFM: ['see-caseloads', 'see-figures', 'manage-workforce'],
  ADMIN: ['manage-accounts', 'manage-workforce', 'manage-reference', 'see-audit', 'operate', 'see-figures'],
};

/** Whether a role holds a right at all; where it may use it is a matter of its areas and teams. */
export const holds = (role: Role, right: Right): boolean => rightsOfRole[role].includes(right);
