import type { Append, EventStore, StoredEvent, Stream } from '#event-store/event-store';
import type { Sql } from '#projecting/reading-database';
import type { Progress } from '../progress-bar.ts';
import { beginMove, lastPair, movesLatestFirst, notePairs, type Move, type Pair } from './moves.ts';

/** A log that is copied from or to, and what people call it (no password in it). */
export interface LogSide {
  readonly store: EventStore;
  readonly name: string;
  /** Whether an append to many streams keeps their order in the log; else each stream is an append of its own. */
  readonly appendsInOrder: boolean;
}

/** How far the copy reaches: the move on record, and where its last event stands in both logs. */
export interface Copied {
  readonly move: Move | undefined;
  readonly end: Pair;
  /** Events stored by this run; those that were there already are not among them. */
  readonly events: number;
}

/** The target holds something that the source does not: it is no copy of it, and nothing more is written. */
export class NotACopy extends Error {
  override readonly name = 'NotACopy';
}

const BATCH_EVENTS = 1000;
const EVENTS_A_RUN = 50;

/**
 * Copies the log in the order of its positions, and follows it until nothing new comes. Where it got to is asked of the
 * target itself and of the pairs on record, so it may be killed at any moment and asked again. Throws NotACopy when the
 * target holds an event that the source does not have at that place.
 */
export async function copyLog(
  from: LogSide,
  to: LogSide,
  sql: Sql,
  progress: Progress = () => undefined,
): Promise<Copied> {
  let { move, end } = await whereItGotTo(from, to, sql);
  let stored = 0;
  const read = (after: number) => from.store.readAll(after, BATCH_EVENTS, { withPersonal: true });
  let reading = read(end.from);
  for (let batch = await reading; batch.length > 0; batch = await reading) {
    reading = read(batch.at(-1)!.position);
    reading.catch(() => undefined); // awaited, and thrown, on the next turn
    const there = await to.store.readAll(end.to, batch.length);
    refuseForeign(to, batch, there);
    await append(to, batch.slice(there.length));
    const pairs = pairsOf(to, batch, await to.store.readAll(end.to, batch.length));
    move ??= await beginMove(sql, { from: from.name, to: to.name }, pairs[0]!);
    await notePairs(sql, move, pairs);
    end = pairs.at(-1)!;
    stored += batch.length - there.length;
    progress(end.from, Math.max(end.from, await from.store.lastPosition()));
  }
  const [more] = await to.store.readAll(end.to, 1);
  if (more) throw foreign(to, more, undefined);
  return { move, end, events: stored };
}

/** The last move on record goes on if its last pair is one event in both logs; anything else begins anew. */
async function whereItGotTo(from: LogSide, to: LogSide, sql: Sql): Promise<Pick<Copied, 'move' | 'end'>> {
  const [move] = await movesLatestFirst(sql);
  const end = move && (await lastPair(sql, move));
  if (move && end) {
    const [[here], [there]] = await Promise.all([from.store.readAll(end.from - 1, 1), to.store.readAll(end.to - 1, 1)]);
    const isOne = here?.eventId === there?.eventId && here?.position === end.from && there?.position === end.to;
    if (isOne) return { move, end };
  }
  return { move: undefined, end: { from: 0, to: 0 } };
}

async function append({ store, appendsInOrder }: LogSide, events: readonly StoredEvent[]): Promise<void> {
  const writes = runsOf(events).map(appendOf);
  if (writes.length === 0) return;
  if (appendsInOrder) await store.append(writes, { trustRecordedAt: true });
  else for (const write of writes) await store.append([write], { trustRecordedAt: true });
}

/** Neighbours of one stream, some at a time. */
function runsOf(events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] {
  const runs: StoredEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run?.[0]!.stream === event.stream && run.length < EVENTS_A_RUN) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

const appendOf = (events: readonly StoredEvent[]): Append => ({
  stream: events[0]!.stream as Stream,
  expectedVersion: events[0]!.version - 1,
  events,
});

function refuseForeign(to: LogSide, batch: readonly StoredEvent[], there: readonly StoredEvent[]): void {
  const wrong = there.findIndex((event, i) => event.eventId !== batch[i]!.eventId);
  if (wrong >= 0) throw foreign(to, there[wrong]!, batch[wrong]);
}

function pairsOf(to: LogSide, batch: readonly StoredEvent[], there: readonly StoredEvent[]): readonly Pair[] {
  refuseForeign(to, batch, there);
  if (there.length < batch.length)
    throw new NotACopy(
      `${to.name} took ${batch.length} events and gives back ${there.length}. Look at its disk and log.`,
    );
  return batch.map(({ position }, i) => ({ from: position, to: there[i]!.position }));
}

function foreign(to: LogSide, found: StoredEvent, expected: StoredEvent | undefined): NotACopy {
  const instead = expected === undefined ? 'the source ends' : `the source has ${expected.type} of ${expected.stream}`;
  return new NotACopy(
    `${to.name} holds an event of its own at position ${found.position} (${found.type} of ${found.stream}), where ` +
      `${instead}. A log is copied into an empty store or onto an earlier copy of itself: name an empty one, and see that ` +
      'no program writes to it before the switch.',
  );
}
