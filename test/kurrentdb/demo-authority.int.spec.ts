import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { childStream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { loadMasterKey } from '#event-store/master-key';
import { Projector } from '#projecting/projector';
import { readingModel } from '#projecting/reading';
import { verify } from '#projecting/verify';
import { measures, projections } from '#projections/index';
import { fillDemo } from '#simulation/fill-store';
import { someEvent, toChild } from '#testing/event-store-contract';
import { testDatabase, type TestDatabase } from '#testing/test-database';
import { ask } from '#waymark/ask';
import { catchUp } from '#waymark/catch-up';
import { configurationFrom } from '#waymark/configuration';
import { open, type Opened } from '#waymark/open';
import type { ProtocolServer } from './protocol-server.ts';
import { Stores } from './stores.ts';

const model = readingModel(projections, measures);
const now = () => instant('2026-05-05T10:00:00Z');
const everyone = ['A1', 'A2', 'A3'];

describe('an authority whose log is in KurrentDB and whose read models are in PostgreSQL', () => {
  const stores = new Stores();
  let server: ProtocolServer;
  let database: TestDatabase;
  let dataDir: string;
  let opened: Opened;

  const configuration = (url: string) =>
    configurationFrom({ DATABASE_URL: database.url, EVENTSTORE_URL: url, WAYMARK_DATA: dataDir });
  const disagreements = async () => (await verify(opened.store, opened.database, model)).disagreements;

  beforeAll(async () => {
    [server, database] = [await stores.server(), await testDatabase()];
    dataDir = await mkdtemp(join(tmpdir(), 'waymark-'));
    opened = await open(configuration(server.url), model);
    await fillDemo(opened, { children: 12, seed: 4, to: plainDate('2026-04-30') });
  });
  afterAll(async () => {
    await opened?.close();
    await stores.end();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is filled, rebuilt from the log, and agrees with it', async () => {
    expect(await catchUp(opened)).toBe(await opened.store.lastPosition());
    expect(await disagreements()).toEqual([]);
  });

  it('takes commands, one about several children too, follows them live and still agrees', async () => {
    const projector = new Projector(opened.store, opened.database, model);
    projector.start();
    const contact = {
      children: everyone,
      receivedAt: '2026-05-01T09:00:00Z',
      method: 'PHONE',
      hub: 'MASH',
      source: '2A',
      narrative: 'Seen at school',
    };
    const request = { command: 'ReceiveContact', body: contact, commandId: 'a contact' };
    const answer = await ask(opened.store, request, now);
    expect(answer).toMatchObject({ repeated: false, version: 1 });
    expect(await ask(opened.store, request, now)).toMatchObject({ repeated: true, position: answer.position });
    for (const childId of everyone) {
      const body = { childId, referredOn: '2026-05-02', source: '6' };
      const asked = { command: 'ReceiveReferral', body, commandId: `referral of ${childId}` };
      expect((await ask(opened.store, asked, now)).version).toBe(2);
    }
    expect(await projector.reached(await opened.store.lastPosition(), 20_000)).toBe(true);
    await projector.stop();
    expect(await disagreements()).toEqual([]);
  });

  it('keeps the keys of personal details in PostgreSQL, so that erasing reaches what stands in the log', async () => {
    const read = async (childId: string) =>
      (await opened.store.readStream(childStream(childId), { withPersonal: true }))[0]!.personal;
    expect(await read('A1')).toEqual({ narrative: 'Seen at school' });
    expect(await opened.store.erase('A1')).toBe(true);
    expect([await read('A1'), await read('A2')]).toEqual([null, { narrative: 'Seen at school' }]);
    const more = someEvent('A1', { personal: { name: 'N' } });
    await expect(opened.store.append([toChild('A1', 'any', more)])).rejects.toThrow(/erased/);
  });

  it('is opened again as it was, by another process, without rebuilding', async () => {
    const said: string[] = [];
    const again = await open(configuration(server.url), model, (message) => said.push(message));
    expect(said).toEqual([]);
    expect(await again.store.lastPosition()).toBe(await opened.store.lastPosition());
    await again.close();
  });

  it('says what cannot be reached, where, and how to mend it', async () => {
    const failed = open(configuration('esdb://me:secret@127.0.0.1:9?tls=false'), model);
    await expect(failed).rejects.toThrow(/KurrentDB at esdb:\/\/127.0.0.1:9[^]*EVENTSTORE_URL[^]*tls=false/);
    await expect(open(configuration('postgres://127.0.0.1/x'), model)).rejects.toThrow(
      /is not an address of KurrentDB/,
    );
  });

  it('does not begin a new log where PostgreSQL still holds one that was not moved', async () => {
    const other = await testDatabase();
    const masterKey = loadMasterKey({ file: join(dataDir, 'master.key'), env: process.env });
    const old = await PostgresEventStore.open({ url: other.url, masterKey });
    await old.append([{ stream: childStream('B1'), expectedVersion: 0, events: [someEvent('B1')] }]);
    await old.close();
    const empty = await stores.server();
    const forgotten = open({ ...configuration(empty.url), databaseUrl: other.url }, model);
    await expect(forgotten).rejects.toThrow(/holds 1 events. Move them first: npm run waymark -- migrate-store/);
    await other.drop();
  });
});
