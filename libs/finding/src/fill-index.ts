import { childStream, type EventStore, type StoredEvent } from '#event-store/event-store';
import { isFarBehind } from '#event-store/far-behind';
import { LinkedChildren, linkingEvents } from '#projecting/linked-events';
import type { ReadingDatabase, Sql } from '#projecting/reading-database';
import {
  FINDING,
  INDEX_VERSION,
  indexSql,
  REFILLED,
  tableSql,
  whereIndexIs,
  writeRows,
  type IndexRow,
} from './finding-schema.ts';
import { forgottenChildren, IndexMoved, rowsFrom, rowsOfChildren } from './index-rows.ts';

const CHILDREN_A_PAGE = 300;
const FAR_BEHIND = 20_000;

/**
 * Fills a new index beside the old one from the whole log, and puts it in the old one's place: all in one transaction, so that
 * searches see the old until then, and of two programs that fill at once the second finds nothing left to do. The follower
 * goes on from where the filling ended. Throws `IndexMoved` when it is stopped half-way, and leaves the old.
 */
export async function fillIndex(
  store: EventStore,
  database: ReadingDatabase,
  isStopped: () => boolean = () => false,
): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock(7233003)');
    if (!(await isFillingDue(store, sql))) return;
    const upTo = await store.lastPosition();
    const links = new LinkedChildren();
    links.learn((await store.readTypes(linkingEvents)).filter((event) => event.position <= upTo));
    const forgotten = await forgottenChildren(sql);
    await sql.query(`create schema ${REFILLED}`);
    await sql.query(tableSql(REFILLED));
    await fill(store, sql, links, upTo, forgotten, isStopped);
    await sql.query(indexSql(REFILLED));
    await sql.query(`analyze ${REFILLED}.child`);
    await switchOver(store, sql, links, upTo, forgotten);
  });
}

/** Whether the rows mean something else than this program's, or so much has come since that following would take longer. */
export async function isFillingDue(store: EventStore, sql: Sql): Promise<boolean> {
  const { position, version } = await whereIndexIs(sql);
  return version !== INDEX_VERSION || (await isFarBehind(store, position, FAR_BEHIND));
}

async function fill(
  store: EventStore,
  sql: Sql,
  links: LinkedChildren,
  upTo: number,
  forgotten: ReadonlySet<string>,
  isStopped: () => boolean,
): Promise<void> {
  const done = new Set<string>();
  let reading = store.readAllByStream(undefined, CHILDREN_A_PAGE, upTo, { withPersonal: true });
  for (let page = await reading; page.length > 0; page = await reading) {
    reading = store.readAllByStream(page.at(-1)!.stream, CHILDREN_A_PAGE, upTo, { withPersonal: true });
    reading.catch(() => undefined); // awaited, and thrown, on the next turn
    if (isStopped()) throw new IndexMoved('The filling of the search index was stopped.');
    const rows: IndexRow[] = [];
    for (const { events } of page)
      for (const group of await groupsIn(store, links, done, events, upTo)) rows.push(...rowsFrom(group, forgotten));
    await writeRows(sql, REFILLED, rows);
  }
}

/** A child with those linked to it, once, when the first of them comes by; the streams of others tell of no child. */
async function groupsIn(
  store: EventStore,
  links: LinkedChildren,
  done: Set<string>,
  events: readonly StoredEvent[],
  upTo: number,
): Promise<readonly (readonly StoredEvent[])[]> {
  const childId = events[0]!.childId;
  if (childId === '') return [];
  const group = links.groupOf(childId);
  const children = links.childrenOf(group);
  if (children.length === 1) return [events];
  if (done.has(group)) return [];
  done.add(group);
  return [await store.readStreams(children.map(childStream), upTo, { withPersonal: true })];
}

async function switchOver(
  store: EventStore,
  sql: Sql,
  links: LinkedChildren,
  upTo: number,
  forgottenThen: ReadonlySet<string>,
): Promise<void> {
  await whereIndexIs(sql, 'for update');
  const forgottenSince = [...(await forgottenChildren(sql))].filter((childId) => !forgottenThen.has(childId));
  await writeRows(sql, REFILLED, await rowsOfChildren(sql, store, links, forgottenSince, upTo));
  await sql.query(`drop table ${FINDING}.child`);
  await sql.query(`alter table ${REFILLED}.child set schema ${FINDING}`);
  await sql.query(`drop schema ${REFILLED} cascade`);
  await sql.query(`update ${FINDING}.checkpoint set position = $1, version = $2`, [upTo, INDEX_VERSION]);
}
