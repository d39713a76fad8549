import type { EventStore, StoredEvent } from '#event-store/event-store';
import { childStream } from '#event-store/event-store';
import type { Projection } from '#measures/projection';
import { tableOf } from '#measures/sql';
import { takeViewsAway, writeViews } from './analyst-views.ts';
import { Movements } from './balances.ts';
import { registerSubject } from '#case-flow/workforce/register-streams';
import { grouped, LinkedChildren, linkingAndRegisterEvents } from './linked-events.ts';
import { project } from './project.ts';
import { checkpoint, noteProjection, type ReadingModel } from './reading.ts';
import type { ReadingDatabase, Sql } from './reading-database.ts';
import { holdStill, READING, REBUILT, indexSql, schemaSql, tableSql } from './reading-schema.ts';
import { rowVersions, type RowVersion } from './row-versions.ts';
import { add, writeMovements } from './write-difference.ts';

export interface RebuildOptions {
  /** The projections to rebuild; all of them if left out. */
  readonly only?: readonly Projection[];
  readonly progress?: (events: number, of: number) => void;
}

/**
 * Fills new read models beside the old ones from the whole log, catches up, and switches in one transaction: readers see
 * the old until then and the new from then on. Returns how many events were folded. A rebuild cut short leaves the old.
 */
export async function rebuild(
  store: EventStore,
  database: ReadingDatabase,
  model: ReadingModel,
  options: RebuildOptions = {},
): Promise<number> {
  const projections = options.only ?? model.projections;
  const part = partOf(model, projections);
  // All together may overtake a read model that lags behind; a part must fit what the rest has taken in.
  const upTo = options.only ? await checkpoint(database) : await store.lastPosition();
  await database.query(`drop schema if exists ${REBUILT} cascade`);
  await database.query(schemaSql(REBUILT));
  for (const projection of projections) await database.query(tableSql(REBUILT, projection));
  const links = new LinkedChildren();
  links.learn((await store.readTypes(linkingAndRegisterEvents)).filter((event) => event.position <= upTo));
  const folded = await fill(store, database, part, links, upTo, options.progress);
  for (const projection of projections) await database.query(indexSql(REBUILT, projection, model.measures));
  await database.query(
    `analyze ${[...projections.map(tableOf), 'balance_by_day', 'balance_by_month'].map((table) => `${REBUILT}.${table}`).join(', ')}`,
  );
  await switchOver(store, database, part, model, links, upTo);
  return folded;
}

function partOf(model: ReadingModel, projections: readonly Projection[]): ReadingModel {
  const counts = new Map([...model.counts].filter(([projection]) => projections.includes(projection)));
  return { projections, measures: model.measures, counts };
}

const CHILDREN_A_PAGE = 300;
const STREAMS_A_BREATH = 10;

async function fill(
  store: EventStore,
  database: ReadingDatabase,
  model: ReadingModel,
  links: LinkedChildren,
  upTo: number,
  progress: RebuildOptions['progress'],
): Promise<number> {
  const movements = new Movements(model.counts);
  const done = new Set<string>();
  let folded = 0;
  let writing: Promise<void> = Promise.resolve();
  let reading = store.readAllByStream(undefined, CHILDREN_A_PAGE, upTo);
  for (let page = await reading; page.length > 0; page = await reading) {
    reading = store.readAllByStream(page.at(-1)!.stream, CHILDREN_A_PAGE, upTo);
    reading.catch(() => undefined); // awaited, and thrown, on the next turn
    const versions: RowVersion[] = [];
    for (const [i, { events }] of page.entries()) {
      // A program that also answers requests gets to do so between the streams of a page.
      if (i % STREAMS_A_BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
      folded += events.length;
      for (const group of await groupsIn(store, links, done, events, upTo))
        versions.push(...rowVersions(model.projections, group.concat(links.register.namedBy(group))));
    }
    for (const version of versions) if (version.knownTo === null) movements.add(version, 1);
    await writing; // one page is written and the next is read while this one is folded
    writing = writePage(database, model.projections, versions);
    writing.catch(() => undefined);
    progress?.(folded, upTo);
  }
  await writing;
  await database.transaction(async (sql) => {
    await writeMovements(sql, REBUILT, movements.all());
    await sql.query(`update ${REBUILT}.checkpoint set position = $1`, [upTo]);
  });
  return folded;
}

/**
 * What a stream is folded as: a child with those linked to it, once, when the first of them comes by; a worker or a team
 * by itself; the services of an authority's stream each apart.
 */
async function groupsIn(
  store: EventStore,
  links: LinkedChildren,
  done: Set<string>,
  events: readonly StoredEvent[],
  upTo: number,
): Promise<readonly (readonly StoredEvent[])[]> {
  const childId = events[0]!.childId;
  if (childId === '')
    return grouped(
      events.filter((event) => registerSubject(event) !== undefined),
      (event) => registerSubject(event)!,
    );
  const group = links.groupOf(childId);
  const children = links.childrenOf(group);
  if (done.has(group)) return [];
  if (children.length === 1) return [events];
  done.add(group);
  return [await store.readStreams(children.map(childStream), upTo)];
}

async function writePage(
  database: ReadingDatabase,
  projections: readonly Projection[],
  versions: readonly RowVersion[],
): Promise<void> {
  const byProjection = new Map<Projection, RowVersion[]>(projections.map((projection) => [projection, []]));
  for (const version of versions) byProjection.get(version.projection)!.push(version);
  const filled = [...byProjection].filter(([, own]) => own.length > 0);
  await Promise.all(filled.map(([projection, own]) => add(database, REBUILT, projection, own)));
}

/** Holds the old checkpoint still, takes in what came meanwhile, and puts the new tables in the place of the old. */
async function switchOver(
  store: EventStore,
  database: ReadingDatabase,
  model: ReadingModel,
  whole: ReadingModel,
  links: LinkedChildren,
  upTo: number,
): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.query(holdStill('access exclusive'));
    await sql.query(`select position from ${READING}.checkpoint for update`);
    const target = await checkpoint(sql, READING);
    let at = upTo;
    if (at > target) await sql.query(`update ${READING}.checkpoint set position = $1`, [at]);
    while (at < target) {
      const batch = await store.readAll(at, Math.min(1000, target - at));
      links.learn(batch);
      await project(sql, REBUILT, model, store, links, at, batch);
      at = batch.at(-1)!.position;
    }
    // Views hang on the very tables that go.
    const hadViews = await takeViewsAway(sql);
    await replaceTables(sql, model, model.projections.length === whole.projections.length);
    if (hadViews) await writeViews(sql, whole);
    await sql.query(`drop schema ${REBUILT} cascade`);
  });
}

/** Sums of all projections change places like tables; those of some are taken out of the old and put in. */
async function replaceTables(sql: Sql, model: ReadingModel, isWhole: boolean): Promise<void> {
  for (const projection of model.projections) {
    await replaceTable(sql, tableOf(projection));
    await noteProjection(sql, READING, model, projection);
  }
  for (const balance of ['balance_by_day', 'balance_by_month']) {
    if (isWhole) await replaceTable(sql, balance);
    else {
      const names = model.projections.map((one) => one.name);
      await sql.query(`delete from ${READING}.${balance} where split_part(count, ':', 1) = any($1)`, [names]);
      await sql.query(`insert into ${READING}.${balance} select * from ${REBUILT}.${balance}`);
    }
  }
}

async function replaceTable(sql: Sql, table: string): Promise<void> {
  await sql.query(`drop table if exists ${READING}.${table}`);
  await sql.query(`alter table ${REBUILT}.${table} set schema ${READING}`);
}
