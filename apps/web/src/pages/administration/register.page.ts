import { wholeRegister } from '../../queries/register.ts';
import { oneOf, page } from '../page.ts';

/** The teams there are, with what each is for and where. */
export const teams = page({
  path: '/administration/teams',
  right: 'manage-workforce',
  audit: 'NOTHING',
  show: async (_, { waymark }) => {
    const { teams: known, areas, workers } = await wholeRegister(waymark.store, waymark.today());
    const inPost = workers.filter((worker) => !worker.hasLeft);
    const rows = known.map((team) => ({
      ...team,
      workers: inPost.filter((worker) => worker.team === team.teamId).length,
    }));
    return { view: 'administration/teams.njk', title: 'Teams and areas', model: { teams: rows, areas, back } };
  },
});

/** Who works where, by name of the team or of the worker. */
export const workers = page({
  path: '/administration/workers',
  right: 'manage-workforce',
  audit: 'NOTHING',
  show: async ({ query }, { waymark, accounts }) => {
    const today = waymark.today();
    const { workers: all, teams: known } = await wholeRegister(waymark.store, today);
    const [words, team] = [oneOf(query, 'words')?.toLowerCase(), oneOf(query, 'team')];
    const showsLeft = oneOf(query, 'left') === 'yes';
    const names = new Map(
      (await accounts.all()).flatMap(({ workerId, displayName }) => (workerId ? [[workerId, displayName]] : [])),
    );
    const rows = all
      .filter((worker) => (showsLeft || !worker.hasLeft) && (team === undefined || worker.team === team))
      .map((worker) => ({ ...worker, name: names.get(worker.workerId), isAsye: (worker.asyeUntil ?? '') >= today }))
      .filter(({ workerId, name }) => words === undefined || `${workerId} ${name ?? ''}`.toLowerCase().includes(words));
    const model = { workers: rows, teams: known, chosen: { words, team, showsLeft }, back };
    return { view: 'administration/workers.njk', title: 'Workers', model };
  },
});

const back = { href: '/administration', text: 'Administration' };
