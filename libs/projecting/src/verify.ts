import { instant } from '#calendar/instant';
import { registerSubject } from '#case-flow/workforce/register-streams';
import type { EventStore, StoredEvent } from '#event-store/event-store';
import type { Projection } from '#measures/projection';
import { cellsSql, tableOf } from '#measures/sql';
import { Movements } from './balances.ts';
import { greatestOf, leastOf, positionsOf, type Positions } from './checkpoints.ts';
import { oneDaySums, twoDayDisagreements } from './fill-kept-sums.ts';
import { LinkedChildren } from './linked-events.ts';
import { groupsOf } from './replay.ts';
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
 * Replays the whole log in memory and compares every row version and every running sum with what is stored, each shard at
 * the position it stands at, in one snapshot, so that it may run beside a projector at work. `progress` hears of
 * events replayed, of how many; what it throws ends the check.
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
    const positions = await positionsOf(sql);
    const position = leastOf(positions);
    const events = takenIn(await wholeLog(store, greatestOf(positions)), positions).filter(
      (event) => event.childId !== '' || registerSubject(event) !== undefined,
    );
    const movements = new Movements(model.counts);
    const expected = new Map<Projection, Map<string, string>>(
      model.projections.map((projection) => [projection, new Map()]),
    );
    let replayed = 0;
    for (const [i, group] of groupsOf(events).entries()) {
      for (const version of rowVersions(model.projections, group)) {
        expected.get(version.projection)!.set(`${version.rowId} from ${version.knownFrom}`, told(version));
        if (version.knownTo === null) movements.add(version, 1);
      }
      replayed += group.length;
      if (i % GROUPS_A_BREATH !== 0) continue;
      progress(Math.min(replayed, events.length), events.length);
      // A program that also answers requests gets to do so in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const disagreements: string[] = [];
    let count = 0;
    for (const [projection, rows] of expected) count += await compareRows(sql, projection, rows, disagreements);
    const sums = new Map(movements.all().map((one) => [`${one.count} ${one.scope} ${one.on}`, one.by]));
    for (const [key, amount] of await oneDaySums(sql, READING, model.kept)) sums.set(key, amount);
    const twoDays = await twoDayDisagreements(sql, READING, model.kept);
    const balances = (await compareSums(sql, sums, disagreements)) + twoDays.sums;
    disagreements.push(...twoDays.disagreements);
    return {
      position,
      events: events.length,
      rowVersions: count,
      balances,
      disagreements: disagreements.slice(0, 100),
    };
  });
}

const GROUPS_A_BREATH = 10;

async function wholeLog(store: EventStore, upTo: number): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let at = 0; at < upTo;) {
    const batch = await store.readAll(at, 5000, { upToPosition: upTo });
    events.push(...batch);
    at = batch.at(-1)!.position;
  }
  return events;
}

/** What the read model has taken in of the log: of each shard up to where it stands. */
function takenIn(log: readonly StoredEvent[], positions: Positions): readonly StoredEvent[] {
  const links = new LinkedChildren();
  links.learn(log); // no link is made between where one shard stands and where another does
  return log.filter((event) => isBarrier(event) || event.position <= positions.get(shardOfEvent(links, event))!);
}

/** A version as one text, so that stored and replayed ones can be compared and shown. */
const told = (version: RowVersion): string =>
  JSON.stringify([
    version.childId,
    version.knownTo,
    version.fromPosition,
    version.toPosition,
    ...Object.keys(version.projection.columns).map((column) => version.cells[column] ?? null),
  ]);

async function compareRows(
  sql: Sql,
  projection: Projection,
  expected: Map<string, string>,
  disagreements: string[],
): Promise<number> {
  const stored = await sql.query<Record<string, unknown>>(
    `select row_id, child_id, known_from, known_to, from_position, to_position, ${cellsSql(projection.columns)} from ${READING}.${tableOf(projection)}`,
  );
  for (const row of stored) {
    const key = `${String(row['row_id'])} from ${at(row['known_from'])}`;
    const found = JSON.stringify([
      row['child_id'],
      at(row['known_to']),
      Number(row['from_position']),
      row['to_position'] === null ? null : Number(row['to_position']),
      ...Object.keys(projection.columns).map((column) => row[column]),
    ]);
    const wanted = expected.get(key);
    if (wanted !== found)
      disagreements.push(`${projection.name} ${key}: stored ${found}, replayed ${wanted ?? 'nothing'}.`);
    expected.delete(key);
  }
  for (const [key, wanted] of expected)
    disagreements.push(`${projection.name} ${key}: stored nothing, replayed ${wanted}.`);
  return stored.length;
}

async function compareSums(sql: Sql, byDay: Map<string, number>, disagreements: string[]): Promise<number> {
  const byMonth = new Map<string, number>();
  for (const [key, amount] of byDay) {
    const month = `${key.slice(0, -3)}-01`;
    byMonth.set(month, (byMonth.get(month) ?? 0) + amount);
  }
  return (
    (await compareTable(sql, 'balance_by_day', byDay, disagreements)) +
    (await compareTable(sql, 'balance_by_month', byMonth, disagreements))
  );
}

async function compareTable(
  sql: Sql,
  table: string,
  sums: Map<string, number>,
  disagreements: string[],
): Promise<number> {
  const stored = await sql.query<{ key: string; amount: number }>(
    `select count || ' ' || scope || ' ' || day::text as key, amount from ${READING}.${table} where amount <> 0`,
  );
  const expected = new Map([...sums].filter(([, amount]) => amount !== 0));
  for (const { key, amount } of stored) {
    if (expected.get(key) !== amount)
      disagreements.push(`${table} ${key}: stored ${amount}, replayed ${expected.get(key) ?? 0}.`);
    expected.delete(key);
  }
  for (const [key, amount] of expected) disagreements.push(`${table} ${key}: stored nothing, replayed ${amount}.`);
  return stored.length;
}

const at = (value: unknown): string | null => (value === null ? null : instant((value as Date).toISOString()));
