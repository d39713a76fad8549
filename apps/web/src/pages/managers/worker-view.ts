import { mayCarryOut } from '#access/commands-by-role';
import { may } from '#access/person';
import { clocks } from '#projections/clocks/clocks.projection';
import { askForecast } from '#waymark/forecast';
import { isNamed } from '#waymark/restricted';
import { inOneSnapshot } from '#waymark/snapshot';
import { notFound, ProblemFound } from '../../problem.ts';
import type { AskedPage, View } from '../page.ts';
import type { Service } from '../service.ts';
import { guaranteeToday } from './caseload-load.ts';
import { clockInWords, dueInWords } from './due-in-words.ts';
import { isEverywhere, liesWithin, ownPart } from './within.ts';
import { casesOfWorker } from './worker-cases.query.ts';
import { leaveInWords, leaveReasons, workerLine } from './worker-lines.ts';
import { workerNames } from './worker-names.ts';
import { leaveAhead, workersInPost } from './workers.query.ts';

const FIRST_DUE = 10;

/** What was wrong with the form of leave, and what had been typed. */
export interface LeaveTrouble {
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly status: number;
}

/**
 * One worker's cases, clocks, caseload and leave. Throws a problem (404) for a worker nobody knows, and (403) for one of
 * another area, or for a social worker who asks for somebody else.
 */
export async function workerView(
  { person, body }: Pick<AskedPage, 'person' | 'body'>,
  service: Service,
  workerId: string,
  trouble?: LeaveTrouble,
): Promise<View> {
  const isMine = person.workerId === workerId;
  if (person.role === 'SW' && !isMine) throw notYours('A social worker sees their own caseload.');
  const today = service.waymark.today();
  const [{ position, answer }, name, guarantee] = await Promise.all([
    inOneSnapshot(service.waymark.database, async (sql) => ({
      worker: (await workersInPost(sql, today, { areas: [], teams: [] }, workerId))[0],
      cases: await casesOfWorker(sql, today, workerId),
      leave: await leaveAhead(sql, today, workerId),
      forecast: await askForecast(sql, clocks, {
        asAt: today,
        asKnownAt: null,
        place: { worker: workerId },
        withList: true,
      }),
    })),
    workerNames(service),
    guaranteeToday(service),
  ]);
  const { worker, cases, leave, forecast } = answer;
  if (worker === undefined && !isMine) throw notFound(`There is no worker ${workerId} in post.`);
  const place = { team: worker?.team ?? 'NO_TEAM', area: worker?.area ?? 'CITYWIDE' };
  if (!isMine && !isEverywhere(ownPart(person)) && !liesWithin(ownPart(person), place))
    throw notYours('This worker works in another area or team.');
  const due = forecast.list!.slice(0, FIRST_DUE);
  const names = await service.children(
    person,
    [...cases, ...due.filter(isNamed)].map((one) => one.childId),
  );
  return {
    view: 'managers/worker.njk',
    title: isMine ? 'My cases' : `Caseload of ${name(workerId)}`,
    status: trouble?.status ?? 200,
    model: {
      isWide: true,
      ...{ position, isMine, workerId, name: name(workerId), errors: trouble?.errors ?? [], typed: body },
      wrongIn: Object.fromEntries((trouble?.errors ?? []).map(({ text, href }) => [href.slice(1), text])),
      worker: worker && workerLine(worker, name, guarantee, today),
      cases: cases.map((one) => ({
        ...one,
        child: names.get(one.childId),
        childId: undefined,
        due: one.nextDueOn === null ? undefined : dueInWords(one.nextDueOn, today),
      })),
      due: due.map((one) => ({
        ...one,
        child: isNamed(one) ? names.get(one.childId) : { childId: '', says: 'Restricted record' },
        due: clockInWords(one),
      })),
      forecast,
      leave: leave.map((one) => ({ ...one, reason: leaveInWords(one.reason) })),
      leaveReasons,
      plansLeave: worker !== undefined && worker.role !== 'NOT_REGISTERED' && mayCarryOut(person, 'PlanWorkerLeave'),
      seesClocks: may(person, 'see-clocks'),
      ...(isMine || person.role === 'SW' ? {} : { back: { href: '/caseloads', text: 'Caseloads' } }),
    },
  };
}

const notYours = (detail: string): ProblemFound =>
  new ProblemFound({ type: '/problems/not-your-area', title: 'Not yours', status: 403, detail });
