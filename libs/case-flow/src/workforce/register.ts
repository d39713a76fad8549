import type { PlainDate } from '#calendar/plain-date';
import type { DataOf } from '../event-catalogue.ts';
import { factsOf, perJourney, type Fact, type Journey } from '../journey.ts';

/** What the register says of a worker from a day on, until the next entry. */
export interface Post extends Omit<DataOf<'WorkerRegistered'>, 'from' | 'teamId' | 'registrationNo'> {
  readonly from: PlainDate;
  readonly team: string | null;
  /** After leaving a worker holds no post, and an allocation that was not taken away still stands. */
  readonly hasLeft: boolean;
}

/** What the register says of a team from a day on, until the next entry. `area` null: it serves the whole authority. */
export interface RegisteredTeam {
  readonly teamId: string;
  readonly from: PlainDate;
  readonly type: DataOf<'TeamCreated'>['type'];
  readonly area: string | null;
  readonly service: string | null;
}

/** The entries of each worker a journey names, in the order of the days. */
const postsByWorker = perJourney((journey): ReadonlyMap<string, readonly Post[]> => {
  const posts = new Map<string, Post[]>();
  const facts = factsOf(journey, 'WorkerRegistered', 'WorkerChanged', 'WorkerMovedTeam', 'WorkerLeft');
  for (const fact of facts) {
    const { workerId } = fact.data;
    const own = posts.get(workerId) ?? [];
    const next = after(own.at(-1), fact);
    if (next !== undefined) posts.set(workerId, [...own, next]);
  }
  return posts;
});

/** The worker's entries; none for a worker nobody registered. */
export const postsOf = (journey: Journey, workerId: string): readonly Post[] =>
  postsByWorker(journey).get(workerId) ?? [];

/** The entry that holds on a day. A first entry dated later holds before its day too: nobody is unknown, only late. */
export const postOn = (journey: Journey, workerId: string, on: PlainDate): Post | undefined => {
  const posts = postsOf(journey, workerId);
  return posts.findLast((post) => post.from <= on) ?? posts[0];
};

/** Whether a worker was qualified on a day. One whom nobody registered counts as qualified (design, "Events"). */
export const isQualified = (journey: Journey, workerId: string, on: PlainDate): boolean =>
  postOn(journey, workerId, on)?.qualified ?? true;

const teamsById = perJourney((journey): ReadonlyMap<string, readonly RegisteredTeam[]> => {
  const teams = new Map<string, RegisteredTeam[]>();
  for (const { data, on } of factsOf(journey, 'TeamCreated', 'TeamChanged')) {
    const own = teams.get(data.teamId) ?? [];
    const before = own.at(-1);
    const type = data.type ?? before?.type;
    if (type === undefined) continue; // a change before its creation is known says too little
    const area =
      'citywide' in data && data.citywide ? null : data.area === undefined ? (before?.area ?? null) : data.area;
    const service = data.service ?? before?.service ?? null;
    teams.set(data.teamId, [...own, { teamId: data.teamId, from: on, type, area, service }]);
  }
  return teams;
});

/** The team's entries; none for a team nobody registered. */
export const teamEntries = (journey: Journey, teamId: string): readonly RegisteredTeam[] =>
  teamsById(journey).get(teamId) ?? [];

/** What the register says of a team on a day; the first entry holds before its day too. */
export const teamOn = (journey: Journey, teamId: string | null, on: PlainDate): RegisteredTeam | undefined => {
  const entries = teamId === null ? [] : teamEntries(journey, teamId);
  return entries.findLast((entry) => entry.from <= on) ?? entries[0];
};

/** The front door: a team registered as MASH; of a team nobody registered, one whose id begins so. */
export const isMash = (journey: Journey, teamId: string | null, on: PlainDate): boolean =>
  (teamOn(journey, teamId, on)?.type ?? (teamId?.startsWith('MASH') ? 'MASH' : null)) === 'MASH';

type WorkerFact = Fact<'WorkerRegistered' | 'WorkerChanged' | 'WorkerMovedTeam' | 'WorkerLeft'>;

function after(before: Post | undefined, { type, data, on }: WorkerFact): Post | undefined {
  if (type === 'WorkerRegistered') {
    const { from: _, teamId, registrationNo: __, ...post } = data as DataOf<'WorkerRegistered'>;
    return { ...post, from: on, team: teamId ?? null, hasLeft: false };
  }
  if (before === undefined) return undefined;
  if (type === 'WorkerLeft') return { ...before, from: on, hasLeft: true };
  if (type === 'WorkerMovedTeam') return { ...before, from: on, team: (data as DataOf<'WorkerMovedTeam'>).teamId };
  const { from: _, workerId: __, ...changed } = data as DataOf<'WorkerChanged'>;
  const said = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
  return { ...before, ...said, from: on };
}
