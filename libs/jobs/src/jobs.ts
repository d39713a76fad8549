import { randomUUID } from 'node:crypto';
import type { Job, Worker } from 'bullmq';
import { instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import { uuidOf } from '#case-flow/decide';
import { OutcomeUnknown, Unavailable } from '#event-store/event-store';
import type { Asker, Asking, JobsOptions, JobStores } from './asking.ts';
import { isJobKind, jobKinds, type JobKind } from './job-kinds.ts';
import { prepareJobs } from './jobs-schema.ts';
import { postgresQueue, redisQueue, type QueueBackend, type Queued } from './queue-backend.ts';
import { Queueing } from './queueing.ts';
import { Reminders } from './reminders.ts';
import { Runs } from './runs.ts';
import { SERVICE, type Run } from './run.ts';
import { work } from './working.ts';
import type { Standing } from './producer.ts';

const ATTEMPTS = 3;
const AT_ONCE = 2;
const LOCK_MILLISECONDS = 30_000;
const LONGEST_STOP_MILLISECONDS = 2_000;
/** How soon a worker that lost its queue looks again. */
const RETRY_MILLISECONDS = 1000;
/** How often a job may lose its program before nobody takes it on again: it may be what ends them. */
const LOST_AT_MOST = 3;

/**
 * Work in the background. Any program may ask (`open` is enough); those that `start` also do it, as many at once as there
 * are. A program may be killed at any moment: its jobs are taken over by another, or by itself when it is back.
 */
export class Jobs {
  private worker: Worker<Queued> | undefined;
  private readonly queueing: Queueing;
  private stopping = false;

  private constructor(
    readonly runs: Runs,
    readonly reminders: Reminders,
    private readonly backend: QueueBackend,
    private readonly standing: Standing,
    private readonly options: JobsOptions,
  ) {
    this.queueing = new Queueing(backend, runs, options);
  }

  /**
   * Opens the queue and the record of jobs. A Redis that is away is no hindrance: what is asked for stands on record, and goes
   * there once it is back. Throws, with what to do, when a Redis was named and its driver is not installed.
   */
  static async open(opened: JobStores, options: JobsOptions): Promise<Jobs> {
    await prepareJobs(opened.database);
    const { redisUrl, now = () => instantFromEpochMilliseconds(Date.now()) } = options;
    const backend = redisUrl ? await redisQueue(redisUrl) : await postgresQueue(opened.databaseUrl);
    const { store, database, model } = opened;
    const standing = { store, database, model, now, today: () => londonDate(now()) };
    return new Jobs(new Runs(database), new Reminders(database), backend, standing, options);
  }

  /** Where the queue stands. */
  get queueIsOn(): QueueBackend['kind'] {
    return this.backend.kind;
  }

  /** Begins to work, and to keep the times of what comes round by itself; while the queue is away, as soon as it is back. */
  async start(): Promise<void> {
    const { lockMilliseconds = LOCK_MILLISECONDS } = this.options;
    this.worker = this.backend.worker((job) => this.take(job), {
      concurrency: AT_ONCE,
      lockDuration: lockMilliseconds,
      stalledInterval: lockMilliseconds,
      maxStalledCount: LOST_AT_MOST,
      runRetryDelay: RETRY_MILLISECONDS,
    });
    this.worker.on('error', (error) => this.queueing.interrupted(error));
    this.worker.on('failed', (job, error) => void this.lost(job, error).catch(() => undefined));
    await this.queueing.start();
  }

  /** Ends the work: what is under way is given back at its next sign of progress, and the rest is taken over by another. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.queueing.stop();
    const { worker } = this;
    if (worker) {
      const isThere = () =>
        this.backend
          .ask((queue) => queue.count())
          .then(() => true)
          .catch(() => false);
      // A queue that is away lets no worker go by itself.
      const closed = worker.close(!(await isThere())).catch(() => undefined);
      const late = new Promise((resolve) => setTimeout(resolve, LONGEST_STOP_MILLISECONDS).unref());
      await Promise.race([closed, late.then(isThere).then((there) => (there ? closed : undefined))]);
    }
    await this.backend.close().catch(() => undefined);
  }

  /** Asks for a job. Answers with it as it stands; what runs one at a time may be one that somebody else asked for. */
  async ask<Kind extends JobKind>(
    { kind, asked, subject, purpose, uploads, key }: Asking<Kind>,
    by: Asker,
  ): Promise<Run> {
    const runId = key === undefined ? randomUUID() : uuidOf(`${by.askedBy}/${kind}/${key}`);
    const whole = jobKinds[kind].asked.parse(asked);
    const more = { ...(purpose === undefined ? {} : { purpose }), ...(uploads === undefined ? {} : { uploads }) };
    const id = await this.runs.ask({ runId, kind, asked: whole, subject, ...by, ...more });
    await this.queueing.put(id, kind);
    return (await this.runs.find(id))!;
  }

  /** Tries a failed job again. False when it has not failed. */
  async retry(runId: string): Promise<boolean> {
    const run = await this.runs.find(runId);
    if (run === undefined || !(await this.runs.again(runId))) return false;
    await this.queueing.put(runId, run.kind);
    return true;
  }

  /** Cancels a job that has not ended. False when it has. */
  cancel(runId: string): Promise<boolean> {
    return this.runs.cancel(runId);
  }

  private async take(job: Job<Queued>): Promise<void> {
    const runId = job.data.runId ?? (await this.roundAgain(job));
    const run = runId === undefined ? undefined : await this.runs.claim(runId);
    if (run === undefined) return;
    const isLast = (error: unknown) =>
      job.attemptsMade + 1 >= (isAway(error) ? (job.opts.attempts ?? 1) : Math.min(ATTEMPTS, job.opts.attempts ?? 1));
    const attempted = await work(run, this.runs, this.options.producers, this.standing, {
      isLast,
      isStopping: () => this.stopping,
    });
    if (attempted.kind === 'AGAIN') throw attempted.error;
  }

  /** What comes round by itself goes on record under the id of its turn, so that a turn taken over is the same. */
  private async roundAgain(job: Job<Queued>): Promise<string | undefined> {
    if (!isJobKind(job.name) || job.id === undefined) return undefined;
    const runId = uuidOf(`turn ${job.id}`);
    const { title: subject } = jobKinds[job.name];
    const id = await this.runs.ask({
      runId,
      kind: job.name,
      asked: {},
      subject,
      askedBy: SERVICE,
      askedByName: 'Waymark',
    });
    return id === runId ? id : undefined; // somebody asked for the same and it is under way
  }

  /** The queue gave a job up by itself: the programs that did it were ended too often. */
  private async lost(job: Job<Queued> | undefined, error: Error): Promise<void> {
    const runId = job?.data.runId;
    if (runId !== undefined && job!.attemptsMade >= (job!.opts.attempts ?? 1))
      await this.runs.giveUp(runId, `It did not work: ${error.message}`);
    else if (runId !== undefined && /stall/i.test(error.message))
      await this.runs.giveUp(
        runId,
        'The program that did it was ended several times, so it is not tried again by itself.',
      );
  }
}

/** Whether an error says that a store could not be reached, or did not answer in time. */
const isAway = (error: unknown): boolean => error instanceof Unavailable || error instanceof OutcomeUnknown;
