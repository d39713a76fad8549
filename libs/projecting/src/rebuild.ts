import { availableParallelism } from 'node:os';
import type { EventStore } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import type { Projection } from '#measures/projection';
import { tableOf } from '#measures/sql';
import { takeViewsAway, writeViews } from './analyst-views.ts';
import { allAt, positionsOf } from './checkpoints.ts';
import { copying } from './copying.ts';
import { fillKeptSums } from './fill-kept-sums.ts';
import { foldPages, linksUpTo, STREAMS_A_PAGE } from './fold-pages.ts';
import { foldInThreads } from './fold-threads.ts';
import { aloneRebuilding } from './one-rebuild.ts';
import { differencesOf, writeChanges } from './project.ts';
import { checkpoint, noteProjection, partOf, withCompanions, type ReadingModel } from './reading.ts';
import type { ReadingDatabase, Sql } from './reading-database.ts';
import { holdStill, READING, REBUILT, indexSql, schemaSql, tableSql } from './reading-schema.ts';
import { addUpStaged, stagingSql } from './staged-sums.ts';
import { stretchesBetween } from './stretches-of-log.ts';

export interface RebuildOptions {
  /** The projections to rebuild; all of them if left out. */
  readonly only?: readonly Projection[];
  readonly progress?: (events: number, of: number) => void;
  /** How many threads fold. If left out as many as there are processors, and of a short log none beside the one it is called in. */
  readonly threads?: number;
  /** Asked once nobody else rebuilds: whether another has meanwhile done what was due. */
  readonly isDone?: () => Promise<boolean>;
  /** Called when another rebuild is under way, which this one waits for. */
  readonly waiting?: () => void;
}

/**
 * Fills new read models beside the old ones from the whole log, catches up, and switches in one transaction: readers see
 * the old until then and the new from then on. Returns how many events were folded. A rebuild cut short leaves the old. There
 * is one at a time: a second waits for the first.
 */
export function rebuild(
  store: EventStore,
  database: ReadingDatabase,
  model: ReadingModel,
  options: RebuildOptions = {},
): Promise<number> {
  const alone = async (stillAlone: () => void) => {
    if (await options.isDone?.()) return 0;
    try {
      return await rebuildAlone(store, database, model, options, stillAlone);
    } catch (error) {
      await database.query(`drop schema if exists ${REBUILT} cascade`).catch(() => undefined); // the error says why
      throw error;
    }
  };
  return aloneRebuilding(database.url, alone, options.waiting);
}

async function rebuildAlone(
  store: EventStore,
  database: ReadingDatabase,
  model: ReadingModel,
  options: RebuildOptions,
  stillAlone: () => void,
): Promise<number> {
  const projections = options.only ? withCompanions(model, options.only) : model.projections;
  const part = partOf(model, projections);
  // All together may overtake a read model that lags behind; a part must fit what the rest has taken in.
  const upTo = options.only ? await checkpoint(database) : await store.lastPosition();
  await database.query(`drop schema if exists ${REBUILT} cascade`);
  await database.query(schemaSql(REBUILT));
  await database.query(projections.map((projection) => tableSql(REBUILT, projection)).join('\n'));
  await database.query(stagingSql(REBUILT));
  const folded = await fill(store, database, part, upTo, options);
  await addUpStaged(database, REBUILT);
  await makeIndexes(database, model, projections);
  await fillKeptSums(database, REBUILT, part.kept);
  await database.query(`analyze ${BALANCES.map((table) => `${REBUILT}.${table}`).join(', ')}`);
  stillAlone();
  await switchOver(store, database, part, model, upTo);
  return folded;
}

/** Indexes are made for two tables at once: the server makes each with as many processors as it sees fit. */
const INDEXING = 2;
const BALANCES = ['balance_by_day', 'balance_by_month', 'balance_by_two_days'];

async function makeIndexes(
  database: ReadingDatabase,
  { measures }: ReadingModel,
  projections: readonly Projection[],
): Promise<void> {
  const waiting = [...projections];
  const work = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
      await database.query(`${indexSql(REBUILT, one, measures)}; analyze ${REBUILT}.${tableOf(one)}`);
  };
  await Promise.all(Array.from({ length: INDEXING }, work));
}

/** Fewer events than this are folded before threads have started and compiled what they run. */
const WORTH_THREADS = 20_000;

const usualThreads = (upTo: number): number => (upTo >= WORTH_THREADS ? availableParallelism() : 1);

/** Folds the whole log into the new tables and answers how many events that were: in threads where there are processors for them. */
async function fill(
  store: EventStore,
  database: ReadingDatabase,
  model: ReadingModel,
  upTo: number,
  { progress, threads = usualThreads(upTo) }: RebuildOptions,
): Promise<number> {
  let folded = 0;
  const onPage = (events: number) => {
    folded += events;
    progress?.(folded, upTo);
  };
  const canThread = threads > 1 && model.definedIn?.endsWith('.js') === true;
  if (canThread && store instanceof PostgresEventStore) {
    await foldInThreads(threads, store, database, model, upTo, onPage);
    return folded;
  }
  let after: string | undefined;
  const next = async () => {
    const page = await store.readAllByStream(after, STREAMS_A_PAGE, upTo);
    after = page.at(-1)?.stream;
    return page;
  };
  await copying(database.url, (copy) => foldPages(store, copy, model, upTo, next, onPage));
  return folded;
}

/** Holds the old checkpoints still, takes in what came meanwhile, and puts the new tables in the place of the old. */
async function switchOver(
  store: EventStore,
  database: ReadingDatabase,
  model: ReadingModel,
  whole: ReadingModel,
  upTo: number,
): Promise<void> {
  const links = await linksUpTo(store, upTo);
  await database.transaction(async (sql) => {
    await sql.query(holdStill('access exclusive'));
    const positions = await positionsOf(sql, READING, true);
    await sql.query(`update ${READING}.checkpoint set position = $1 where position < $1`, [upTo]);
    for await (const { from, events } of stretchesBetween({ store, links }, allAt(upTo), positions))
      await writeChanges(
        { asking: sql, writing: sql },
        REBUILT,
        model,
        await differencesOf({ model, store, links }, from, events),
      );
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
  for (const balance of BALANCES) {
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
