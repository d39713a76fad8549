import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '#case-flow/event';
import { ensurePostgres, stopPostgres } from '#event-store/embedded-postgres/server';
import { childStream, type Stream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { grouped } from '#projecting/linked-events';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { definedIn, measures, projections } from '#projections/index';
import pg from 'pg';
import { endPrograms } from './programs.ts';
import { tidied } from './tidied.ts';

export const model = readingModel(projections, measures, definedIn);

/** Under which everything here is written, in this process and in the programs that are measured. */
export const masterKey = Buffer.alloc(32, 1);

/** Fresh stores in a database of their own. */
export interface Stage {
  readonly url: string;
  readonly store: PostgresEventStore;
  readonly database: ReadingDatabase;
  /** The process of the server. */
  readonly postgres: number;
}

/** Starts a PostgreSQL with durable settings in a temporary folder for the length of `work`. */
export async function onStage<T>(work: (stage: (name: string) => Promise<Stage>) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
  chmodSync(dataDir, 0o755); // as root the server runs under another account, which must reach its files
  const home = join(dataDir, 'postgres');
  const starting = ensurePostgres({ dataDir: home });
  const opened: Stage[] = [];
  const tidy = async () => {
    await starting.catch(() => undefined);
    endPrograms();
    for (const { store, database } of opened) {
      await store.close().catch(() => undefined);
      await database.close().catch(() => undefined);
    }
    await stopPostgres(home);
    rmSync(dataDir, { recursive: true, force: true });
  };
  return tidied(async () => {
    const server = await starting;
    const postgres = Number(readFileSync(join(home, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return work(async (name) => {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      const url = server.url.replace(/\/[^/]*$/, `/${name}`);
      const store = await PostgresEventStore.open({ url, masterKey });
      const database = await ReadingDatabase.connect(url);
      await prepareReading(database, model);
      opened.push({ url, store, database, postgres });
      return opened.at(-1)!;
    });
  }, tidy);
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
