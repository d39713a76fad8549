import { randomUUID } from 'node:crypto';
import type { Positions } from './checkpoints.ts';
import type { ReadingDatabase, Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';
import { SHARDS } from './shards.ts';

/** How long a process counts as alive since it last said so, by the database's clock, while it has a connection. */
const ALIVE_SECONDS = 5;

/**
 * The shards that one process projects. A process says every second that it is alive; one that has not for five seconds,
 * or whose connections are gone, loses its shards to the others. Whoever owns a shard may write its rows: that is checked in the transaction that does.
 */
export class Shares {
  /** Who owns them: one projector of one process. */
  readonly owner = `${process.pid} ${randomUUID()}`;

  constructor(private readonly database: ReadingDatabase) {}

  /** Says that this process is alive, so that it keeps its shards and others leave it a share. */
  async renew(sql: Sql = this.database): Promise<void> {
    await sql.query(
      `insert into ${READING}.projecting_process (name, connections, until)
       values ($1, $2, now() + interval '${ALIVE_SECONDS} seconds') on conflict (name) do update set until = excluded.until`,
      [this.owner, this.database.name],
    );
  }

  /**
   * Gives back what is more than this process's share, takes what nobody alive owns, and answers which shards it has now and
   * where they stand. A process that is not counted among the others yet (`isLasting` false) takes only what is free.
   */
  async settle(isLasting: boolean): Promise<Positions> {
    return this.database.transaction(async (sql) => {
      if (isLasting) await this.renew(sql);
      const { processes, own, free } = await this.standing(sql);
      const share = Math.ceil(SHARDS / Math.max(1, processes));
      if (own.length > share) await this.giveBack(sql, own.slice(share));
      else if (free > 0 && own.length < share && (await this.takeFree(sql, share - own.length)) > 0)
        await this.renew(sql);
      const rows = await sql.query<{ shard: number; position: string }>(
        `select shard, position from ${READING}.checkpoint where owner = $1 order by shard`,
        [this.owner],
      );
      return new Map(rows.map(({ shard, position }) => [shard, Number(position)]));
    });
  }

  /** Lets go of everything, so that others need not wait. */
  async release(): Promise<void> {
    await this.database.transaction(async (sql) => {
      await sql.query(`update ${READING}.checkpoint set owner = null where owner = $1`, [this.owner]);
      await sql.query(
        `delete from ${READING}.projecting_process where name = $1 or until < now() - interval '1 hour'`,
        [this.owner],
      );
    });
  }

  private async standing(sql: Sql): Promise<{ processes: number; own: readonly number[]; free: number }> {
    const [found] = await sql.query<{ processes: number; own: number[]; free: number }>(
      `select (select count(*)::integer from ${READING}.projecting_process p where ${IS_ALIVE}) as processes,
         coalesce(array_agg(shard order by shard) filter (where owner = $1), '{}') as own,
         count(*) filter (where ${IS_FREE})::integer as free
       from ${READING}.checkpoint c`,
      [this.owner],
    );
    return found!;
  }

  private async giveBack(sql: Sql, shards: readonly number[]): Promise<void> {
    await sql.query(`update ${READING}.checkpoint set owner = null where owner = $1 and shard = any($2::integer[])`, [
      this.owner,
      shards,
    ]);
  }

  /**
   * Waits for the last transaction of whoever owned them, so that nobody writes to a shard that has been taken. One process
   * takes at a time: two at once would not see each other's sign of life.
   */
  private async takeFree(sql: Sql, atMost: number): Promise<number> {
    await sql.query('select pg_advisory_xact_lock(7233002)');
    const taken = await sql.query(
      `update ${READING}.checkpoint c set owner = $1 from (
         select shard from ${READING}.checkpoint c where ${IS_FREE} order by shard limit $2 for update) free
       where c.shard = free.shard returning c.shard`,
      [this.owner, atMost],
    );
    return taken.length;
  }
}

/** One that was killed has no connection left; one that was halted has, and says nothing any more. */
const IS_ALIVE = `p.until > now() and exists (
  select from pg_stat_activity a where a.datname = current_database() and a.application_name = p.connections)`;
const IS_FREE = `not exists (select from ${READING}.projecting_process p where p.name = c.owner and ${IS_ALIVE})`;
