import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore, StoredEvent } from '#event-store/event-store';
import type { DifferenceSince } from './change.ts';
import { advance, CheckpointMoved, greatestOf, leastOf, moveAll, positionsOf, type Positions } from './checkpoints.ts';
import { LinkedChildren, linkingAndRegisterEvents } from './linked-events.ts';
import { Pipelined } from './pipelined.ts';
import { differencesOf, writeChanges, type Projecting } from './project.ts';
import type { ReadingModel } from './reading.ts';
import type { ReadingDatabase, Sql } from './reading-database.ts';
import { READING, READING_CHANNEL } from './reading-schema.ts';
import { RecentGroups } from './recent-groups.ts';
import { cutAtBarriers, isBarrier, shardOfEvent, SHARDS } from './shards.ts';
import { stretchesBetween } from './stretches-of-log.ts';

/** Whose shards are taken in, and into what. `goOn` is asked while others are waited for: it throws when the shares changed. */
export interface Taker {
  readonly owner: string;
  readonly store: EventStore;
  readonly database: ReadingDatabase;
  readonly model: ReadingModel;
  goOn(): Promise<void>;
}

const LOOK_MILLISECONDS = 10;
/** Far above what the statements of a batch need: a process that stands still must not hold its shards for ever. */
const IDLE_IN_TRANSACTION = "set local idle_in_transaction_session_timeout = '4s'";

/**
 * One process taking events in for the shards it owns, which all stand at one position. Every change is written in one
 * transaction with the checkpoints of just these shards; `CheckpointMoved` says that somebody else was there.
 */
export class Taking {
  private readonly projecting: Projecting & { readonly recent: RecentGroups };

  private constructor(
    private readonly taker: Taker,
    private readonly shards: readonly number[],
    /** Where the shards stand. */
    public position: number,
  ) {
    const { model, store } = taker;
    this.projecting = { model, store, links: new LinkedChildren(), recent: new RecentGroups() };
  }

  /** Begins with the shards a process owns; those that stand behind, because their owner died, are brought level first. */
  static async begin(taker: Taker, owned: Positions): Promise<Taking> {
    const level = greatestOf(owned);
    const taking = new Taking(taker, [...owned.keys()], level);
    const known = await taker.store.readTypes(linkingAndRegisterEvents);
    taking.projecting.links.learn(known.filter((event) => event.position <= level));
    const to = new Map([...owned.keys()].map((shard) => [shard, level]));
    for await (const { shards, from, to: end, events } of stretchesBetween(taking.projecting, owned, to)) {
      const differences = await differencesOf(taking.projecting, from, events);
      await taking.write((sql) => advance(sql, taker.owner, shards, from, end), differences, end);
    }
    return taking;
  }

  /** Whether it has all the children to itself: then nobody needs to be waited for. */
  get isAlone(): boolean {
    return this.shards.length === SHARDS;
  }

  private get leads(): boolean {
    return this.shards.includes(0);
  }

  /** Takes in the next events of the log: of the own shards, and what concerns all of them together with the others. */
  async take(batch: readonly StoredEvent[]): Promise<void> {
    for (const whole of this.isAlone ? [batch] : cutAtBarriers(batch)) {
      this.projecting.links.learn(whole); // part by part: a later merge must not say yet whose an event is
      const part = whole.filter((event) => event.position > this.position); // another may have taken barriers for us
      if (part.length === 0) continue;
      if (!this.isAlone && isBarrier(part[0]!)) await this.takeTogether(part);
      else await this.takeOwn(part);
    }
  }

  private async takeOwn(part: readonly StoredEvent[]): Promise<void> {
    const [from, to] = [this.position, part.at(-1)!.position];
    const { links } = this.projecting;
    const isOwn = (event: StoredEvent) => this.isAlone || this.shards.includes(shardOfEvent(links, event));
    const differences = await differencesOf(this.projecting, from, part.filter(isOwn));
    await this.write((sql) => advance(sql, this.taker.owner, this.shards, from, to), differences, to);
    this.position = to;
  }

  /** Waits until every shard stands just before the barriers. Whoever owns the first shard takes them in for all. */
  private async takeTogether(barriers: readonly StoredEvent[]): Promise<void> {
    while (this.position < barriers.at(-1)!.position) {
      const positions = await positionsOf(this.taker.database);
      const own = new Set(this.shards.map((shard) => positions.get(shard)!));
      const left = barriers.filter((event) => event.position > this.position);
      if (own.size > 1) throw new CheckpointMoved('Shards have been taken over.');
      if (!own.has(this.position)) this.takenByAnother(left, [...own][0]!);
      else if (this.leads && leastOf(positions) === greatestOf(positions)) await this.takeForAll(left);
      else {
        await pause(LOOK_MILLISECONDS);
        await this.taker.goOn();
      }
    }
  }

  /** Beyond these barriers (a rebuild went further) there is nothing to go on from: what has been kept would miss events. */
  private takenByAnother(barriers: readonly StoredEvent[], position: number): void {
    if (position > barriers.at(-1)!.position) throw new CheckpointMoved('The shards were moved on.');
    const { recent, links } = this.projecting;
    if (barriers.some(({ childId }) => childId === '')) recent.clear(); // whom the register speaks of, who took it in knows
    for (const { childId } of barriers) recent.forget(links.childrenOf(links.groupOf(childId)));
    this.position = position;
  }

  private async takeForAll(barriers: readonly StoredEvent[]): Promise<void> {
    const to = barriers.at(-1)!.position;
    const differences = await differencesOf(this.projecting, this.position, barriers);
    await this.write((sql) => moveAll(sql, this.position, to), differences, to);
    this.position = to;
  }

  /** All of it or nothing: `move` comes first, and keeps everybody else away until the rest is written. */
  private async write(
    move: (sql: Sql) => Promise<void>,
    differences: readonly DifferenceSince[],
    to: number,
  ): Promise<void> {
    const { database, model } = this.taker;
    await database.transaction(async (sql) => {
      const pipelined = new Pipelined(sql);
      await pipelined.query(IDLE_IN_TRANSACTION);
      pipelined.add(move(sql));
      try {
        await writeChanges({ asking: sql, writing: pipelined }, READING, model, differences);
      } catch (error) {
        await pipelined.done(); // where an earlier statement failed, that error is the one to tell
        throw error;
      }
      await pipelined.query('select pg_notify($1, $2)', [READING_CHANNEL, String(to)]); // told when it commits
      await pipelined.done();
    });
  }
}
