import { childStream, Conflict, type StoredEvent } from '#event-store/event-store';
import { problemOf } from '../../problem.ts';
import type { AskedPage } from '../page.ts';
import type { Service } from '../service.ts';
import type { Assignment, Chosen, ChosenCase } from './chosen-cases.ts';
import type { WorkerNames } from './worker-names.ts';
import type { WorkerInPost } from './workers.query.ts';
import { momentInWords } from '../filters.ts';
import { readOut } from '../read-out.ts';
import { wordsOf } from '../../words.ts';

/** What came of one case. */
export type Outcome =
  | { readonly kind: 'DONE'; readonly one: ChosenCase; readonly position: number }
  | {
      readonly kind: 'NOT_DONE';
      readonly one: ChosenCase;
      readonly why: string;
      /** Somebody else allocated it first. */
      readonly isTaken: boolean;
    };

const AT_ONCE = 8;

/** Who allocates what to whom, and how workers are named in what is said of it. */
export interface Allocating {
  readonly asked: AskedPage;
  readonly chosen: Chosen;
  readonly assignment: Assignment;
  readonly worker: Pick<WorkerInPost, 'team' | 'area'>;
  readonly name: WorkerNames;
}

/**
 * Allocates each case by a command of its own: one that is refused stops no other. Each expects the version of the child's
 * stream that stood behind the list, so that what was recorded since is looked at first. The same form sent twice allocates
 * nothing twice.
 */
export async function allocateCases(service: Service, allocating: Allocating): Promise<readonly Outcome[]> {
  const { cases, position } = allocating.chosen;
  const versions = await versionsAt(service, cases, position);
  const waiting = [...cases.entries()];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      outcomes[next[0]] = await allocateOne(service, allocating, next[1], versions.get(next[1].childId) ?? 0);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

async function versionsAt(
  { waymark: { store } }: Service,
  cases: readonly ChosenCase[],
  position: number,
): Promise<ReadonlyMap<string, number>> {
  const versions = new Map<string, number>();
  const streams = [...new Set(cases.map((one) => childStream(one.childId)))];
  for (const { childId, version } of await store.readStreams(streams, position)) versions.set(childId, version);
  return versions;
}

async function allocateOne(
  service: Service,
  { asked, chosen, assignment, worker, name }: Allocating,
  one: ChosenCase,
  expectedVersion: number,
): Promise<Outcome> {
  const { workerId, role, from } = assignment;
  const place = { teamId: worker.team ?? undefined, areaId: worker.area ?? undefined };
  const body = { ...one, workerId, role, from, ...(role === 'LEAD_SW' ? place : {}) };
  const carryOut = (version: number) =>
    service.carryOut(asked, 'AllocateCase', body, { part: `${one.childId}/${one.caseId}`, expectedVersion: version });
  try {
    return { kind: 'DONE', one, position: (await carryOut(expectedVersion)).position };
  } catch (error) {
    if (!(error instanceof Conflict)) return notDone(one, error);
    const since = await recordedSince(service, one, chosen.position);
    if (since.length > 0) return { kind: 'NOT_DONE', one, ...whatHappened(since, name) };
    // To open a restricted record is itself recorded on its stream: that is no news about the case.
    return carryOut(error.actual).then(
      ({ position }): Outcome => ({ kind: 'DONE', one, position }),
      (again: unknown) => notDone(one, again),
    );
  }
}

function notDone(one: ChosenCase, error: unknown): Outcome {
  const problem = problemOf(error);
  if (problem === undefined) throw error;
  return { kind: 'NOT_DONE', one, why: readOut(problem.detail), isTaken: false };
}

async function recordedSince(
  { waymark: { store } }: Service,
  { childId }: ChosenCase,
  position: number,
): Promise<readonly StoredEvent[]> {
  const events = await store.readStream(childStream(childId));
  return events.filter((event) => event.position > position && event.type !== 'RestrictedRecordAccessed');
}

/** Somebody else was first, or something else is new: in words, with who and when. */
function whatHappened(since: readonly StoredEvent[], name: WorkerNames): { why: string; isTaken: boolean } {
  const taken = since.findLast(({ type, data }) => type === 'CaseAllocated' && data['role'] === 'LEAD_SW');
  if (taken !== undefined)
    return {
      why: `Already allocated to ${name(String(taken.data['workerId']))}${said(taken, name)}.`,
      isTaken: true,
    };
  const last = since.at(-1)!;
  return {
    why: `Something was recorded after you opened the list: ${wordsOf(last.type)}${said(last, name)}. Look at the record, then decide.`,
    isTaken: false,
  };
}

const said = ({ recordedBy, recordedAt }: StoredEvent, name: WorkerNames): string =>
  `${recordedBy === undefined ? '' : ` by ${name(recordedBy)}`}, ${momentInWords(recordedAt)}`;
