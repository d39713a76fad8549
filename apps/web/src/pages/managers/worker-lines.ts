import type { PlainDate } from '#calendar/plain-date';
import { loadOf, type Guarantee } from './caseload-load.ts';
import type { WorkerNames } from './worker-names.ts';
import type { WorkerInPost } from './workers.query.ts';

const reasons: Readonly<Record<string, string>> = {
  ANNUAL: 'Annual leave',
  SICKNESS: 'Sickness',
  PARENTAL: 'Parental leave',
  TRAINING: 'Training',
  OTHER: 'Other leave',
};
const roles: Readonly<Record<string, string>> = {
  SOCIAL_WORKER: 'Social worker',
  SENIOR_PRACTITIONER: 'Senior practitioner',
  TEAM_MANAGER: 'Team manager',
  SENIOR_MANAGER: 'Senior manager',
  PERSONAL_ADVISER: 'Personal adviser',
  FAMILY_SUPPORT: 'Family support worker',
  TRAINEE: 'Trainee',
  OTHER: 'Other',
  NOT_REGISTERED: 'Not in the register',
};

export const leaveReasons = Object.entries(reasons).map(([value, text]) => ({ value, text }));
export const leaveInWords = (reason: string): string => reasons[reason] ?? reason;

/** A worker as a list shows them: who, how full, and what to know before giving them a case. */
export interface WorkerLine extends WorkerInPost {
  readonly name: string;
  readonly roleInWords: string;
  readonly fte: number;
  readonly load: ReturnType<typeof loadOf>;
  readonly isAway: boolean;
  readonly leaveInWords?: string;
}

export function workerLine(
  worker: WorkerInPost,
  name: WorkerNames,
  guarantee: Guarantee,
  today: PlainDate,
): WorkerLine {
  const { workerId, role, fteHundredths, leaveFrom, leaveReason } = worker;
  return {
    ...worker,
    name: name(workerId),
    roleInWords: roles[role] ?? role,
    fte: fteHundredths / 100,
    load: loadOf(worker, guarantee),
    isAway: leaveFrom !== null && leaveFrom <= today,
    ...(leaveReason === null ? {} : { leaveInWords: leaveInWords(leaveReason) }),
  };
}

const manages = ({ role }: WorkerLine): boolean => role === 'TEAM_MANAGER' || role === 'SENIOR_MANAGER';

/** Who can best take a case first: qualified, no manager, here, and with the most room. */
export const byRoom = (a: WorkerLine, b: WorkerLine): number =>
  Number(b.isQualified) - Number(a.isQualified) ||
  Number(manages(a)) - Number(manages(b)) ||
  Number(a.isAway) - Number(b.isAway) ||
  b.load.most - b.cases - (a.load.most - a.cases) ||
  (a.workerId < b.workerId ? -1 : 1);
