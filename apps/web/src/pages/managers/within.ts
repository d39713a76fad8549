import type { Person } from '#access/person';

/** A part of the authority: what stands in one of the areas or with one of the teams. Without either: all of it. */
export interface Within {
  readonly areas: readonly string[];
  readonly teams: readonly string[];
}

export const everywhere: Within = { areas: [], teams: [] };

/** The areas and teams that a person works in. */
export const ownPart = ({ areas, teams }: Person): Within => ({ areas, teams });

export const isEverywhere = ({ areas, teams }: Within): boolean => areas.length === 0 && teams.length === 0;

/** Whether something of a team and an area lies within. */
export const liesWithin = (within: Within, { team, area }: { readonly team: string; readonly area: string }): boolean =>
  isEverywhere(within) || within.areas.includes(area) || within.teams.includes(team);

/** A part in words: "SOUTH", "EAST, team MASH". */
export const partInWords = ({ areas, teams }: Within): string =>
  [...areas, ...teams.map((team) => `team ${team}`)].join(', ') || 'Whole authority';

/** The condition in SQL that a row lies within, whose parameters are the areas and the teams. */
export const withinSql = (area: string, team: string, areas: string, teams: string): string =>
  `(cardinality(${areas}::text[]) + cardinality(${teams}::text[]) = 0 or ${area} = any(${areas}) or ${team} = any(${teams}))`;
