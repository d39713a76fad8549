import type { EventStore, StoredEvent, Subscription } from '#event-store/event-store';
import { LinkedChildren, linkingEvents } from '#projecting/linked-events';
import type { ReadingDatabase } from '#projecting/reading-database';
import { fillIndex, isFillingDue } from './fill-index.ts';
import { FINDING, whereIndexIs, writeRows } from './finding-schema.ts';
import { concernedBy, IndexMoved, rowsOfChildren } from './index-rows.ts';

/** What the follower is doing: for health pages. */
export interface FollowerState {
  readonly position: number;
  readonly doing: 'FOLLOWING' | 'FILLING' | 'STOPPED';
  /** Why it is not following, in words, while it tries again. */
  readonly failure?: string;
}

/**
 * Keeps the search index in step with the log. It may be killed at any moment and run twice at once: rows and checkpoint move
 * together, and whoever finds the checkpoint moved begins again from there.
 */
export class Follower {
  private links = new LinkedChildren();
  private position = 0;
  private doing: FollowerState['doing'] = 'STOPPED';
  private failure: string | undefined;
  private subscription: Subscription | undefined;
  private stopping = false;
  private following: Promise<void> = Promise.resolve();
  private waiting: { position: number; resolve: (reached: boolean) => void }[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly database: ReadingDatabase,
  ) {}

  start(): void {
    this.following = this.follow();
  }

  state(): FollowerState {
    const { position, doing, failure } = this;
    return { position, doing, ...(failure === undefined ? {} : { failure }) };
  }

  /** Whether the index has taken in a position, waiting at most so long. */
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

  async stop(): Promise<void> {
    this.stopping = true;
    await this.subscription?.stop();
    await this.following;
  }

  private async follow(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.begin();
        this.failure = undefined;
        // Stopped while it was still finding its place: nobody else could stop this subscription.
        if (this.stopping) await this.subscription!.stop();
        await this.subscription!.done;
      } catch (error) {
        this.subscription = undefined;
        if (!(error instanceof IndexMoved)) await this.failed(error as Error);
      }
    }
    this.doing = 'STOPPED';
  }

  private async begin(): Promise<void> {
    if (await isFillingDue(this.store, this.database)) {
      this.doing = 'FILLING';
      await fillIndex(this.store, this.database, () => this.stopping);
    }
    this.links = new LinkedChildren();
    this.links.learn(await this.store.readTypes(linkingEvents));
    this.moveTo((await whereIndexIs(this.database)).position);
    this.subscription = this.store.subscribe(this.position, (batch) => this.take(batch));
    this.doing = 'FOLLOWING';
  }

  /** Personal details are read here, under the lock that `forget` waits for: what it takes away does not come back. */
  private async take(batch: readonly StoredEvent[]): Promise<void> {
    const [from, to] = [this.position, batch.at(-1)!.position];
    this.links.learn(batch);
    await this.database.transaction(async (sql) => {
      const moved = await sql.query(
        `update ${FINDING}.checkpoint set position = $2 where position = $1 returning position`,
        [from, to],
      );
      if (moved.length === 0) throw new IndexMoved(`The search index is no longer at ${from}.`);
      const concerned = await concernedBy(sql, batch);
      await writeRows(sql, FINDING, await rowsOfChildren(sql, this.store, this.links, concerned, to));
    });
    this.moveTo(to);
  }

  private moveTo(position: number): void {
    this.position = position;
    const reached = this.waiting.filter((one) => one.position <= position);
    this.waiting = this.waiting.filter((one) => one.position > position);
    for (const one of reached) one.resolve(true);
  }

  /** Waits before it tries again: a database that restarts is back within seconds. */
  private async failed(error: Error): Promise<void> {
    this.failure = error.message;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
