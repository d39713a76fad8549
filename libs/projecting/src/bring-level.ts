import type { EventStore } from '#event-store/event-store';
import { allAt, greatestOf, positionsOf } from './checkpoints.ts';
import { LinkedChildren, linkingAndRegisterEvents } from './linked-events.ts';
import { differencesOf, writeChanges } from './project.ts';
import type { ReadingModel } from './reading.ts';
import type { ReadingDatabase } from './reading-database.ts';
import { READING } from './reading-schema.ts';
import { stretchesBetween } from './stretches-of-log.ts';

/**
 * Brings every shard of the read model to where the foremost stands, whoever owns it: for what must be read at exactly one
 * position while several processes project. Those whose shards it moves begin again from there.
 */
export async function bringLevel(store: EventStore, database: ReadingDatabase, model: ReadingModel): Promise<void> {
  await database.transaction(async (sql) => {
    const positions = await positionsOf(sql, READING, true);
    const level = greatestOf(positions);
    const links = new LinkedChildren();
    links.learn((await store.readTypes(linkingAndRegisterEvents)).filter((event) => event.position <= level));
    for await (const { from, events } of stretchesBetween({ store, links }, positions, allAt(level)))
      await writeChanges(
        { asking: sql, writing: sql },
        READING,
        model,
        await differencesOf({ model, store, links }, from, events),
      );
    await sql.query(`update ${READING}.checkpoint set position = $1 where position < $1`, [level]);
  });
}
