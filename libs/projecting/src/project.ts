import type { EventStore, StoredEvent } from '#event-store/event-store';
import { Movements } from './balances.ts';
import { changeOf } from './change.ts';
import { eventsOfChildren, type LinkedChildren } from './linked-events.ts';
import type { ReadingModel } from './reading.ts';
import type { Sql } from './reading-database.ts';
import { writeDifferences, writeMovements } from './write-difference.ts';

/** Somebody else moved the checkpoint meanwhile: nothing was written, and what was read is out of date. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/**
 * Takes a batch of events into a read model: for each child concerned (and those linked to it by merges) the rows before
 * and after, and writes only the difference. Rows, running sums and the checkpoint move in the caller's transaction, from
 * `from` to the batch's last position; throws `CheckpointMoved` if the checkpoint is no longer at `from`.
 */
export async function project(
  sql: Sql,
  schema: string,
  model: ReadingModel,
  store: EventStore,
  links: LinkedChildren,
  from: number,
  batch: readonly StoredEvent[],
): Promise<void> {
  const to = batch.at(-1)!.position;
  const moved = await sql.query(
    `update ${schema}.checkpoint set position = $2 where position = $1 returning position`,
    [from, to],
  );
  if (moved.length === 0) throw new CheckpointMoved(`The checkpoint of ${schema} is no longer at ${from}.`);
  const differences = (await eventsOfChildren(store, links, batch, to)).map((events) =>
    changeOf(model.projections, events, from),
  );
  await writeDifferences(sql, schema, differences);
  const movements = new Movements(model.counts);
  for (const { believedBefore, believedAfter } of differences) {
    for (const version of believedBefore) movements.add(version, -1);
    for (const version of believedAfter) movements.add(version, 1);
  }
  await writeMovements(sql, schema, movements.all());
}
