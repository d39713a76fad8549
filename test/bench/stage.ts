import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '#case-flow/event';
import { ensurePostgres } from '#event-store/embedded-postgres/server';
import { childStream, type Stream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { grouped } from '#projecting/linked-events';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { measures, projections } from '#projections/index';
import pg from 'pg';

export const model = readingModel(projections, measures);

/** Fresh stores in a database of their own. */
export interface Stage {
  readonly url: string;
  readonly store: PostgresEventStore;
  readonly database: ReadingDatabase;
}

/** Starts a PostgreSQL with durable settings in a temporary folder for the length of `work`. */
export async function onStage<T>(work: (stage: (name: string) => Promise<Stage>) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
  chmodSync(dataDir, 0o755); // as root the server runs under another account, which must reach its files
  const server = await ensurePostgres({ dataDir: join(dataDir, 'postgres') });
  const opened: Stage[] = [];
  try {
    return await work(async (name) => {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      const url = server.url.replace(/\/[^/]*$/, `/${name}`);
      const store = await PostgresEventStore.open({ url, masterKey: Buffer.alloc(32, 1) });
      const database = await ReadingDatabase.connect(url);
      await prepareReading(database, model);
      opened.push({ url, store, database });
      return opened.at(-1)!;
    });
  } finally {
    for (const { store, database } of opened) {
      await store.close();
      await database.close();
    }
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const streamOf = ({ childId, stream }: RecordedEvent): Stream =>
  childId === '' ? (stream as Stream) : childStream(childId);

/** Appends events in bulk, as an import does. */
export async function load(store: PostgresEventStore, events: readonly RecordedEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += 2000) {
    const writes = grouped(events.slice(at, at + 2000), streamOf).map((own) => ({
      stream: streamOf(own[0]!),
      expectedVersion: 'any' as const,
      events: own,
    }));
    await store.append(writes, { trustRecordedAt: true });
  }
}

/** How long something takes, in seconds. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The value below which a share of the samples lies. */
export const percentile = (samples: readonly number[], share: number): number =>
  samples.toSorted((a, b) => a - b)[Math.min(samples.length - 1, Math.floor(samples.length * share))]!;
