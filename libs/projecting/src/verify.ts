import type { EventStore, StoredEvent } from '#event-store/event-store';
import { Movements } from './balances.ts';
import { greatestOf, leastOf, positionsOf } from './checkpoints.ts';
import { ComparedRows } from './compared-rows.ts';
import { compareSums } from './compared-sums.ts';
import { oneDaySums, twoDayDisagreements } from './fill-kept-sums.ts';
import { groupsIn, linksUpTo, STREAMS_A_BREATH, STREAMS_A_PAGE } from './fold-pages.ts';
import { subjectOf, type LinkedChildren } from './linked-events.ts';
import type { ReadingModel } from './reading.ts';
import type { ReadingDatabase, Sql } from './reading-database.ts';
import { holdStill, READING } from './reading-schema.ts';
import { rowVersions, type RowVersion } from './row-versions.ts';
import { isBarrier, shardOfEvent } from './shards.ts';

/** What `verify` found: nothing in `disagreements` is the proof that balances = rows = replay of the log. */
export interface Verified {
  readonly position: number;
  readonly events: number;
  readonly rowVersions: number;
  readonly balances: number;
  /** At most the first hundred, each a sentence that names the row or the sum. */
  readonly disagreements: readonly string[];
}

/**
 * Replays the whole log, some streams at a time, and compares every row version and every running sum with what is stored, each
 * shard at the position it stands at, in one snapshot, so that it may run beside a projector at work. What it holds grows with
 * the number of children, not of events. `progress` hears of events replayed, of about how many; what it throws ends the check.
 */
export async function verify(
  store: EventStore,
  database: ReadingDatabase,
  model: ReadingModel,
  progress: (events: number, of: number) => void = () => undefined,
): Promise<Verified> {
  return database.transaction(async (sql) => {
    await sql.query('set transaction isolation level repeatable read, read only');
    await sql.query(holdStill());
    const position = leastOf(await positionsOf(sql));
    const disagreements: string[] = [];
    const rows = new ComparedRows(sql, model.projections, disagreements);
    const movements = new Movements(model.counts);
    let events = 0;
    const onEvents = (more: number) => progress((events += more), Math.max(events, position));
    for await (const { subjects, versions } of replayed(store, sql, model, onEvents)) {
      for (const version of versions) if (version.knownTo === null) movements.add(version, 1);
      await rows.compare(subjects, versions);
    }
    const rowVersions = await rows.end();
    const sums = new Map(movements.all().map((one) => [`${one.count} ${one.scope} ${one.on}`, one.by]));
    for (const [key, amount] of await oneDaySums(sql, READING, model.kept)) sums.set(key, amount);
    const twoDays = await twoDayDisagreements(sql, READING, model.kept);
    const balances = (await compareSums(sql, sums, disagreements)) + twoDays.sums;
    disagreements.push(...twoDays.disagreements);
    return { position, events, rowVersions, balances, disagreements: disagreements.slice(0, 100) };
  });
}

/** The versions of all that some streams tell of, and whose they are. */
interface Replayed {
  readonly subjects: readonly string[];
  readonly versions: readonly RowVersion[];
}

/** Replays what the read model has taken in of the log, page by page of whole streams. `onEvents` hears of how many. */
async function* replayed(
  store: EventStore,
  sql: Sql,
  model: ReadingModel,
  onEvents: (more: number) => void,
): AsyncGenerator<Replayed> {
  const positions = await positionsOf(sql);
  const upTo = greatestOf(positions);
  // No link is made between where one shard stands and where another does.
  const links = await linksUpTo(store, upTo);
  const isTakenIn = (event: StoredEvent) =>
    isBarrier(event) || event.position <= positions.get(shardOfEvent(links, event))!;
  for (let after: string | undefined; ;) {
    const streams = await store.readAllByStream(after, STREAMS_A_PAGE, upTo);
    if (streams.length === 0) return;
    after = streams.at(-1)!.stream;
    const found = { subjects: [] as string[], versions: [] as RowVersion[] };
    for (const [i, whole] of streams.entries()) {
      let events = 0;
      for (const group of await groupsIn(store, links, whole, upTo)) {
        found.subjects.push(...subjectsOf(group, links));
        const own = group.filter(isTakenIn);
        if (own.length === 0) continue;
        events += own.length;
        for (const version of rowVersions(model.projections, own.concat(links.register.namedBy(own))))
          found.versions.push(version);
      }
      onEvents(events);
      // A program that also answers requests gets to do so in between.
      if (i % STREAMS_A_BREATH === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    yield found;
  }
}

/** Whose rows a group makes: those of all the children linked, or of the one worker, team or service. */
function subjectsOf(group: readonly StoredEvent[], links: LinkedChildren): readonly string[] {
  const subject = subjectOf(group);
  return subject === undefined ? links.childrenOf(links.groupOf(group[0]!.childId)) : [subject];
}
