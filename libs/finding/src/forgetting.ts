import { childOf, type EventStore } from '#event-store/event-store';
import { LinkedChildren, linkingEvents } from '#projecting/linked-events';
import type { ReadingDatabase } from '#projecting/reading-database';
import { FINDING, whereIndexIs, writeRows } from './finding-schema.ts';
import { rowsOfChildren } from './index-rows.ts';

const STREAMS_A_PAGE = 500;

/**
 * Takes the names of a child out of the index and keeps them out, whoever else is writing. The rows of the records it was merged
 * with are made anew too, for they may have its names.
 */
export async function forget(store: EventStore, database: ReadingDatabase, childId: string): Promise<void> {
  await database.transaction(async (sql) => {
    const { position } = await whereIndexIs(sql, 'for update');
    await sql.query(`insert into ${FINDING}.forgotten (child_id) values ($1) on conflict do nothing`, [childId]);
    const links = new LinkedChildren();
    links.learn((await store.readTypes(linkingEvents)).filter((event) => event.position <= position));
    await writeRows(sql, FINDING, await rowsOfChildren(sql, store, links, [childId], position));
  });
}

/**
 * Forgets every child whose personal details can no longer be read while the index still remembers some: for a nightly look, in
 * case somebody erased a child and did not say so here. Answers whom it forgot.
 */
export async function forgetErased(store: EventStore, database: ReadingDatabase): Promise<readonly string[]> {
  const forgotten: string[] = [];
  const upTo = await store.lastPosition();
  let after: string | undefined;
  for (;;) {
    const page = await store.readAllByStream(after, STREAMS_A_PAGE, upTo, { withPersonal: true });
    if (page.length === 0) return forgotten;
    after = page.at(-1)!.stream;
    const erased = page.flatMap(({ stream, events }) =>
      events.some((event) => event.personal === null) ? (childOf(stream) ?? []) : [],
    );
    for (const { childId } of await database.query<{ childId: string }>(rememberedSql, [erased])) {
      await forget(store, database, childId);
      forgotten.push(childId);
    }
  }
}

/** A merged record's names may also stand with its survivor: it is forgotten unless that was done already. */
const rememberedSql = `
  select child_id as "childId" from ${FINDING}.child
  where child_id = any($1) and (given_names <> '{}' or family_names <> '{}' or postcode is not null)
    and child_id not in (select child_id from ${FINDING}.forgotten)`;
