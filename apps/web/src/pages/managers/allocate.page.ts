import { inOneSnapshot } from '#waymark/snapshot';
import { postedDay } from '../../forms/posted-days.ts';
import { dayInWords } from '../filters.ts';
import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { allocateCases, type Outcome } from './allocate-cases.ts';
import { allocateView } from './allocate-view.ts';
import { guaranteeToday, loadOf } from './caseload-load.ts';
import { movesInWords, teamsOfWaiting } from './moved-teams.ts';
import { caseRoles, chosenFrom, type Assignment, type Chosen, type ChosenCase } from './chosen-cases.ts';
import { lastChosen } from './queue.page.ts';
import { queueFilters } from './queue-filters.ts';
import { queueView } from './queue-view.ts';
import { ownPart } from './within.ts';
import { workerNames } from './worker-names.ts';
import { workersInPost, type WorkerInPost } from './workers.query.ts';

/** Shows who could take the ticked cases. Nothing is recorded yet, but the form is long, so it is sent as one. */
export const chooseWorker = page({
  method: 'post',
  path: '/queue/allocate',
  right: 'allocate',
  audit: 'LIST',
  show: async (asked, service) => {
    const chosen = chosenFrom(asked.body);
    return typeof chosen === 'string' ? queueAgain(asked, service, chosen) : allocateView(asked, service, chosen);
  },
});

/** Allocates the cases, each by itself, and says of each that was not allocated why. */
export const allocate = page({
  method: 'post',
  path: '/queue/allocate/carry-out',
  right: 'allocate',
  audit: 'NOTHING', // each command writes its own line
  show: async (asked, service) => {
    const chosen = chosenFrom(asked.body);
    if (typeof chosen === 'string') return queueAgain(asked, service, chosen);
    const { person, body } = asked;
    const today = service.waymark.today();
    const { answer: workers } = await inOneSnapshot(service.waymark.database, (sql) =>
      workersInPost(sql, today, ownPart(person)),
    );
    const worker = workers.find((one) => one.workerId === oneOf(body, 'workerId'));
    const read = assignmentFrom(body, worker);
    if ('errors' in read) return allocateView(asked, service, chosen, read);
    const warnings = await warningsOf(service, worker!, read, chosen);
    if (warnings.length > 0 && oneOf(body, 'sure') !== 'yes') {
      const errors = [{ text: 'Tick the box if you want to allocate all the same', href: '#sure' }];
      return allocateView(asked, service, chosen, { errors, warnings });
    }
    const name = await workerNames(service);
    const before = await teamsOfWaiting(service.waymark.database, chosen.cases, today);
    const outcomes = await allocateCases(service, { asked, chosen, assignment: read, worker: worker!, name });
    const last = Math.max(0, ...outcomes.map((one) => (one.kind === 'DONE' ? one.position : 0)));
    if (last > 0) await service.settled(last);
    return outcomeView(asked, service, outcomes, {
      worker: name(read.workerId),
      assignment: read,
      moves: (done) => (read.role === 'LEAD_SW' ? movesInWords(done, before, worker!.team) : []),
    });
  },
});

const queueAgain = (asked: AskedPage, service: Service, problem: string): Promise<Shown> =>
  queueView(asked, service, queueFilters(lastChosen(asked)), 1, [{ text: problem, href: '#queue-list' }]);

/** What the form says, or the errors with the fields they belong to. */
function assignmentFrom(
  body: AskedPage['body'],
  worker: WorkerInPost | undefined,
): Assignment | { readonly errors: readonly { text: string; href: string }[] } {
  const role = caseRoles.find((one) => one.value === oneOf(body, 'role'));
  const from = postedDay(body, 'from', 'first day');
  const value = 'value' in from ? from.value : undefined;
  const errors = [
    ...(worker === undefined ? [{ text: 'Choose a worker', href: '#workerId' }] : []),
    ...(role === undefined ? [{ text: 'Choose the role of the worker', href: '#role' }] : []),
    ...('error' in from ? [{ text: from.error.message, href: `#from-${from.error.box}` }] : []),
    ...(!('error' in from) && value === undefined ? [{ text: 'Enter the first day', href: '#from-day' }] : []),
  ];
  return errors.length > 0 ? { errors } : { workerId: worker!.workerId, role: role!.value, from: value! };
}

/** What to know before the cases are given to this worker: each is lawful, and none is usual. */
async function warningsOf(
  service: Service,
  worker: WorkerInPost,
  { role }: Assignment,
  { cases }: Chosen,
): Promise<readonly string[]> {
  if (role !== 'LEAD_SW') return [];
  const { isQualified, leaveFrom, leaveUntil } = worker;
  const load = loadOf(worker, await guaranteeToday(service), cases.length);
  const isAway = leaveFrom !== null && leaveFrom <= service.waymark.today();
  return [
    ...(isQualified
      ? []
      : ['This worker is not a qualified social worker, so the cases stay unallocated: only a qualified lead counts.']),
    ...(isAway ? [`This worker is on leave until ${dayInWords(leaveUntil!)}.`] : []),
    ...(load.isProtected && load.colour === 'red'
      ? [`This worker's caseload is protected, and would be ${load.says}.`]
      : []),
  ];
}

/** One page for all of it: how many were allocated, and each that was not, with the reason. */
async function outcomeView(
  { person }: AskedPage,
  service: Service,
  outcomes: readonly Outcome[],
  {
    worker,
    assignment,
    moves,
  }: {
    readonly worker: string;
    readonly assignment: Assignment;
    readonly moves: (done: readonly ChosenCase[]) => readonly string[];
  },
): Promise<Shown> {
  const done = outcomes.filter((one) => one.kind === 'DONE');
  const notDone = outcomes.filter((one) => one.kind === 'NOT_DONE');
  const names = await service.children(
    person,
    outcomes.map(({ one }) => one.childId),
  );
  const position = await service.waymark.position();
  const title =
    notDone.length === 0
      ? done.length === 1
        ? 'Case allocated'
        : 'Cases allocated'
      : notDone.length === 1 && notDone[0]!.isTaken && done.length === 0
        ? 'This case is allocated already'
        : 'Not every case was allocated';
  return {
    view: 'managers/allocated.njk',
    title,
    status: done.length === 0 ? 409 : 200,
    model: {
      ...{ worker, assignment, position },
      moves: moves(done.map(({ one }) => one)),
      role: caseRoles.find(({ value }) => value === assignment.role)!.text.toLowerCase(),
      done: done.map(({ one }) => ({ child: names.get(one.childId) })),
      notDone: notDone.map(({ one, why, isTaken }) => {
        const value = isTaken ? undefined : `${one.childId}~${one.caseId}`;
        return { child: names.get(one.childId), why, value };
      }),
    },
  };
}
