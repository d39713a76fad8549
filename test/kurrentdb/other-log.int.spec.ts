import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OtherLog } from '#event-store/event-store';
import { checkpoint, readingModel } from '#projecting/reading';
import { measures, projections } from '#projections/index';
import { someEvent, toChild } from '#testing/event-store-contract';
import { testDatabase, type TestDatabase } from '#testing/test-database';
import { catchUp } from '#waymark/catch-up';
import { open, type Opened } from '#waymark/open';
import { startProtocolServer } from './protocol-server.ts';
import { StoredLog } from './stored-log.ts';
import { Stores } from './stores.ts';

const model = readingModel(projections, measures);
const append = (store: Opened['store'], childId: string) => store.append([toChild(childId, 'any', someEvent(childId))]);

/** The log as an older backup of it has it. */
function olderCopy(log: StoredLog, without: number): StoredLog {
  const copy = new StoredLog();
  for (const { stream, ...event } of log.all.slice(1, -without)) copy.append(stream, 'any', [event]);
  return copy;
}

describe('a KurrentDB that serves another log than the one known', () => {
  const stores = new Stores();
  let database: TestDatabase;
  let dataDir: string;
  beforeEach(async () => {
    [database, dataDir] = [await testDatabase(), await mkdtemp(join(tmpdir(), 'waymark-'))];
  });
  afterEach(async () => {
    await stores.end();
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const opening = (eventStoreUrl: string, takesThisLog = false) =>
    open({ dataDir, databaseUrl: database.url, eventStoreUrl, takesThisLog }, model);
  /** An authority that began with an empty log and has taken in three events. */
  const begun = async (url: string) => {
    const opened = await opening(url);
    for (const childId of ['A', 'B', 'C']) await append(opened.store, childId);
    await catchUp(opened);
    for (let tries = 0; tries < 100; tries++, await pause(20)) {
      const noted = await opened.database.query('select 1 from log.reader where first_event_id is not null');
      if (noted.length > 0) return opened;
    }
    throw new Error('The first event was not noted.');
  };

  it('is refused at the start, with the read models left as they are, whether it is foreign or an older copy', async () => {
    const server = await stores.server();
    const opened = await begun(server.url);
    const taken = await checkpoint(opened.database);
    const foreign = await stores.server();
    const theirs = await stores.store(foreign.url);
    for (const childId of ['A', 'B', 'C', 'D', 'E']) await append(theirs, childId);
    await expect(opening(foreign.url)).rejects.toThrow(/is not the one[^]*EVENTSTORE_URL[^]*--from-this-log/);
    const older = await stores.server({ log: olderCopy(server.log, 1) });
    await expect(opening(older.url)).rejects.toThrow(/ends at position[^]*older backup[^]*--from-this-log/);
    await expect(opening((await stores.server()).url)).rejects.toThrow(/event store is empty/);
    expect(await checkpoint(opened.database)).toBe(taken);
    await opened.close();
    await (await opening(server.url)).close();
    const byIntent = await opening(older.url, true);
    expect(await checkpoint(byIntent.database)).toBe(await byIntent.store.lastPosition());
    await byIntent.close();
  });

  it('is written nothing by a program that runs, which goes on when the right log is back', async () => {
    const server = await startProtocolServer();
    const opened = await begun(server.url);
    await server.stop();
    const empty = await startProtocolServer({ port: server.port });
    await pause(1100); // so long a proof holds
    await expect(append(opened.store, 'D')).rejects.toBeInstanceOf(OtherLog);
    await expect(opened.store.lastPosition()).rejects.toBeInstanceOf(OtherLog);
    expect(empty.log.all.filter(({ stream }) => !stream.startsWith('$'))).toEqual([]);
    await empty.stop();
    const back = await startProtocolServer({ port: server.port, log: server.log });
    await append(opened.store, 'D');
    expect(await catchUp(opened)).toBe(await opened.store.lastPosition());
    await opened.close();
    await back.stop();
  });
});
