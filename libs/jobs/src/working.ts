import { Refused } from '#case-flow/refused';
import { Malformed } from '#waymark/ask';
import type { AskedOf, JobKind } from './job-kinds.ts';
import { jobKinds } from './job-kinds.ts';
import { Cancelled, CannotBeDone, type Produced, type Standing, type Underway } from './producer.ts';
import { SERVICE, type Run } from './run.ts';
import type { Runs } from './runs.ts';

/** One kind's work: what was asked for becomes a sentence and perhaps a file. Idempotent, for it may be done twice. */
export type Producer<Kind extends JobKind> = (
  asked: AskedOf<Kind>,
  standing: Standing,
  underway: Underway,
) => Promise<Produced>;
export type Producers = { readonly [Kind in JobKind]: Producer<Kind> };

/** How often a job that runs says so, and so how soon it hears that it was cancelled. */
const BEAT_MILLISECONDS = 500;

/** What became of one attempt: AGAIN asks the queue to bring it round once more. */
export type Attempted = { readonly kind: 'OVER' } | { readonly kind: 'AGAIN'; readonly error: Error };
const over: Attempted = { kind: 'OVER' };

/**
 * Does a job that has been claimed, and puts down what came of it. What cannot be done as asked fails in its own words; what
 * went wrong in the machine room is tried again by the queue, and fails for good when `isLast` of it.
 */
export async function work(
  run: Run,
  runs: Runs,
  producers: Producers,
  standing: Standing,
  { isLast, isStopping }: { readonly isLast: (error: unknown) => boolean; readonly isStopping: () => boolean },
): Promise<Attempted> {
  const pulse = new Pulse(run, runs, isStopping);
  try {
    const produced = await produce(run, runs, producers, standing, pulse);
    if (produced.isNothing && run.askedBy === SERVICE) await runs.forget(run);
    else await runs.finish({ ...run, of: pulse.of }, produced);
    return over;
  } catch (error) {
    if (error instanceof Cancelled) {
      if (isStopping()) await runs.giveBack(run);
      return over;
    }
    if (isWords(error)) return (void (await runs.fail(run, (error as Error).message)), over);
    if (isLast(error)) return (void (await runs.fail(run, `It did not work: ${(error as Error).message}`)), over);
    return { kind: 'AGAIN', error: error as Error };
  } finally {
    pulse.stop();
  }
}

/** Errors that say to a person what is wrong with what they asked for. */
const isWords = (error: unknown): boolean =>
  error instanceof CannotBeDone || error instanceof Malformed || error instanceof Refused;

function produce(run: Run, runs: Runs, producers: Producers, standing: Standing, pulse: Pulse): Promise<Produced> {
  const asked = jobKinds[run.kind].asked.safeParse(run.asked);
  if (!asked.success)
    throw new CannotBeDone(`This cannot be read any more: ${asked.error.issues[0]!.message}. Ask for it anew.`);
  const { runId, attempt } = run;
  const underway: Underway = {
    runId,
    attempt,
    progress: (done, of) => pulse.progress(done, of),
    uploads: () => runs.uploads(runId),
    tell: (told) => runs.tell(runId, told),
  };
  const producer = producers[run.kind] as Producer<JobKind>;
  return producer(asked.data, standing, underway);
}

/** A job's sign of life: how far it is, at most every half second, and from the answer whether it is still to be done. */
class Pulse {
  of: number | null = null;
  private done = 0;
  private isOver = false;
  private beating = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly run: Run,
    private readonly runs: Runs,
    private readonly isStopping: () => boolean,
  ) {
    this.timer = setInterval(() => void this.beat(), BEAT_MILLISECONDS);
    this.timer.unref();
  }

  progress(done: number, of?: number): void {
    this.done = done;
    if (of !== undefined) this.of = of;
    if (this.isOver) throw new Cancelled('Somebody cancelled it, or another has taken it over.');
    if (this.isStopping()) throw new Cancelled('The program is to stop.');
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    if (this.beating) return;
    this.beating = true;
    // A database that cannot be reached says nothing about the job.
    const isMine = await this.runs.beat(this.run, this.done, this.of).catch(() => true);
    if (!isMine) this.isOver = true;
    this.beating = false;
  }
}
