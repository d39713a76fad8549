import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { openBesidePostgres } from '#event-store/kurrentdb/beside-the-log';
import { prepareReading, readingModel } from '#projecting/reading';
import { ReadingDatabase } from '#projecting/reading-database';
import { measures, projections } from '#projections/index';
import { someEvent, toChild } from '#testing/event-store-contract';
import { testDatabase } from '#testing/test-database';
import { HealthController } from '../../apps/web/src/health.controller.ts';
import { Waymark } from '../../apps/web/src/waymark.ts';
import { Stores } from './stores.ts';

describe('whether the service is ready, with its log in KurrentDB', () => {
  const stores = new Stores();
  afterEach(() => stores.end());

  it('says which of the two stores is away, and counts no bytes as events', async () => {
    const beside = await testDatabase();
    stores.endLater(() => beside.drop());
    const server = await stores.server();
    const masterKey = Buffer.alloc(32, 7);
    const store = await openBesidePostgres({ url: server.url, databaseUrl: beside.url, masterKey });
    stores.endLater(() => store.close());
    const database = await ReadingDatabase.connect(beside.url);
    await prepareReading(database, readingModel(projections, measures));
    await store.append([toChild('A', 'any', someEvent('A'))]);
    const health = new HealthController(new Waymark(store, database, undefined));
    const web = createServer(express().use((_, response) => void health.ready(response))).listen(0, '127.0.0.1');
    stores.endLater(async () => void web.close());
    const ready = async () =>
      (await fetch(`http://127.0.0.1:${(web.address() as AddressInfo).port}`)).json() as Promise<object>;

    const lastPosition = await store.lastPosition();
    const found = await ready();
    expect(found).toMatchObject({ status: 'ready', eventStore: 'reachable', position: 0, lagPositions: lastPosition });
    expect(found).not.toHaveProperty('lagEvents');
    await server.stop();
    const detail = 'The event store cannot be reached.';
    expect(await ready()).toMatchObject({ eventStore: 'not reachable', database: 'reachable', detail });
    await database.close();
    expect(await ready()).toMatchObject({ detail: 'Neither the event store nor the database can be reached.' });
  });
});
