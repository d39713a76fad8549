import pg from 'pg';
import { childStream, OutcomeUnknown } from '#event-store/event-store';
import { openBesidePostgres } from '#event-store/kurrentdb/beside-the-log';
import { clientConfig } from '#event-store/postgres-pools';
import { PostgresChildKeys } from '#event-store/kurrentdb/postgres-child-keys';
import { PostgresIntents } from '#event-store/kurrentdb/postgres-intents';
import { someEvent, toChild } from '#testing/event-store-contract';
import { testDatabase, type TestDatabase } from '#testing/test-database';
import { Stores } from './stores.ts';

const masterKey = Buffer.alloc(32, 7);
const everyone = ['A', 'B', 'C'];
const toAll = () =>
  everyone.map((childId) => toChild(childId, 'any', someEvent(childId, { personal: { name: childId } })));

describe('a log in KurrentDB with PostgreSQL beside it', () => {
  const stores = new Stores();
  let database: TestDatabase;
  beforeAll(async () => void (database = await testDatabase()));
  afterEach(() => stores.end());
  afterAll(() => database.drop());

  const open = async (url: string, answerMilliseconds = 500) => {
    const store = await openBesidePostgres({ url, databaseUrl: database.url, masterKey, answerMilliseconds });
    stores.endLater(() => store.close());
    return store;
  };
  const pool = () => {
    const made = new pg.Pool({ ...clientConfig(database.url), max: 2 });
    stores.endLater(() => (made.ending ? Promise.resolve() : made.end()));
    return made;
  };

  it('notes an append to several streams there, and whoever opens next finishes it, details and all', async () => {
    const server = await stores.server();
    const store = await open(server.url, 100);
    await store.append(toAll());
    server.faults.answersOnly = 1;
    await expect(store.append(toAll())).rejects.toBeInstanceOf(OutcomeUnknown);
    server.faults.answersOnly = Infinity;
    const { rows } = await pool().query('select 1 from log.append_intent');
    expect(rows).toHaveLength(1);
    const next = await open(server.url);
    for (const childId of everyone) {
      const events = await next.readStream(childStream(childId), { withPersonal: true });
      expect(events.map(({ personal }) => personal)).toEqual([{ name: childId }, { name: childId }]);
    }
    expect((await pool().query('select 1 from log.append_intent')).rows).toEqual([]);
  });

  it('refuses another master key than the one it was first given', async () => {
    const server = await stores.server();
    await (await open(server.url)).append(toAll());
    const other = openBesidePostgres({ url: server.url, databaseUrl: database.url, masterKey: Buffer.alloc(32, 8) });
    await expect(other).rejects.toThrow(/another master key/);
  });

  it('lets the first of two keys for one child stand, and none once it was erased', async () => {
    const keys = new PostgresChildKeys(pool());
    const [one, two] = [Buffer.from('one'), Buffer.from('two')];
    expect(await keys.find(['K'])).toEqual(new Map());
    await Promise.all([keys.add(new Map([['K', one]])), keys.add(new Map([['K', two]]))]);
    const standing = (await keys.find(['K'])).get('K');
    expect([one, two]).toContainEqual(standing);
    await keys.markErased(['K', 'L']);
    expect(await keys.find(['K', 'L'])).toEqual(
      new Map([
        ['K', standing],
        ['L', null],
      ]),
    );
    expect([await keys.destroy('K'), await keys.destroy('K'), await keys.destroy('L')]).toEqual([true, false, false]);
    expect(await keys.add(new Map([['K', two]]))).toEqual(new Map([['K', null]]));
  });

  it('lets two processes hold the same streams one after the other', async () => {
    const [one, two] = [new PostgresIntents(pool(), pool()), new PostgresIntents(pool(), pool())];
    let inside = 0;
    const work = async () => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
    };
    const orders = [['A', 'B'], ['B', 'C', 'A'], ['A'], ['C', 'A']];
    await Promise.all(orders.map((streams, i) => (i % 2 === 0 ? one : two).holding(streams, work)));
  });

  it('stores nothing to several streams when the note of it cannot be kept', async () => {
    const server = await stores.server();
    const store = await open(server.url);
    const admin = pool();
    await admin.query('alter table log.append_intent rename to append_intent_away');
    await expect(store.append(toAll())).rejects.toThrow(/append_intent/);
    await admin.query('alter table log.append_intent_away rename to append_intent');
    expect(await store.lastPosition()).toBe(0);
    await store.append(toAll());
    expect(await store.readAll(0, 10)).toHaveLength(3);
  });
});
