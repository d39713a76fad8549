import type { Decision, Place, PlacedEvent } from '../append-decision.ts';
import type { Appended, StoredEvent } from '../event-store.ts';
import { storedEvent, type StorableWrite } from '../storable-event.ts';
import { inParallel } from './in-parallel.ts';
import type { KurrentWriter } from './kurrent-append.ts';
import type { KnownLog } from './known-log.ts';
import type { ReadEvent } from './kurrent-event.ts';

/**
 * The answer to an append that is stored, with the places that the server gave. Events stored before are read again.
 * `inDoubt` is the append's own token when an attempt may have been carried out unheard: then all are read, and events
 * that bear the token are no repetition.
 */
export async function answerTo(
  { log, lastPosition }: KurrentWriter,
  writes: readonly StorableWrite[],
  decision: Decision,
  inDoubt: string | undefined,
): Promise<Appended> {
  const toRead = decision.places.filter((place) => inDoubt !== undefined || !('event' in place));
  const read = await readPlaces(log, toRead);
  const events = decision.places.map(
    (place) => read.get(place.eventId)?.event ?? justWritten(log, place as PlacedEvent),
  );
  const versions: Record<string, number> = {};
  let position = 0;
  for (const event of events) {
    versions[event.stream] = Math.max(versions[event.stream] ?? 0, event.version);
    position = Math.max(position, event.position);
  }
  for (const { stream } of writes) versions[stream] ??= log.known.of(stream)?.version ?? 0;
  const isOwn = inDoubt !== undefined && [...read.values()].every(({ append }) => append === inDoubt);
  return {
    position: events.length === 0 ? await lastPosition() : position,
    versions,
    events,
    repeated: decision.repeated && !isOwn,
  };
}

async function readPlaces(log: KnownLog, places: readonly Place[]): Promise<ReadonlyMap<string, ReadEvent>> {
  const byStream = new Map<string, number[]>();
  for (const { stream, eventId } of places) {
    const { version } = log.known.places.get(eventId)!;
    byStream.set(stream, [...(byStream.get(stream) ?? []), version]);
  }
  const found = await inParallel([...byStream], ([stream, versions]) =>
    log.between(stream, Math.min(...versions), Math.max(...versions)),
  );
  return new Map(found.flat().map((one) => [one.event.eventId, one]));
}

function justWritten(log: KnownLog, { eventId, event, recordedAt }: PlacedEvent): StoredEvent {
  const { position, version } = log.known.places.get(eventId)!;
  return storedEvent(event, position, version, recordedAt);
}
