import { addDays, type PlainDate } from '#calendar/plain-date';
import { factsOf, type Fact, type Journey } from '#case-flow/journey';
import { postOn, postsOf, teamEntries, teamOn } from '#case-flow/workforce/register';
import { ownIdIn } from '#case-flow/workforce/register-streams';
import { stretches, type Interval } from './stretches.ts';

/** What the register says of a worker at the end of a day, in the words of the rows. */
export interface PostHeld {
  readonly team: string | null;
  readonly area: string | null;
  readonly teamType: string | null;
  readonly service: string | null;
  readonly role: string;
  readonly employment: string;
  readonly agencyCovers: string | null;
  readonly isQualified: boolean;
  /** In the assessed and supported year in employment, its last day included. */
  readonly isAsye: boolean;
  /** Whole hundredths of a post. A worker who left holds none. */
  readonly fteHundredths: number;
  readonly hasLeft: boolean;
}

/** The post of a registered worker on a day; undefined for a worker nobody registered. */
export function postHeldOn(journey: Journey, workerId: string, on: PlainDate): PostHeld | undefined {
  const post = postOn(journey, workerId, on);
  if (post === undefined) return undefined;
  const team = teamOn(journey, post.team, on);
  return {
    team: post.team,
    area: team?.area ?? null,
    teamType: team?.type ?? null,
    service: team?.service ?? null,
    role: post.role,
    employment: post.employment,
    agencyCovers: post.employment === 'AGENCY' ? (post.agencyCovers ?? null) : null,
    isQualified: post.qualified,
    isAsye: post.asyeUntil !== undefined && on <= post.asyeUntil,
    fteHundredths: post.hasLeft ? 0 : Math.round(post.fte * 100),
    hasLeft: post.hasLeft,
  };
}

/** The days on which that may change: an entry of the worker or of a team of theirs, and the end of an assessed year. */
export function postChanges(journey: Journey, workerId: string): readonly PlainDate[] {
  const posts = postsOf(journey, workerId);
  const teams = new Set(posts.flatMap(({ team }) => team ?? []));
  return [
    ...posts.map((post) => post.from),
    ...posts.flatMap(({ asyeUntil }) => (asyeUntil === undefined ? [] : [addDays(asyeUntil, 1)])),
    ...[...teams].flatMap((team) => teamEntries(journey, team).map((entry) => entry.from)),
  ];
}

/** The facts of the register behind the post of a worker, and behind the team. */
export function postFacts(journey: Journey, workerId: string, team: string | null): readonly Fact[] {
  const ofWorker = factsOf(journey, 'WorkerRegistered', 'WorkerChanged', 'WorkerMovedTeam', 'WorkerLeft');
  return [
    ...ofWorker.filter(({ data }) => data.workerId === workerId),
    ...factsOf(journey, 'TeamCreated', 'TeamChanged').filter(({ data }) => data.teamId === team),
  ];
}

/** The stretches of days in which the worker whose own journey this is held one post; of anybody else's journey none. */
export function ownPosts(
  journey: Journey,
): readonly (Interval & Omit<PostHeld, 'hasLeft'> & { readonly workerId: string })[] {
  const workerId = ownIdIn(journey, 'worker');
  const first = workerId === undefined ? undefined : postsOf(journey, workerId)[0];
  if (workerId === undefined || first === undefined) return [];
  const held = stretches({ from: first.from }, postChanges(journey, workerId), (on) =>
    postHeldOn(journey, workerId, on)!,
  );
  return held.filter((post) => !post.hasLeft).map(({ hasLeft: _, ...post }) => ({ workerId, ...post }));
}
