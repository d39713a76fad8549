import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Audit } from '#access/audit';
import type { PlainDate } from '#calendar/plain-date';
import type { Verified } from '#projecting/verify';
import type { LogEvent } from './check-log.ts';
import { BROKEN_LINES, type Imported } from './importer.ts';
import type { Stage } from './stage.ts';
import { compiled } from './supervised-program.ts';

/** What was found beside the log itself: figures for the report, and what is wrong, each a sentence. */
export interface Rest {
  readonly verified: Verified;
  readonly queue: number;
  readonly jobs: Readonly<Record<string, number>>;
  readonly escalations: number;
  readonly auditLines: number;
  readonly wrong: readonly string[];
}

/** Read models against a replay, the queue against its count, jobs against what was asked for, and the audit's chain. */
export async function checkRest(
  stage: Stage,
  token: string,
  today: PlainDate,
  log: readonly LogEvent[],
  imported: readonly Imported[],
): Promise<Rest> {
  const verified = await verifiedBy(stage);
  const queues = await Promise.all(stage.addresses.map((address) => queueAt(address, token, today)));
  const imports = importsWrong(await importRuns(stage), log, imported);
  const escalations = log.filter(({ type }) => type === 'QueueEscalated');
  const audit = new Audit({ query: async <R>(text: string) => [...(await stage.postgres.ask<R & object>(text))] });
  const broken = await audit.firstBroken();
  const [count] = await stage.postgres.ask<{ n: number }>('select count(*)::int as n from access.audit');
  const read = await stage.postgres.ask<{ state: string; n: number }>(
    'select state, count(*)::int as n from jobs.runs group by state',
  );
  return {
    verified,
    queue: queues[0]!.listed,
    jobs: Object.fromEntries(read.map(({ state, n }) => [state, n])),
    escalations: escalations.length,
    auditLines: count!.n,
    wrong: [
      ...verified.disagreements,
      ...queues.flatMap(({ said }) => said),
      ...imports,
      ...raisedTwice(escalations),
      ...(broken === undefined ? [] : [`Line ${broken} of the audit is not what was written.`]),
    ],
  };
}

/** By the command line, as somebody who looks after the service would. */
async function verifiedBy({ env }: Stage): Promise<Verified> {
  const program = compiled('apps/cli/src/main.js');
  const run = promisify(execFile)(process.execPath, [program, 'verify', '--json'], { env, maxBuffer: 1 << 26 });
  const { stdout } = await run.catch((error: Error & { readonly stdout?: string }) => {
    if (error.stdout) return { stdout: error.stdout }; // it ends with 1 when it finds something
    throw error;
  });
  return JSON.parse(stdout) as Verified;
}

/** The list, the count that stands over it, and the measure that keeps a running sum: three ways to one number. */
async function queueAt(
  address: string,
  token: string,
  today: PlainDate,
): Promise<{ listed: number; said: readonly string[] }> {
  const ask = async <T>(path: string): Promise<T> => {
    const answer = await fetch(address + path, { headers: { Authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const said: string[] = [];
  let all = 0;
  for (const place of ['', '&area=SOUTH', '&area=EAST']) {
    const queue = await ask<{ count: number; waiting: readonly object[] }>(`/api/v1/queue?asAt=${today}${place}`);
    const measure = await ask<{ numerator: number }>(
      `/api/v1/measures/UN-Q?from=${today}&to=${today}&asAt=${today}${place}`,
    );
    if (place === '') all = queue.waiting.length;
    if (queue.count !== queue.waiting.length || measure.numerator !== queue.count)
      said.push(
        `The queue${place} at ${address} lists ${queue.waiting.length}, counts ${queue.count}, and the measure says ${measure.numerator}.`,
      );
  }
  return { listed: all, said };
}

/** How an import stands on record. */
export interface ImportRun {
  readonly runId: string;
  readonly state: string;
  readonly failure: string | null;
  readonly reasons: number;
  readonly files: number;
}

const importRuns = ({ postgres }: Stage): Promise<readonly ImportRun[]> =>
  postgres.ask<ImportRun>(
    `select run_id as "runId", state, failure, (select count(*)::int from jobs.reasons where run_id = r.run_id) as reasons,
       (select count(*)::int from jobs.uploads where run_id = r.run_id) as files from jobs.runs r where kind = 'import'`,
  );

/** Each import that was answered with a job is done once: its events are there, its reasons are told once, its file is gone. */
export function importsWrong(
  runs: readonly ImportRun[],
  log: readonly Pick<LogEvent, 'eventId'>[],
  imported: readonly Imported[],
): readonly string[] {
  const known = new Map(runs.map((run) => [run.runId, run]));
  const stored = new Set(log.map(({ eventId }) => eventId));
  return imported.flatMap(({ runId, eventIds }) => {
    const run = known.get(runId);
    if (run === undefined) return [`The import ${runId} was answered for and is not on record.`];
    if (run.state !== 'DONE') return [`The import ${runId} is ${run.state}: ${run.failure ?? 'no word why'}.`];
    const missing = eventIds.filter((id) => !stored.has(id)).length;
    return [
      ...(missing > 0 ? [`The import ${runId} is done, and ${missing} of its events are not there.`] : []),
      ...(run.reasons === BROKEN_LINES ? [] : [`The import ${runId} tells ${run.reasons} reasons of ${BROKEN_LINES}.`]),
      ...(run.files === 0 ? [] : [`The file of the import ${runId} is still kept.`]),
    ];
  });
}

/** What a job raises is raised once, however often the job was begun. */
export function raisedTwice(escalations: readonly Pick<LogEvent, 'stream' | 'data' | 'position'>[]): readonly string[] {
  const seen = new Set<string>();
  return escalations.flatMap(({ stream, data, position }) => {
    const { queue, subjectId, step, waitedSince } = data as Readonly<Record<string, unknown>>;
    const key = [stream, queue, subjectId, step, waitedSince].join(' ');
    if (seen.has(key)) return [`Escalated twice, again at ${position}: ${key}.`];
    seen.add(key);
    return [];
  });
}
