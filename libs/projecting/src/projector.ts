import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, Subscription } from '#event-store/event-store';
import { PostgresListener } from '#event-store/postgres-listener';
import { clientConfig } from '#event-store/postgres-pools';
import { CheckpointMoved, type Positions } from './checkpoints.ts';
import { checkpoint, type ReadingModel } from './reading.ts';
import type { ReadingDatabase } from './reading-database.ts';
import { READING_CHANNEL } from './reading-schema.ts';
import { SHARDS } from './shards.ts';
import { Shares } from './shares.ts';
import { Taken } from './taken.ts';
import { Taking } from './taking.ts';

/** What the projector is doing: for health pages and `status`. */
export interface ProjectorState {
  /** Up to where the read model has taken in everything, whoever did. */
  readonly position: number;
  readonly running: boolean;
  /** Why it is not running, in words, while it tries again. */
  readonly failure?: string;
}

/** How often a process says that it is alive, and looks whether its share is still right. */
const BEAT_MILLISECONDS = 1000;

/**
 * Follows the event store and keeps the read model in step, together with any number of others: each projects its share of
 * the children, and those of one that dies go to the rest. It may be killed or halted at any moment: rows and checkpoints move
 * together, and whoever finds a checkpoint moved, or its share taken over, begins again from where the read model stands.
 */
export class Projector {
  private readonly shares: Shares;
  private readonly taken = new Taken();
  private readonly listener: PostgresListener;
  private owned: Positions = new Map();
  private startedAt = 0;
  private settledAt = 0;
  private running = false;
  private failure: string | undefined;
  private subscription: Subscription | undefined;
  private stopping = false;
  private following: Promise<void> = Promise.resolve();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly database: ReadingDatabase,
    private readonly model: ReadingModel,
    private readonly say: (message: string) => void = () => undefined,
  ) {
    this.shares = new Shares(database);
    this.listener = new PostgresListener(
      clientConfig(database.url),
      () => void this.look(),
      () => undefined,
      READING_CHANNEL,
    );
  }

  /** Begins to follow the store, and goes on until `stop`, through lost connections too. */
  start(): void {
    this.startedAt = performance.now();
    this.following = this.follow();
  }

  state(): ProjectorState {
    const { running, failure } = this;
    return { position: this.taken.position, running, ...(failure === undefined ? {} : { failure }) };
  }

  /** Whether the read model has taken in this position, waiting at most so long. A query after a command asks this first. */
  reached(position: number, withinMilliseconds: number): Promise<boolean> {
    return this.taken.reached(position, withinMilliseconds);
  }

  /** Tells of all that has been taken in, here or elsewhere, until the answer is called. Other programs hear it by READING_CHANNEL. */
  onTaken(listener: (position: number) => void): () => void {
    return this.taken.listen(listener);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.subscription?.stop();
    await this.following;
    await this.listener.close();
  }

  private async follow(): Promise<void> {
    const beat = setInterval(() => void this.beat(), BEAT_MILLISECONDS);
    while (!this.stopping) {
      try {
        await this.followWithShare();
      } catch (error) {
        if (!(error instanceof CheckpointMoved)) await this.failed(error as Error);
      }
    }
    clearInterval(beat);
    await this.turn;
    this.running = false;
    // Without an answer the others find out by themselves.
    await Promise.race([this.shares.release().catch(() => undefined), pause(BEAT_MILLISECONDS)]);
  }

  /** Until it stops, fails, or has another share than before. */
  private async followWithShare(): Promise<void> {
    this.owned = await this.inTurn(() => this.shares.settle(this.isLasting()));
    if (this.owned.size < SHARDS) this.listener.start();
    if (this.owned.size === 0) return this.standBy();
    const { store, database, model } = this;
    const taker = { owner: this.shares.owner, store, database, model, goOn: () => this.goOn() };
    const taking = await Taking.begin(taker, this.owned);
    await this.look();
    this.subscription = store.subscribe(taking.position, (batch) =>
      this.inTurn(async () => {
        await taking.take(batch);
        if (taking.isAlone) this.taken.upTo(taking.position);
      }),
    );
    this.running = true;
    this.failure = undefined;
    // Stopped while it was still finding its place: nobody else could stop this subscription.
    if (this.stopping) await this.subscription.stop();
    await this.subscription.done;
  }

  /** The others have all the children: this process is ready to take over. */
  private async standBy(): Promise<void> {
    await this.look();
    this.running = true;
    this.failure = undefined;
    if (!this.stopping) await pause(BEAT_MILLISECONDS / 4);
  }

  /** One that only catches up is gone before it counts, and nobody gives it a share. */
  private isLasting(): boolean {
    return performance.now() - this.startedAt >= BEAT_MILLISECONDS;
  }

  private async beat(): Promise<void> {
    try {
      if (this.owned.size > 0) await this.shares.renew();
      await this.inTurn(() => this.goOn());
    } catch (error) {
      // Without the database nobody projects; following says so. With another share it begins anew.
      if (error instanceof CheckpointMoved) void this.subscription?.stop();
    }
  }

  /** Throws `CheckpointMoved` where the share is another than it was. */
  private async goOn(): Promise<void> {
    if (performance.now() - this.settledAt < BEAT_MILLISECONDS / 2) return;
    this.settledAt = performance.now();
    const now = await this.shares.settle(this.isLasting());
    const isSame = now.size === this.owned.size && [...now.keys()].every((shard) => this.owned.has(shard));
    if (!isSame) throw new CheckpointMoved('The share of this process has changed.');
    if (now.size < SHARDS) await this.look();
  }

  /** What others have taken in counts too. */
  private async look(): Promise<void> {
    this.taken.upTo(await checkpoint(this.database).catch(() => 0));
  }

  /** Taking a batch in and looking after the share never happen at once. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** Says so once, and waits before it tries again: a database that restarts is back within seconds. */
  private async failed(error: Error): Promise<void> {
    if (this.failure !== error.message)
      this.say(`The projector stopped at position ${this.taken.position} and tries again: ${error.message}`);
    this.failure = error.message;
    this.running = false;
    await pause(500);
  }
}
