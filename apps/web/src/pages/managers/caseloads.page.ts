import { inOneSnapshot } from '#waymark/snapshot';
import { oneOf, page } from '../page.ts';
import { oneOfThese, unknownChoices, unknownPlaces, type Choosable } from '../unknown-choices.ts';
import { guaranteeToday } from './caseload-load.ts';
import { sortedHead } from './sorted-columns.ts';
import { everywhere, isEverywhere, ownPart, partInWords } from './within.ts';
import { workerLine, type WorkerLine } from './worker-lines.ts';
import { workerNames } from './worker-names.ts';
import { workersInPost } from './workers.query.ts';

const sorts = ['name', 'team', 'cases', 'post', 'room'] as const;
type Sort = (typeof sorts)[number];
const caseloadChoices: readonly Choosable[] = [
  { name: 'sort', called: 'column', isKnown: oneOfThese(sorts) },
  { name: 'order', called: 'order', isKnown: oneOfThese(['ascending', 'descending']) },
];

const sortedBy: Readonly<Record<Sort, (a: WorkerLine, b: WorkerLine) => number>> = {
  name: (a, b) => a.name.localeCompare(b.name, 'en-GB'),
  team: (a, b) => (a.team ?? '').localeCompare(b.team ?? '', 'en-GB'),
  cases: (a, b) => a.cases - b.cases,
  post: (a, b) => (a.load.perPost ?? 0) - (b.load.perPost ?? 0),
  room: (a, b) => a.load.most - a.cases - (b.load.most - b.cases),
};

/** The caseloads of the workers of my areas and teams against what they are guaranteed. A social worker sees their own. */
export const caseloads = page({
  path: '/caseloads',
  right: 'see-caseloads',
  audit: 'LIST',
  show: async ({ person, query }, service) => {
    if (person.role === 'SW') return { redirect: '/caseloads/mine' };
    const today = service.waymark.today();
    const area = oneOf(query, 'area') ?? 'mine';
    const within = area === 'mine' ? ownPart(person) : area === 'all' ? everywhere : { areas: [area], teams: [] };
    const errors = [
      ...unknownChoices(query, caseloadChoices),
      ...(await unknownPlaces(service, person, { asked: { area }, there: { area: [], team: [] } })),
    ];
    const [{ position, answer: workers }, name, guarantee] = await Promise.all([
      inOneSnapshot(service.waymark.database, (sql) => workersInPost(sql, today, within)),
      workerNames(service),
      guaranteeToday(service),
    ]);
    const holdsCases = ({ isQualified, cases }: { isQualified: boolean; cases: number }) => isQualified || cases > 0;
    const lines = workers.filter(holdsCases).map((worker) => workerLine(worker, name, guarantee, today));
    const now = {
      sort: sorts.find((one) => one === oneOf(query, 'sort')) ?? ('room' as const),
      order: oneOf(query, 'order') === 'descending' ? ('descending' as const) : ('ascending' as const),
    };
    const sign = now.order === 'ascending' ? 1 : -1;
    const head = (text: string, of: Sort) =>
      sortedHead(
        text,
        of,
        now,
        (sort, order) => `/caseloads?area=${encodeURIComponent(area)}&sort=${sort}&order=${order}`,
      );
    return {
      view: 'managers/caseloads.njk',
      title: 'Caseloads',
      status: errors.length === 0 ? 200 : 400,
      model: {
        errors,
        isWide: true,
        position,
        part: partInWords(within),
        other: isEverywhere(ownPart(person))
          ? undefined
          : area === 'mine'
            ? { href: '/caseloads?area=all', text: 'All areas' }
            : { href: '/caseloads', text: 'My areas' },
        lines: lines.sort((a, b) => sign * sortedBy[now.sort](a, b) || (a.workerId < b.workerId ? -1 : 1)),
        cases: lines.reduce((sum, one) => sum + one.cases, 0),
        over: lines.filter((one) => one.load.colour === 'red').length,
        guarantee,
        columns: [
          head('Worker', 'name'),
          head('Team', 'team'),
          { ...head('Cases', 'cases'), isNumber: true },
          { text: 'Part of a post', isNumber: true },
          { ...head('Cases per whole post', 'post'), isNumber: true },
          head('Against the guarantee', 'room'),
          { text: 'To know' },
        ],
      },
    };
  },
});
