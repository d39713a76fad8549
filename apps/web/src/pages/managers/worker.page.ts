import { postedDay } from '../../forms/posted-days.ts';
import { problemOf } from '../../problem.ts';
import { oneOf, page, type AskedPage, type Shown } from '../page.ts';
import type { Service } from '../service.ts';
import { readOut } from '../read-out.ts';
import { workerView } from './worker-view.ts';

/** My own cases, clocks and next due, for whoever holds a post. */
export const myCases = page({
  path: '/caseloads/mine',
  right: 'see-caseloads',
  audit: 'LIST',
  show: (asked, service) =>
    asked.person.workerId === undefined
      ? {
          view: 'managers/no-post.njk',
          title: 'My cases',
          model: {},
        }
      : workerView(asked, service, asked.person.workerId),
});

/** A worker's cases, clocks, caseload and leave. */
export const worker = page({
  path: '/caseloads/:workerId',
  right: 'see-caseloads',
  audit: 'LIST',
  show: (asked, service) => workerView(asked, service, asked.params['workerId']!),
});

/** Plans leave of a worker, so that nobody is given cases meanwhile. */
export const planLeave = page({
  method: 'post',
  path: '/caseloads/:workerId/leave',
  right: 'see-caseloads',
  audit: 'CHANGE',
  show: async (asked, service) => {
    const { body, params } = asked;
    const [from, until] = [postedDay(body, 'from', 'first day'), postedDay(body, 'until', 'last day')];
    const reason = oneOf(body, 'reason');
    const errors = [
      ...dayErrors(from, 'from', 'Enter the first day of the leave'),
      ...dayErrors(until, 'until', 'Enter the last day of the leave'),
      ...(reason === undefined ? [{ text: 'Choose a reason', href: '#reason' }] : []),
    ];
    if (errors.length > 0) return workerView(asked, service, params['workerId']!, { errors, status: 400 });
    const leave = { from: (from as { value: string }).value, until: (until as { value: string }).value, reason };
    return recorded(asked, service, 'PlanWorkerLeave', leave, 'The leave is planned.');
  },
});

/** Cancels leave that was planned. */
export const cancelLeave = page({
  method: 'post',
  path: '/caseloads/:workerId/leave/cancel',
  right: 'see-caseloads',
  audit: 'CHANGE',
  show: (asked, service) =>
    recorded(asked, service, 'CancelWorkerLeave', { from: oneOf(asked.body, 'from') ?? '' }, 'The leave is cancelled.'),
});

const dayErrors = (read: ReturnType<typeof postedDay>, name: string, missing: string) =>
  'error' in read
    ? [{ text: read.error.message, href: `#${name}-${read.error.box}` }]
    : read.value === undefined
      ? [{ text: missing, href: `#${name}-day` }]
      : [];

/** Carries out a command about a worker of the person's own areas; a refusal comes back with the form. */
async function recorded(
  asked: AskedPage,
  service: Service,
  command: string,
  said: object,
  text: string,
): Promise<Shown> {
  const workerId = asked.params['workerId']!;
  await workerView(asked, service, workerId); // refuses a worker of another area
  try {
    const { position } = await service.carryOut(asked, command, { workerId, ...said });
    await service.settled(position);
  } catch (error) {
    const problem = problemOf(error);
    if (problem === undefined || problem.status === 403 || problem.status >= 500) throw error;
    const errors = [{ text: readOut(problem.detail), href: '#from-day' }];
    return workerView(asked, service, workerId, { errors, status: problem.status });
  }
  return { redirect: `/caseloads/${encodeURIComponent(workerId)}`, says: { kind: 'success', text } };
}
