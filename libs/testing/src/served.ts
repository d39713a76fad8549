import { randomBytes } from 'node:crypto';
import type { AddressInfo, Server } from 'node:net';
import type { EventStore } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { Projector } from '#projecting/projector';
import { prepareReading, type ReadingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { apiClient, type ApiClient } from './api-client.ts';
import { cuttableLine, type CuttableLine } from './cuttable-line.ts';
import { testDatabase } from './test-database.ts';

/** The stores and the projector that an app under test stands on. */
export interface Stores {
  readonly store: EventStore;
  readonly database: ReadingDatabase;
  readonly projector: Projector;
  /** Where they are, by way of the line that can be cut where there is one. */
  readonly url: string;
}

/** Anything that listens and closes, as a Nest application does. */
export interface ServableApp {
  listen(port: number, host: string): Promise<unknown>;
  getHttpServer(): Server;
  close(): Promise<void>;
}

export interface Served extends Stores {
  readonly address: string;
  readonly api: ApiClient;
  /** The line to the database, where it was asked for: what happens when it goes away under the running app. */
  readonly line: Pick<CuttableLine, 'cut' | 'mend'> | undefined;
  close(): Promise<void>;
}

export interface HowServed {
  /** Whether the line to the database can be cut. All that goes over it then passes through this process a second time. */
  readonly isCuttable?: boolean;
}

/** An app served on a free port, over empty stores of its own in a real PostgreSQL, with a projector at work. */
export async function served(
  model: ReadingModel,
  createApp: (stores: Stores) => Promise<ServableApp>,
  { isCuttable = false }: HowServed = {},
): Promise<Served> {
  const { url: direct, drop } = await testDatabase();
  const { hostname, port } = new URL(direct);
  const line = isCuttable ? await cuttableLine(hostname, Number(port)) : undefined;
  const url = line === undefined ? direct : direct.replace(`:${port}/`, `:${line.port}/`);
  const store = await PostgresEventStore.open({ url, masterKey: randomBytes(32) });
  const database = await ReadingDatabase.connect(url);
  await prepareReading(database, model);
  const projector = new Projector(store, database, model);
  projector.start();
  const app = await createApp({ store, database, projector, url });
  await app.listen(0, '127.0.0.1');
  const address = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const close = async () => {
    await app.close();
    await projector.stop();
    await store.close();
    await database.close();
    await line?.close();
    await drop();
  };
  return { store, database, projector, url, address, api: apiClient(address), line, close };
}
