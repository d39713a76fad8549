import type { Area } from './names.ts';
import { workerName } from './names.ts';
import { randomFrom, type Random } from './random.ts';

export type TeamType =
  'MASH' | 'ASSESSMENT' | 'SAFEGUARDING' | 'CHILDREN_IN_CARE' | 'DISABLED_CHILDREN' | 'LEAVING_CARE';

/** A team; one without an area works for the whole city. */
export interface SimulatedTeam {
  readonly id: string;
  readonly name: string;
  readonly type: TeamType;
  readonly area?: Area;
}

export interface SimulatedWorker {
  readonly id: string;
  readonly name: string;
  readonly teamId: string;
  readonly role: 'SOCIAL_WORKER' | 'TEAM_MANAGER' | 'FRONT_DOOR_OFFICER';
  /** Registered social workers; front-door officers are not. */
  readonly qualified: boolean;
  readonly fte: number;
  readonly employment: 'PERMANENT' | 'AGENCY';
}

/** An area of the city with the share of its children, and how much more work than its share it has (1 is even). */
export interface SimulatedArea {
  readonly id: Area;
  readonly name: string;
  readonly shareOfChildren: number;
  readonly shareOfWork: number;
}

/** The city of the monthly scorecards of 2015 and 2016: EAST and NWC are large, SOUTH is small and poor. */
export const simulatedAreas: readonly SimulatedArea[] = [
  { id: 'EAST', name: 'East', shareOfChildren: 0.375, shareOfWork: 0.31 },
  { id: 'NWC', name: 'North, West and Central', shareOfChildren: 0.385, shareOfWork: 0.35 },
  { id: 'SOUTH', name: 'South', shareOfChildren: 0.24, shareOfWork: 0.34 },
];

const areaTeams = [
  ['ASSESSMENT', 'ASSESSMENT', 'Assessment'],
  ['SAFEGUARDING', 'SAFEGUARDING', 'Safeguarding'],
  ['CHILDREN-IN-CARE', 'CHILDREN_IN_CARE', 'Children in care'],
] as const;

export const simulatedTeams: readonly SimulatedTeam[] = [
  { id: 'MASH', name: 'Multi-agency safeguarding hub', type: 'MASH' },
  ...areaTeams.flatMap(([prefix, type, name]) =>
    simulatedAreas.map((area) => ({ id: `${prefix}-${area.id}`, name: `${name} ${area.name}`, type, area: area.id })),
  ),
  { id: 'DISABLED-CHILDREN', name: 'Disabled children', type: 'DISABLED_CHILDREN' },
  { id: 'LEAVING-CARE', name: 'Leaving care', type: 'LEAVING_CARE' },
];

/** Social workers of one team per 1,000 simulated children: about 16 open cases each. */
const workersPerThousand: Readonly<Record<TeamType, number>> = {
  MASH: 0.8,
  ASSESSMENT: 1,
  SAFEGUARDING: 1.6,
  CHILDREN_IN_CARE: 1.4,
  DISABLED_CHILDREN: 0.8,
  LEAVING_CARE: 0.6,
};

export interface SimulatedAuthority {
  /** As in the streams `authority-<code>`. */
  readonly code: string;
  readonly name: string;
  readonly areas: readonly SimulatedArea[];
  readonly teams: readonly SimulatedTeam[];
  readonly workers: readonly SimulatedWorker[];
}

/** The authority that does the work of so many simulated children. The same number gives the same people. */
export function simulatedAuthority(children = 1500): SimulatedAuthority {
  const random = randomFrom('workers of the authority');
  let number = 0;
  const workers = simulatedTeams.flatMap((team) => {
    const socialWorkers = Math.max(2, Math.round((workersPerThousand[team.type] * children) / 1000));
    const managers = Math.max(1, Math.round(socialWorkers / 7));
    const officers = team.type === 'MASH' ? Math.max(2, Math.round(socialWorkers * 0.6)) : 0;
    return [
      ...Array.from({ length: managers }, () => worker(++number, team, 'TEAM_MANAGER', random)),
      ...Array.from({ length: socialWorkers }, () => worker(++number, team, 'SOCIAL_WORKER', random)),
      ...Array.from({ length: officers }, () => worker(++number, team, 'FRONT_DOOR_OFFICER', random)),
    ];
  });
  return { code: 'SIM', name: 'Simulated City', areas: simulatedAreas, teams: simulatedTeams, workers };
}

function worker(number: number, team: SimulatedTeam, role: SimulatedWorker['role'], random: Random): SimulatedWorker {
  return {
    id: `W${String(number).padStart(4, '0')}`,
    name: workerName(random),
    teamId: team.id,
    role,
    qualified: role !== 'FRONT_DOOR_OFFICER',
    fte: random.weighted([1, 85], [0.8, 10], [0.6, 5]),
    employment: role === 'SOCIAL_WORKER' && random.chance(0.16) ? 'AGENCY' : 'PERMANENT',
  };
}
