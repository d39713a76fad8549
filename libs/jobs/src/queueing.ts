import { messageOf } from '#event-store/postgres-errors';
import type { JobsOptions } from './asking.ts';
import type { JobKind } from './job-kinds.ts';
import type { QueueBackend } from './queue-backend.ts';
import type { Runs } from './runs.ts';
import { timetable } from './timetable.ts';

/** How often a job is brought round while the stores cannot be reached: with the pause between, this outlasts a restart of the database. */
const ATTEMPTS_WHILE_AWAY = 25;
const PAUSE_MILLISECONDS = 3000;
const SWEEP_MILLISECONDS = 15_000;
const SOON_MILLISECONDS = 1000;

/**
 * Brings what stands on record to the queue. The record is the truth: while the queue is away jobs wait there, and go to the
 * queue once it is back, by this program or another.
 */
export class Queueing {
  private sweeping: NodeJS.Timeout | undefined;
  private isGoingOn = false;
  private timesKept = false;
  private told = '';
  private stopping = false;

  constructor(
    private readonly backend: QueueBackend,
    private readonly runs: Runs,
    private readonly options: Pick<JobsOptions, 'keepsTimes' | 'say'>,
  ) {}

  /** Puts a job on the queue, where it is once however often it is put there; soon, when the queue is away. Throws nothing. */
  async put(runId: string, kind: JobKind): Promise<void> {
    await this.enqueue(runId, kind).catch(() => {
      clearTimeout(this.sweeping);
      this.sweeping = setTimeout(() => void this.sweepAgain(), SOON_MILLISECONDS).unref();
    });
  }

  /** Puts on the queue what waits, and the times of what comes round by itself: now and every while, sooner while it is away. */
  async start(): Promise<void> {
    this.isGoingOn = true;
    await this.sweepAgain();
  }

  /** Says no more and does no more. */
  stop(): void {
    this.stopping = true;
    clearTimeout(this.sweeping);
  }

  /** Says what is in the way of the work, once for as long as it is the same. */
  interrupted(error: unknown): void {
    const why = messageOf(error);
    if (why !== this.told && !this.stopping)
      this.options.say?.(`Background work is interrupted and goes on by itself: ${why}`);
    this.told = why;
  }

  private async sweepAgain(): Promise<void> {
    if (this.stopping) return;
    const isReached = await this.sweep().then(
      () => true,
      (error: unknown) => (this.interrupted(error), false),
    );
    if (isReached && this.told !== '' && !this.stopping) this.options.say?.('Background work goes on.');
    if (isReached) this.told = '';
    if (this.stopping || (isReached && !this.isGoingOn)) return;
    clearTimeout(this.sweeping);
    this.sweeping = setTimeout(() => void this.sweepAgain(), isReached ? SWEEP_MILLISECONDS : SOON_MILLISECONDS);
    this.sweeping.unref();
  }

  /** What waits and is not on the queue was asked for while that was away, or its program was lost. */
  private async sweep(): Promise<void> {
    await this.keepTimes();
    for (const { runId, kind } of await this.runs.toBeQueued()) await this.enqueue(runId, kind);
  }

  private async enqueue(runId: string, kind: JobKind): Promise<void> {
    const backoff = { type: 'fixed', delay: PAUSE_MILLISECONDS } as const;
    const options = { jobId: runId, attempts: ATTEMPTS_WHILE_AWAY, backoff, ...forgotten };
    await this.backend.ask((queue) => queue.add(kind, { runId }, options));
  }

  private async keepTimes(): Promise<void> {
    const { keepsTimes = true } = this.options;
    if (this.timesKept || !this.isGoingOn || !keepsTimes) return;
    for (const { kind, times } of timetable) {
      const turn = { name: kind, data: {}, opts: forgotten };
      await this.backend.ask((queue) => queue.upsertJobScheduler(kind, times, turn));
    }
    this.timesKept = true;
  }
}

const forgotten = { removeOnComplete: true, removeOnFail: true } as const;
