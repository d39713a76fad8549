import type { Person } from '#access/person';
import { jobKinds } from '#jobs/job-kinds';
import { runStates, SERVICE, type Run } from '#jobs/run';
import { notFound } from '../../problem.ts';
import { page, type AskedPage } from '../page.ts';
import type { Service } from '../service.ts';

/** The exports somebody has asked for. */
export const exports = page({
  path: '/exports',
  right: 'export-figures',
  audit: 'NOTHING',
  show: async ({ person }, { jobs, waymark }) => {
    const [runs, monthly] = await Promise.all([
      jobs.runs.list({ askedBy: person.accountId, kinds: ['export-list', 'export-figures', 'report-pack'] }),
      jobs.runs.list({ askedBy: SERVICE, kinds: ['monthly-pack'], states: ['DONE'] }, 1),
    ]);
    const shown = (all: readonly Run[]) => all.map((run) => shownRun(run, waymark.now()));
    return {
      view: 'exports/exports.njk',
      title: 'Exports',
      model: { runs: shown(runs), monthly: shown(monthly).filter(({ hasFile }) => hasFile) },
    };
  },
});

/** How far an export is; it reloads itself until that is over, with or without JavaScript, unless asked not to. */
export const exportProgress = page({
  path: '/exports/:runId',
  right: 'export-figures',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const run = shownRun(await ownRun(asked, service), service.waymark.now());
    const isStill = asked.query['still'] === 'yes';
    const back = { href: '/exports', text: 'Exports' };
    return { view: 'exports/export.njk', title: run.title, model: { run, isStill, back } };
  },
});

/** The file itself, until its time is over: for whoever asked for it and nobody else; the monthly pack for all who export. */
export const exportFile = page({
  path: '/exports/:runId/file',
  right: 'export-figures',
  audit: 'EXPORT',
  show: async (asked, service) => {
    const { runId, askedBy } = await ownRun(asked, service);
    const file = await service.jobs.runs.file(runId, askedBy);
    if (file === undefined) throw notFound('This file is not there: exports are kept for 24 hours. Ask for it again.');
    return { file };
  },
});

export const cancelExport = page({
  method: 'post',
  path: '/exports/:runId/cancel',
  right: 'export-figures',
  audit: 'NOTHING',
  show: async (asked, service) => {
    const { runId, askedBy } = await ownRun(asked, service);
    if (askedBy === SERVICE) throw notFound('There is no such export of yours.');
    await service.jobs.cancel(runId);
    return { redirect: `/exports/${runId}` };
  },
});

/** An export of this very person, or the monthly pack, which is for all who export. What is somebody else's is not there. */
async function ownRun({ params, person }: AskedPage, { jobs }: Service): Promise<Run> {
  const { runId = '' } = params;
  const run = isRunId(runId) ? await jobs.runs.find(runId) : undefined;
  if (run === undefined || !isOwn(run, person)) throw notFound('There is no such export of yours.');
  return run;
}

/** What the database takes for the id of a job. */
export const isRunId = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);

const isOwn = ({ askedBy, kind }: Run, { accountId }: Person): boolean =>
  kind === 'monthly-pack' ||
  (askedBy === accountId && (['export-list', 'export-figures', 'report-pack'] as readonly string[]).includes(kind));

const colours = { WAITING: 'grey', RUNNING: 'blue', DONE: 'green', FAILED: 'red', CANCELLED: 'yellow' } as const;

/** A job as pages show it. */
export function shownRun(run: Run, now: string) {
  const { state, done, of, fileName, expiresAt, kind } = run;
  const isOver = state !== 'WAITING' && state !== 'RUNNING';
  return {
    ...run,
    title: jobKinds[kind].title,
    stateInWords: runStates[state],
    colour: colours[state],
    isOver,
    hasFile: fileName !== null && expiresAt !== null && expiresAt > now,
    hasExpired: fileName !== null && (expiresAt === null || expiresAt <= now),
    percent: of === null || of === 0 ? null : Math.min(100, Math.floor((100 * done) / of)),
  };
}
