import { childStream, type EventStore, type Stream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import type { NewEvent, RecordedEvent } from '#case-flow/event';
import { measures, projections } from '#projections/index';
import { prepareReading, readingModel, type ReadingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { testDatabase } from '#testing/test-database';

/** Stores of their own in a real PostgreSQL, empty. */
export interface Stores {
  readonly store: PostgresEventStore;
  readonly database: ReadingDatabase;
  readonly model: ReadingModel;
  readonly databaseUrl: string;
  readonly startedPostgres: boolean;
  close(): Promise<void>;
}

/** Opens empty stores for a spec. */
export async function emptyStores(): Promise<Stores> {
  const { url, drop } = await testDatabase();
  const store = await PostgresEventStore.open({ url, masterKey: Buffer.alloc(32, 7) });
  const database = await ReadingDatabase.connect(url);
  const model = readingModel(projections, measures);
  await prepareReading(database, model);
  const close = async () => {
    await store.close();
    await database.close();
    await drop();
  };
  return { store, database, model, databaseUrl: url, startedPostgres: false, close };
}

/** Appends events to the streams they name, in their order; `trusted` keeps the instants of recording they bring. */
export async function record(store: EventStore, events: readonly NewEvent[], trusted: boolean): Promise<void> {
  for (let at = 0; at < events.length; at += 1000) {
    const writes = new Map<Stream, NewEvent[]>();
    for (const event of events.slice(at, at + 1000)) {
      const stream = event.childId === '' ? ((event.stream ?? 'authority-SIM') as Stream) : childStream(event.childId);
      writes.set(stream, [...(writes.get(stream) ?? []), event]);
    }
    await store.append(
      [...writes].map(([stream, own]) => ({ stream, expectedVersion: 'any' as const, events: own })),
      { trustRecordedAt: trusted },
    );
  }
}

/** The events without the instant of recording, as they are when they come in late: the store gives them theirs. */
export const late = (events: readonly RecordedEvent[]): readonly NewEvent[] =>
  events.map(({ recordedAt: _, ...event }) => event);
