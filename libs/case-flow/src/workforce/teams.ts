import { command } from '../command.ts';
import { Refused } from '../refused.ts';
import { teamEntries, teamOn } from './register.ts';
import { isTold, saysSo } from './told-already.ts';
import { workforceEvents } from './workforce.events.ts';

const { TeamCreated, TeamChanged } = workforceEvents;

/** What may be asked about a team, on the team's own journey (catalogue A.11). Asked again, nothing follows. */
export const teamCommands = {
  CreateTeam: command(TeamCreated.payload, (journey, asked, { today }) => {
    if (isTold(journey, 'TeamCreated', asked)) return [];
    const [first] = teamEntries(journey, asked.teamId);
    if (first !== undefined)
      throw new Refused(
        'a-team-is-created-once',
        `Team ${asked.teamId} has been known since ${first.from}. Record a change instead.`,
      );
    if (asked.citywide && asked.area !== undefined)
      throw new Refused(
        'a-team-serves-an-area-or-everyone',
        `Team ${asked.teamId} cannot work for ${asked.area} and for the whole authority. Leave one of them out.`,
      );
    return [{ type: 'TeamCreated', data: { ...asked, from: asked.from ?? today } }];
  }),

  ChangeTeam: command(TeamChanged.payload, (journey, asked) => {
    const { teamId, from, ...changes } = asked;
    const [first] = teamEntries(journey, teamId);
    if (first === undefined)
      throw new Refused('only-a-known-team', `There is no team ${teamId}. Create the team first.`);
    if (from < first.from)
      throw new Refused(
        'nothing-of-a-team-before-its-creation',
        `Team ${teamId} has been there since ${first.from}: ${from} is before that.`,
      );
    if (Object.values(changes).every((value) => value === undefined))
      throw new Refused('a-change-says-what-changed', `Say what changed for team ${teamId} on ${from}.`);
    return saysSo(teamOn(journey, teamId, from)!, changes) ? [] : [{ type: 'TeamChanged', data: asked }];
  }),
};
