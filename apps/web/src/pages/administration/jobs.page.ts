import { jobKinds } from '#jobs/job-kinds';
import { runStates, type RunState } from '#jobs/run';
import { notFound } from '../../problem.ts';
import { isRunId, shownRun } from '../exports/export.page.ts';
import { oneOf, page, type AskedPage } from '../page.ts';
import { paginationOf } from '../record/paging.ts';
import type { Service } from '../service.ts';

const back = { href: '/administration', text: 'Administration' };
const REASONS_A_PAGE = 100;

const isState = (text: string | undefined): text is RunState => text !== undefined && Object.hasOwn(runStates, text);

/** What runs in the background, and what failed: to be tried again or cancelled. */
export const jobsPage = page({
  path: '/administration/jobs',
  right: 'operate',
  audit: 'NOTHING',
  show: async ({ query }, { jobs, waymark }) => {
    const asked = oneOf(query, 'state');
    const state = isState(asked) ? asked : undefined;
    const runs = await jobs.runs.list(state === undefined ? {} : { states: [state] }, 100);
    const states = Object.entries(runStates).map(([value, text]) => ({ value, text, selected: value === state }));
    const model = {
      runs: runs.map((run) => shownRun(run, waymark.now())),
      states,
      state,
      queueIsOn: jobs.queueIsOn,
      back,
    };
    return { view: 'administration/jobs.njk', title: 'Background jobs', model };
  },
});

/** One job, how far it is, and what an import would not take. */
export const jobPage = page({
  path: '/administration/jobs/:runId',
  right: 'operate',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const run = shownRun(await runOf(asked, service), service.waymark.now());
    const text = oneOf(asked.query, 'page') ?? '1';
    const here = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1;
    const { of, rows } = await service.jobs.runs.reasons(run.runId, (here - 1) * REASONS_A_PAGE, REASONS_A_PAGE);
    const inAll = Math.ceil(of / REASONS_A_PAGE);
    const address = (number: number) => `/administration/jobs/${run.runId}?page=${number}`;
    const model = {
      run,
      reasons: rows,
      reasonsInAll: of,
      isStill: oneOf(asked.query, 'still') === 'yes',
      ...(inAll > 1 ? { pages: paginationOf(Math.min(here, inAll), inAll, address) } : {}),
      back: { href: '/administration/jobs', text: 'Background jobs' },
    };
    return { view: 'administration/job.njk', title: run.title, model };
  },
});

export const retryJob = page({
  method: 'post',
  path: '/administration/jobs/:runId/retry',
  right: 'operate',
  audit: 'CHANGE',
  show: async (asked, service) => {
    const { runId } = await runOf(asked, service);
    const isAgain = await service.jobs.retry(runId);
    const says = isAgain
      ? ({ kind: 'success', text: 'It is tried again.' } as const)
      : ({
          kind: 'warning',
          text: 'It is not tried again: it has not failed, or another of its kind is under way.',
        } as const);
    return { redirect: `/administration/jobs/${runId}`, says };
  },
});

export const cancelJob = page({
  method: 'post',
  path: '/administration/jobs/:runId/cancel',
  right: 'operate',
  audit: 'CHANGE',
  show: async (asked, service) => {
    const { runId } = await runOf(asked, service);
    const isCancelled = await service.jobs.cancel(runId);
    const says = isCancelled
      ? ({ kind: 'success', text: 'It is cancelled.' } as const)
      : ({ kind: 'information', text: 'It had ended already.' } as const);
    return { redirect: `/administration/jobs/${runId}`, says };
  },
});

/** Asks for upkeep. While one is under way, everybody who asks is shown that one. */
const upkeep = (kind: 'rebuild' | 'verify') =>
  page({
    method: 'post',
    path: `/administration/jobs/${kind}`,
    right: 'operate',
    audit: 'CHANGE',
    show: async ({ person, commandId: key }, { jobs }) => {
      const by = { askedBy: person.accountId, askedByName: person.displayName };
      const { runId } = await jobs.ask({ kind, asked: {}, subject: jobKinds[kind].title, key }, by);
      return { redirect: `/administration/jobs/${runId}` };
    },
  });

export const rebuildPage = upkeep('rebuild');
export const verifyPage = upkeep('verify');

async function runOf({ params: { runId = '' } }: AskedPage, { jobs }: Service) {
  const run = isRunId(runId) ? await jobs.runs.find(runId) : undefined;
  if (run === undefined) throw notFound('There is no such job. Jobs are kept for 90 days.');
  return run;
}
