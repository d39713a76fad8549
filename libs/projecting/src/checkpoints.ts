import type { Sql } from './reading-database.ts';
import { READING } from './reading-schema.ts';
import { everyShard, SHARDS } from './shards.ts';

/** Somebody else moved a checkpoint or took a shard over meanwhile: nothing was written, and what was read is out of date. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/** Where each shard stands: the last position whose events it has taken in. */
export type Positions = ReadonlyMap<number, number>;

/**
 * Where every shard stands. They may differ while several processes project, but never across a barrier: between the least
 * and the greatest position there is no event that concerns more than one shard. With `forUpdate` nobody moves them until
 * the transaction ends.
 */
export async function positionsOf(sql: Sql, schema: string = READING, forUpdate = false): Promise<Positions> {
  const rows = await sql.query<{ shard: number; position: string }>(
    `select shard, position from ${schema}.checkpoint order by shard${forUpdate ? ' for update' : ''}`,
  );
  return new Map(rows.map(({ shard, position }) => [shard, Number(position)]));
}

/** All shards at one position. */
export const allAt = (position: number): Positions => new Map(everyShard.map((shard) => [shard, position]));

export const leastOf = (positions: Positions): number => Math.min(...positions.values());
export const greatestOf = (positions: Positions): number => Math.max(...positions.values());

/**
 * Moves shards of the read model that a process owns from one position to the next. Throws `CheckpointMoved` unless each of
 * them is still at `from` and still its own; until the transaction ends nobody else can take them.
 */
export async function advance(
  sql: Sql,
  owner: string,
  shards: readonly number[],
  from: number,
  to: number,
): Promise<void> {
  const moved = await sql.query(
    `update ${READING}.checkpoint c set position = $4 from (
       select shard from ${READING}.checkpoint where shard = any($1::integer[]) and owner = $2 and position = $3
       order by shard for update) mine
     where c.shard = mine.shard returning c.shard`,
    [shards, owner, from, to],
  );
  if (moved.length !== shards.length)
    throw new CheckpointMoved(`Shards are no longer at ${from}, or have been taken over.`);
}

/** Moves every shard from one position to another, whoever owns it. Throws `CheckpointMoved` unless all are at `from`. */
export async function moveAll(sql: Sql, from: number, to: number): Promise<void> {
  const moved = await sql.query(
    `update ${READING}.checkpoint c set position = $2 from (
       select shard from ${READING}.checkpoint where position = $1 order by shard for update) there
     where c.shard = there.shard returning c.shard`,
    [from, to],
  );
  if (moved.length !== SHARDS) throw new CheckpointMoved(`Not every shard is at ${from} any more.`);
}
