import type { EventStore, StoredEvent, Subscription } from '#event-store/event-store';
import { LinkedChildren, linkingAndRegisterEvents } from './linked-events.ts';
import { CheckpointMoved, project } from './project.ts';
import { checkpoint, type ReadingModel } from './reading.ts';
import type { ReadingDatabase } from './reading-database.ts';
import { READING, READING_CHANNEL } from './reading-schema.ts';

/** What the projector is doing: for health pages and `status`. */
export interface ProjectorState {
  readonly position: number;
  readonly running: boolean;
  /** Why it is not running, in words, while it tries again. */
  readonly failure?: string;
}

/**
 * Follows the event store and keeps the read model in step. It may be killed at any moment and run twice at once:
 * rows and checkpoint move together, and whoever finds the checkpoint moved begins again from there.
 */
export class Projector {
  private links = new LinkedChildren();
  private position = 0;
  private failure: string | undefined;
  private subscription: Subscription | undefined;
  private stopping = false;
  private following: Promise<void> = Promise.resolve();
  private readonly listeners = new Set<(position: number) => void>();
  private waiting: { position: number; resolve: (reached: boolean) => void }[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly database: ReadingDatabase,
    private readonly model: ReadingModel,
    private readonly say: (message: string) => void = () => undefined,
  ) {}

  /** Begins to follow the store, and goes on until `stop`, through lost connections too. */
  start(): void {
    this.following = this.follow();
  }

  state(): ProjectorState {
    return {
      position: this.position,
      running: this.subscription !== undefined,
      ...(this.failure === undefined ? {} : { failure: this.failure }),
    };
  }

  /** Whether the read model has taken in this position, waiting at most so long. A query after a command asks this first. */
  async reached(position: number, withinMilliseconds: number): Promise<boolean> {
    if (this.position >= position) return true;
    return new Promise((resolve) => {
      const waiter = { position, resolve };
      this.waiting.push(waiter);
      setTimeout(() => {
        this.waiting = this.waiting.filter((one) => one !== waiter);
        resolve(this.position >= position);
      }, withinMilliseconds).unref();
    });
  }

  /** Tells of every batch that has been taken in, until the answer is called. Programs elsewhere hear it by READING_CHANNEL. */
  onTaken(listener: (position: number) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.subscription?.stop();
    await this.following;
  }

  private async follow(): Promise<void> {
    while (!this.stopping) {
      try {
        this.position = await checkpoint(this.database);
        this.links = new LinkedChildren();
        this.links.learn(await this.store.readTypes(linkingAndRegisterEvents));
        this.subscription = this.store.subscribe(this.position, (batch) => this.take(batch));
        this.failure = undefined;
        // Stopped while it was still finding its place: nobody else could stop this subscription.
        if (this.stopping) await this.subscription.stop();
        await this.subscription.done;
      } catch (error) {
        this.subscription = undefined;
        if (!(error instanceof CheckpointMoved)) await this.failed(error as Error);
      }
    }
    this.subscription = undefined;
  }

  private async take(batch: readonly StoredEvent[]): Promise<void> {
    this.links.learn(batch);
    const position = batch.at(-1)!.position;
    await this.database.transaction(async (sql) => {
      await project(sql, READING, this.model, this.store, this.links, this.position, batch);
      await sql.query('select pg_notify($1, $2)', [READING_CHANNEL, String(position)]); // told when it commits
    });
    this.position = position;
    const reached = this.waiting.filter((one) => one.position <= this.position);
    this.waiting = this.waiting.filter((one) => one.position > this.position);
    for (const one of reached) one.resolve(true);
    for (const listener of this.listeners) listener(position);
  }

  /** Says so once, and waits before it tries again: a database that restarts is back within seconds. */
  private async failed(error: Error): Promise<void> {
    if (this.failure !== error.message)
      this.say(`The projector stopped at position ${this.position} and tries again: ${error.message}`);
    this.failure = error.message;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
