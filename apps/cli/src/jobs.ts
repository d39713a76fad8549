import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { prepareAccess } from '#access/access-schema';
import { Audit } from '#access/audit';
import { Jobs } from '#jobs/jobs';
import { jobsConfiguration } from '#jobs/jobs-configuration';
import { producers } from '#jobs/producers';
import type { Run } from '#jobs/run';
import type { Opened } from '#waymark/open';
import { withWaymark } from './figures.ts';
import { wholeNumber, type Options } from './options.ts';
import { say, sayJson, table } from './print.ts';
import { WrongUsage } from './usage.ts';

const USUALLY_LISTED = 20;
const REASONS_LISTED = 1000;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What can be done to a job: what is said when it was done, and why it was not. */
const steps = {
  retry: {
    does: (jobs: Jobs, id: string) => jobs.retry(id),
    done: 'waits to be tried again; a service or worker that runs takes it up',
    not: 'It is not tried again: it has not failed, or another of its kind is under way.',
  },
  cancel: {
    does: (jobs: Jobs, id: string) => jobs.cancel(id),
    done: 'is cancelled; if it was under way it stops at its next sign of progress',
    not: 'It had ended already.',
  },
} as const;

/** `jobs`: what runs in the background, the latest first; `jobs show|retry|cancel ID`. Every change is in the audit. */
export async function jobs(what: string | undefined, id: string | undefined, options: Options): Promise<void> {
  if (what === undefined) return withJobs((own) => list(own, options));
  if (what !== 'show' && what !== 'retry' && what !== 'cancel')
    throw new WrongUsage('jobs takes show, retry and cancel, or nothing for a list.');
  if (id === undefined || !UUID.test(id)) throw new WrongUsage('Name the job by its id; `waymark jobs` lists them.');
  await withJobs(async (own, { database }) => {
    const run = await own.runs.find(id);
    if (run === undefined) throw new Error(`There is no job ${id}. Jobs are kept for 90 days.`);
    if (what === 'show') return show(own, run, options);
    const { does, done, not } = steps[what];
    if (!(await does(own, id))) throw new Error(not);
    await prepareAccess(database);
    const detail = `Job ${id} (${run.subject}) ${done}.`;
    const username = `command line: ${options.who ?? userInfo().username}`;
    const line = { username, requestId: randomUUID(), action: 'CHANGE', outcome: 'DONE', detail } as const;
    await new Audit(database).write(line);
    say(detail);
  });
}

/** Opens the queue for one command. Nothing is taken from it: that is the work of the service and the worker. */
async function withJobs(work: (own: Jobs, opened: Opened) => Promise<void>): Promise<void> {
  await withWaymark(async (opened) => {
    const own = await Jobs.open(opened, { ...jobsConfiguration(process.env), producers });
    try {
      await work(own, opened);
    } finally {
      await own.stop();
    }
  });
}

async function list({ runs }: Jobs, options: Options): Promise<void> {
  const limit = wholeNumber(options.limit, 'limit') ?? USUALLY_LISTED;
  if (limit === 0) throw new WrongUsage('--limit takes a whole number above nought.');
  const found = await runs.list(options.failed ? { states: ['FAILED'] } : {}, limit);
  if (options.json) return sayJson(found);
  if (found.length === 0) return say(options.failed ? 'No job has failed.' : 'Nothing has run in the background yet.');
  const rows = found.map((run) => [run.runId, run.subject, run.askedByName, run.askedAt, run.state, cameOfIt(run)]);
  say(table(['Job', 'What', 'Asked by', 'Asked at', 'State', 'What came of it'], rows));
}

const cameOfIt = ({ failure, result, done, of }: Run): string =>
  failure ?? result ?? (of === null ? (done === 0 ? '' : `${done} done`) : `${done} of ${of}`);

/** One job, and what an import would not take: the first thousand reasons. */
async function show({ runs }: Jobs, run: Run, options: Options): Promise<void> {
  const { of, rows: reasons } = await runs.reasons(run.runId, 0, REASONS_LISTED);
  if (options.json) return sayJson({ ...run, reasonsInAll: of, reasons });
  const { askedAt, startedAt, endedAt, attempt, state } = run;
  const told = {
    ...{ job: run.runId, what: run.subject, for: run.purpose, state, attempt },
    askedAt,
    startedAt,
    endedAt,
  };
  const rows = Object.entries({ ...told, outcome: cameOfIt(run), file: run.fileName });
  say(
    table(
      ['What', ''],
      rows.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]])),
    ),
  );
  if (of === 0) return;
  const lines = reasons.map(({ file, line, record, what, sentence }) => [
    `${file}:${line ?? ''}`,
    record,
    what,
    sentence,
  ]);
  say(`\n${table(['Where', 'Record', 'What', 'Why'], lines)}`);
  if (of > reasons.length) say(`… and ${of - reasons.length} more; the page of the job shows them all.`);
}
