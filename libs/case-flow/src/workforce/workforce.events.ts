import { z } from 'zod';
import { day, event, identifier } from '../event-type.ts';

/** Whole posts: 1 is full time. Two decimals, as the workforce census has them. */
const fte = z.number().min(0).max(2000);

export const employment = z.enum(['PERMANENT', 'AGENCY']);
export const agencyCovers = z.enum(['VACANCY', 'MATERNITY', 'SICKNESS', 'ADDITIONAL']);
export const teamType = z.enum([
  'MASH',
  'ASSESSMENT',
  'SAFEGUARDING',
  'CHILDREN_IN_CARE',
  'LEAVING_CARE',
  'DISABLED_CHILDREN',
  'FOSTERING',
  'ADOPTION',
  'EDT',
  'EARLY_HELP',
]);
/** What somebody does; the workforce census tells these apart (catalogue B.7). */
export const workerRole = z.enum([
  'SOCIAL_WORKER',
  'SENIOR_PRACTITIONER',
  'TEAM_MANAGER',
  'SENIOR_MANAGER',
  'PERSONAL_ADVISER',
  'FAMILY_SUPPORT',
  'TRAINEE',
  'OTHER',
]);

/** Why somebody is away. No more than that: a worker's health is nobody's business here. */
export const leaveReason = z.enum(['ANNUAL', 'SICKNESS', 'PARENTAL', 'TRAINING', 'OTHER']);

const post = {
  qualified: z.boolean(),
  fte,
  employment,
  agencyCovers: agencyCovers.optional(),
  /** The last day of the assessed and supported year of a newly qualified worker. */
  asyeUntil: day.optional(),
  role: workerRole,
};

/**
 * Workers, teams and posts (catalogue A.11), on `worker-<id>`, `team-<id>` and, for what belongs to a service, on
 * `authority-<code>`. Stored for decades: add fields, never rename or remove them.
 */
export const workforceEvents = {
  WorkerRegistered: event(
    {
      workerId: identifier,
      registrationNo: z.string().max(40).optional(),
      teamId: identifier.optional(),
      from: day,
      ...post,
      fte: fte.default(1),
      employment: employment.default('PERMANENT'),
      role: workerRole.default('SOCIAL_WORKER'),
    },
    { on: 'from' },
  ),
  /** Only what changed: the fields that are there. */
  WorkerChanged: event({ workerId: identifier, from: day, ...z.object(post).partial().shape }, { on: 'from' }),
  WorkerMovedTeam: event({ workerId: identifier, teamId: identifier, from: day }, { on: 'from' }),
  WorkerLeft: event({ workerId: identifier, on: day, reason: z.string().max(80).optional() }, { on: 'on' }),
  /** Days away, the last included, so that nobody is given cases meanwhile. No measure counts them. */
  WorkerLeavePlanned: event({ workerId: identifier, from: day, until: day, reason: leaveReason }),
  /** The leave that was to begin on a day is not taken. */
  WorkerLeaveCancelled: event({ workerId: identifier, from: day }),
  TeamCreated: event(
    {
      teamId: identifier,
      type: teamType,
      /** The area it works for; a team that serves the whole authority has none. */
      area: identifier.optional(),
      citywide: z.boolean().optional(),
      service: identifier.optional(),
      from: day.optional(),
    },
    { on: 'from' },
  ),
  TeamChanged: event(
    {
      teamId: identifier,
      type: teamType.optional(),
      area: identifier.nullable().optional(),
      service: identifier.optional(),
      from: day,
    },
    { on: 'from' },
  ),
  /** The posts a service is funded for, of the whole authority or (with `area`) of one area each. */
  EstablishmentSet: event({ service: identifier, area: identifier.optional(), fte, from: day }, { on: 'from' }),
  VacancyOpened: event({ vacancyId: identifier, service: identifier, fte, on: day }, { on: 'on' }),
  VacancyFilled: event({ vacancyId: identifier, service: identifier, fte, on: day }, { on: 'on' }),
  RecruitmentStageReached: event(
    {
      candidateId: identifier,
      service: identifier,
      stage: z.enum(['ADVERTISED', 'SHORTLISTED', 'INTERVIEWED', 'OFFERED', 'ACCEPTED', 'STARTED', 'WITHDRAWN']),
      on: day,
      newlyQualified: z.boolean().optional(),
      overseas: z.boolean().optional(),
    },
    { on: 'on' },
  ),
} as const;
