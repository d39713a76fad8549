import { childOf, type EventStore, type StoredEvent, type Stream, type WholeStream } from '#event-store/event-store';
import type { Sql } from '#projecting/reading-database';
import type { Progress } from '../progress-bar.ts';
import type { Copied, LogSide } from './copy-log.ts';
import { differingParts, LogHash } from './log-hash.ts';
import { pairsAfter, type Pair } from './moves.ts';

/** What one log comes to: how many events and streams, and a SHA-256 over it in the order of the log, and stream by stream. */
export interface LogMark {
  readonly events: number;
  readonly streams: number;
  readonly inOrder: string;
  readonly byStream: string;
}

export interface Verified {
  readonly source: LogMark;
  readonly target: LogMark;
  /** What is not the same, each a sentence; at most so many as help. */
  readonly differences: readonly string[];
  /** Children erased in the source since their events were copied, and now in the target too. */
  readonly erased: number;
}

const STREAMS_A_PAGE = 300;
const EVENTS_A_PAGE = 1000;
const MOST_DIFFERENCES = 20;

/**
 * Reads both logs whole, as far as they were copied, and compares them twice: stream by stream, and event by event in the
 * order of the log together with the pairs of positions on record. A child that the source has erased meanwhile is erased
 * in the target first. Nothing else is changed.
 */
export async function verifyCopy(
  from: LogSide,
  to: LogSide,
  sql: Sql,
  { move, end }: Copied,
  progress: Progress = () => undefined,
): Promise<Verified> {
  const differences: string[] = [];
  const found = (sentence: string) => {
    if (differences.length < MOST_DIFFERENCES) differences.push(sentence);
  };
  const streams = await compareStreams(from.store, to.store, end, found);
  const pairs = async (after: number) => (move ? pairsAfter(sql, move, after, EVENTS_A_PAGE) : []);
  const [source, target] = await compareInOrder(from.store, to.store, end, pairs, found, progress);
  const [here, there] = [source.hex(), target.hex()];
  return {
    source: { events: source.events, streams: streams.source, inOrder: here, byStream: streams.hashes[0] },
    target: { events: target.events, streams: streams.target, inOrder: there, byStream: streams.hashes[1] },
    differences,
    erased: streams.erased,
  };
}

type Found = (sentence: string) => void;

async function compareStreams(from: EventStore, to: EventStore, end: Pair, found: Found) {
  const [source, target] = [new LogHash(), new LogHash()];
  const counts = { source: 0, target: 0, erased: 0 };
  let after: string | undefined;
  for (;;) {
    const [here, there] = await Promise.all([
      from.readAllByStream(after, STREAMS_A_PAGE, end.from, { withPersonal: true }),
      to.readAllByStream(after, STREAMS_A_PAGE, end.to, { withPersonal: true }),
    ]);
    if (here.length === 0 && there.length === 0) break;
    counts.source += here.length;
    counts.target += there.length;
    for (const [i, one] of here.entries()) {
      const other = there[i];
      for (const event of one.events) source.add(event);
      if (other?.stream !== one.stream) found(`The stream ${one.stream} is not in the target where it should be.`);
      if (other === undefined) continue;
      const [events, isErased] = await erasedToo(to, one, other, end);
      if (isErased) counts.erased++;
      for (const event of events) target.add(event);
      if (other.stream === one.stream) compareStream(one.events, events, found);
    }
    for (const other of there.slice(here.length)) found(`The stream ${other.stream} is in the target alone.`);
    after = (here.at(-1) ?? there.at(-1))!.stream;
  }
  return { ...counts, hashes: [source.hex(), target.hex()] as const };
}

/** Destroys the key of a child that the source has erased since its events were copied. */
async function erasedToo(
  to: EventStore,
  source: WholeStream,
  target: WholeStream,
  end: Pair,
): Promise<readonly [readonly StoredEvent[], boolean]> {
  const child = childOf(source.stream);
  const isErasedHere = source.events.some(({ personal }) => personal === null);
  const isReadableThere = target.events.some(({ personal }) => personal != null);
  if (child === undefined || !isErasedHere || !isReadableThere || source.stream !== target.stream)
    return [target.events, false];
  await to.erase(child);
  const events = await to.readStream(target.stream as Stream, { withPersonal: true });
  return [events.filter(({ position }) => position <= end.to), true];
}

function compareStream(source: readonly StoredEvent[], target: readonly StoredEvent[], found: Found): void {
  const { stream } = source[0]!;
  if (source.length !== target.length)
    found(`${stream} has ${source.length} events in the source and ${target.length} in the target.`);
  for (const [i, event] of source.entries()) {
    const other = target[i];
    if (other === undefined) return;
    const parts = differingParts(event, other);
    if (parts.length > 0) found(`Event ${event.version} of ${stream} (${event.type}) differs in ${parts.join(', ')}.`);
  }
}

async function compareInOrder(
  from: EventStore,
  to: EventStore,
  end: Pair,
  pairsAfterPosition: (after: number) => Promise<readonly Pair[]>,
  found: Found,
  progress: Progress,
): Promise<readonly [LogHash, LogHash]> {
  const [source, target] = [new LogHash(), new LogHash()];
  let at: Pair = { from: 0, to: 0 };
  for (;;) {
    const [here, there, pairs] = await Promise.all([
      from.readAll(at.from, EVENTS_A_PAGE, { withPersonal: true, upToPosition: end.from }),
      to.readAll(at.to, EVENTS_A_PAGE, { withPersonal: true, upToPosition: end.to }),
      pairsAfterPosition(at.from),
    ]);
    if (here.length === 0 && there.length === 0) return [source, target];
    for (const event of here) source.add(event);
    for (const event of there) target.add(event);
    const out = here.findIndex((event, i) => event.eventId !== there[i]?.eventId);
    if (out >= 0) found(`Event ${source.events - here.length + out + 1} of the log is another one in the target.`);
    const lost = here.findIndex(({ position }, i) => pairs[i]?.from !== position || pairs[i].to !== there[i]?.position);
    if (lost >= 0) found(`Where position ${here[lost]!.position} of the source went is not on record rightly.`);
    at = { from: here.at(-1)?.position ?? at.from, to: there.at(-1)?.position ?? at.to };
    progress(at.from, end.from);
  }
}
