import type { PlainDate } from '#calendar/plain-date';
import { command } from '../command.ts';
import { factsOf, type Journey } from '../journey.ts';
import { Refused } from '../refused.ts';
import { postOn, postsOf, type Post } from './register.ts';
import { isTold, saysSo } from './told-already.ts';
import { workforceEvents } from './workforce.events.ts';

const { WorkerRegistered, WorkerChanged, WorkerMovedTeam, WorkerLeft } = workforceEvents;

/** What may be asked about a worker, on the worker's own journey (catalogue A.11). Asked again, nothing follows. */
export const workerCommands = {
  RegisterWorker: command(WorkerRegistered.payload, (journey, asked) => {
    if (isTold(journey, 'WorkerRegistered', asked)) return [];
    onlyAgencyCovers(asked.employment, asked.agencyCovers);
    const posts = postsOf(journey, asked.workerId);
    const last = posts.at(-1);
    if (last !== undefined && !last.hasLeft)
      throw new Refused(
        'a-worker-is-registered-once',
        `${asked.workerId} has been registered since ${posts[0]!.from}. Record a change instead.`,
      );
    if (last !== undefined && asked.from < last.from)
      throw new Refused(
        'a-worker-comes-back-after-leaving',
        `${asked.workerId} left on ${last.from} and cannot have come back on ${asked.from}.`,
      );
    return [{ type: 'WorkerRegistered', data: asked }];
  }),

  ChangeWorker: command(WorkerChanged.payload, (journey, asked) => {
    const { workerId, from, ...changes } = asked;
    const post = aWorkerInPost(journey, workerId, from);
    if (Object.values(changes).every((value) => value === undefined))
      throw new Refused('a-change-says-what-changed', `Say what changed for ${workerId} on ${from}.`);
    if (saysSo(post, changes)) return [];
    onlyAgencyCovers(asked.employment ?? post.employment, asked.agencyCovers);
    return [{ type: 'WorkerChanged', data: asked }];
  }),

  MoveWorkerToTeam: command(WorkerMovedTeam.payload, (journey, asked) => {
    const post = aWorkerInPost(journey, asked.workerId, asked.from);
    return post.team === asked.teamId ? [] : [{ type: 'WorkerMovedTeam', data: asked }];
  }),

  RecordWorkerLeft: command(WorkerLeft.payload, (journey, asked) => {
    const { workerId, on } = asked;
    if (factsOf(journey, 'WorkerLeft').some((fact) => fact.on === on)) return [];
    aWorkerInPost(journey, workerId, on);
    const later = postsOf(journey, workerId).find((post) => post.from > on);
    if (later !== undefined)
      throw new Refused(
        'nothing-of-a-worker-after-leaving',
        `Something is recorded of ${workerId} for ${later.from}, so they cannot have left on ${on}. Mend that first.`,
      );
    return [{ type: 'WorkerLeft', data: asked }];
  }),
};

/** The post a worker holds on a day. Refuses a worker nobody registered, a day before the registration, and one who left. */
export function aWorkerInPost(journey: Journey, workerId: string, on: PlainDate): Post {
  const [first] = postsOf(journey, workerId);
  if (first === undefined)
    throw new Refused('only-a-registered-worker', `Nobody registered a worker ${workerId}. Register the worker first.`);
  if (on < first.from)
    throw new Refused(
      'nothing-of-a-worker-before-the-registration',
      `${workerId} has been here since ${first.from}: ${on} is before that.`,
    );
  const post = postOn(journey, workerId, on)!;
  if (!post.hasLeft) return post;
  throw new Refused(
    'only-a-worker-in-post',
    `${workerId} left on ${post.from}. Register the worker again if they have come back.`,
  );
}

function onlyAgencyCovers(employment: string, covers: string | undefined): void {
  if (employment === 'AGENCY' || covers === undefined) return;
  throw new Refused(
    'only-an-agency-worker-covers',
    'A permanent worker covers nothing: leave agencyCovers out, or say that the worker is from an agency.',
  );
}
