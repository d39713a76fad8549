import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { describeEventStore, someEvent, toChild } from '#testing/event-store-contract';
import { lossyProxy } from '#testing/lossy-proxy';
import { testDatabase, type TestDatabase } from '#testing/test-database';
import { childStream, Conflict, OutcomeUnknown, Unavailable, Unstorable, type StoredEvent } from './event-store.ts';
import { InMemoryEventStore } from './in-memory-event-store.ts';
import { PostgresEventStore, type PostgresOptions } from './postgres-event-store.ts';

const masterKey = randomBytes(32);
let database: TestDatabase;
let url: string;
let sql: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  url = database.url;
  await (await PostgresEventStore.open({ url, masterKey })).close();
  sql = new pg.Client({ connectionString: url });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});
beforeEach(empty);

async function empty(): Promise<void> {
  await sql.query(`truncate log.event, log.child_key; update log.head set position = 0, recorded_at = 'epoch'`);
}

describeEventStore('the PostgreSQL event store', (options) => PostgresEventStore.open({ url, masterKey, ...options }), {
  isDense: true,
});

describe('the PostgreSQL event store, as a database', () => {
  let store: PostgresEventStore;
  let other: PostgresEventStore;

  const open = (options: Partial<PostgresOptions> = {}) => PostgresEventStore.open({ url, masterKey, ...options });
  const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
  const positions = (events: readonly StoredEvent[]) => events.map((event) => event.position);
  const until = async (condition: () => boolean | Promise<boolean>) => {
    while (!(await condition())) await new Promise((pause) => setTimeout(pause, 5));
  };

  beforeEach(async () => {
    [store, other] = await Promise.all([open(), open()]);
  });
  afterEach(() => Promise.all([store.close(), other.close()]));

  it('can be migrated again and again, by many at once, from nothing', async () => {
    const fresh = await testDatabase();
    const stores = await Promise.all(oneTo(5).map(() => open({ url: fresh.url })));
    await stores[0]!.append([toChild('C1', 0, someEvent('C1'))]);
    const late = await open({ url: fresh.url });
    expect(await late.lastPosition()).toBe(1);
    await Promise.all([late, ...stores].map((each) => each.close()));
    await fresh.drop();
  });

  it('keeps to the master key it was first given', async () => {
    await expect(open({ masterKey: randomBytes(32) })).rejects.toThrow(/another master key/);
  });

  it('does not let events be changed or deleted', async () => {
    await store.append([toChild('C1', 0, someEvent('C1'))]);
    await expect(sql.query(`update log.event set data = '{}'`)).rejects.toThrow(/never changed/);
    await expect(sql.query('delete from log.event')).rejects.toThrow(/never changed/);
  });

  it('never skips what a slow transaction commits late', async () => {
    const seen: StoredEvent[] = [];
    const subscription = store.subscribe(0, async (batch) => void seen.push(...batch), { pollMilliseconds: 5 });
    await sql.query('begin');
    await sql.query('select from log.head for update');
    await sql.query(
      `insert into log.event (position, event_id, stream, version, type, child_id, occurred_on, recorded_at, meta, data)
       values (1, $1, 'child-C1', 1, 'ReferralReceived', 'C1', '2015-06-10', now(), '{}', '{}')`,
      [randomUUID()],
    );
    const later = [store, other].map((each) => each.append([toChild('C1', 'any', someEvent('C1'))]));
    await new Promise((pause) => setTimeout(pause, 100));
    expect(await store.readAll(0, 10)).toEqual([]);
    await sql.query('update log.head set position = 1');
    await sql.query('commit');
    expect((await Promise.all(later)).map(({ position }) => position).sort()).toEqual([2, 3]);
    await until(() => seen.length === 3);
    expect(positions(seen)).toEqual([1, 2, 3]);
    await subscription.stop();
  });

  it('gives two processes that write at once one order without gaps, and conflicts where they collide', async () => {
    const seen: StoredEvent[] = [];
    const subscription = other.subscribe(0, async (batch) => void seen.push(...batch));
    const write = (each: PostgresEventStore, i: number) =>
      each.append([toChild(`C${i}`, 'no-stream', someEvent(`C${i}`))]).then(
        () => 'stored',
        (error: unknown) => (error instanceof Conflict ? 'conflict' : Promise.reject(error as Error)),
      );
    const outcomes = await Promise.all(oneTo(1000).flatMap((i) => [write(store, i), write(other, i)]));
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1000);
    await until(() => seen.length === 1000);
    expect(positions(seen)).toEqual(oneTo(1000));
    await subscription.stop();
  });

  it('answers each append of one transaction for itself: repeats and lost races cost their neighbours nothing', async () => {
    const stored = oneTo(10).map((i) => toChild(`C${i}`, 0, someEvent(`C${i}`)));
    await store.append(stored);
    const repeats = stored.map((write) => store.append([write]));
    const races = oneTo(10).map((i) => store.append([toChild(`C${i}`, 0, someEvent(`C${i}`))]));
    const others = oneTo(100).map((i) => store.append([toChild(`N${i}`, 0, someEvent(`N${i}`))]));
    expect((await Promise.all(repeats)).map(({ position, repeated }) => [position, repeated])).toEqual(
      oneTo(10).map((i) => [i, true]),
    );
    for (const race of await Promise.allSettled(races)) expect(race).toMatchObject({ reason: expect.any(Conflict) });
    expect((await Promise.all(others)).map(({ position }) => position)).toEqual(oneTo(100).map((i) => i + 10));
    const { rows } = await sql.query('select count(distinct xmin::text)::integer as n from log.event');
    expect(rows).toEqual([{ n: 2 }]); // the first append, and one for all that came in the same breath
  });

  it('fails only the append whose content the database refuses', async () => {
    await sql.query(`alter table log.event add constraint picky check (child_id <> 'C5') not valid`);
    const outcomes = await Promise.allSettled(
      oneTo(9).map((i) => store.append([toChild(`C${i}`, 0, someEvent(`C${i}`))])),
    );
    const failed = outcomes.flatMap((outcome, i) => (outcome.status === 'rejected' ? [[i + 1, outcome.reason]] : []));
    expect(failed).toEqual([[5, expect.any(Unstorable)]]);
    expect(positions(await store.readAll(0, 100))).toEqual(oneTo(8));
    await sql.query('alter table log.event drop constraint picky');
  });

  it('says that nothing was stored when another process keeps the lock', async () => {
    const hasty = await open({ lockMilliseconds: 50 });
    await sql.query('begin');
    await sql.query('select from log.head for update');
    const refused = hasty.append([toChild('C1', 0, someEvent('C1'))]);
    await expect(refused).rejects.toBeInstanceOf(Unavailable);
    await expect(refused).rejects.toThrow(/busy.*Nothing was changed/);
    await sql.query('rollback');
    expect(await hasty.append([toChild('C1', 0, someEvent('C1'))])).toMatchObject({ position: 1 });
    await hasty.close();
  });

  it('says that nothing was stored when there is no server', async () => {
    const nowhere = new PostgresEventStore({ url: 'postgres://x:y@127.0.0.1:1/z', masterKey });
    const refused = nowhere.append([toChild('C1', 0, someEvent('C1'))]);
    await expect(refused).rejects.toBeInstanceOf(Unavailable);
    await expect(refused).rejects.toThrow(/ECONNREFUSED.*Nothing was changed/);
    await expect(nowhere.readAll(0, 1)).rejects.toBeInstanceOf(Unavailable);
    await nowhere.close();
  });

  it('says that the outcome is unknown when the reply to a commit is lost, and sending again is safe', async () => {
    const proxy = await lossyProxy(url);
    const far = await open({ url: proxy.url });
    const write = toChild('C1', 'no-stream', someEvent('C1'));
    proxy.loseReplyTo('commit\0');
    await expect(far.append([write])).rejects.toBeInstanceOf(OutcomeUnknown);
    await until(async () => (await store.lastPosition()) === 1);
    expect(await far.append([write])).toMatchObject({ repeated: true, position: 1, versions: { 'child-C1': 1 } });
    await far.close();
    await proxy.close();
  });

  it('says that nothing was stored when the connection breaks before the commit', async () => {
    const proxy = await lossyProxy(url);
    const far = await open({ url: proxy.url });
    proxy.loseReplyTo('from log.head for update');
    await expect(far.append([toChild('C1', 0, someEvent('C1'))])).rejects.toBeInstanceOf(Unavailable);
    expect(await store.append([toChild('C1', 0, someEvent('C1'))])).toMatchObject({ position: 1 });
    await far.close();
    await proxy.close();
  });

  it('loses nothing acknowledged and writes nothing by halves when its connections are killed again and again', async () => {
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity
                  where datname = current_database() and application_name = 'waymark event store'`;
    let running = true;
    const killer = (async () => {
      while (running) {
        await sql.query(kill);
        await new Promise((pause) => setTimeout(pause, 15));
      }
    })();
    const seen: StoredEvent[] = [];
    const subscription = other.subscribe(0, async (batch) => void seen.push(...batch));
    let broken = 0;
    const persistently = async (i: number) => {
      const write = [toChild(`A${i}`, 0, someEvent(`A${i}`)), toChild(`B${i}`, 0, someEvent(`B${i}`))];
      for (;;) {
        try {
          return await store.append(write);
        } catch (error) {
          if (!(error instanceof Unavailable) && !(error instanceof OutcomeUnknown)) throw error;
          broken++;
        }
      }
    };
    for (const batch of oneTo(40)) await Promise.all(oneTo(5).map((i) => persistently(batch * 10 + i)));
    running = false;
    await killer;
    expect(broken).toBeGreaterThan(0);
    await until(() => seen.length >= 400);
    expect(positions(seen)).toEqual(oneTo(400));
    expect(new Set(seen.map((event) => event.stream)).size).toBe(400);
    await subscription.stop();
  });

  it('listens again after the listening connection was killed', async () => {
    const seen: StoredEvent[] = [];
    const subscription = other.subscribe(0, async (batch) => void seen.push(...batch), { pollMilliseconds: 60_000 });
    const listeners = `from pg_stat_activity where datname = current_database() and query = 'listen waymark_log'`;
    await until(async () => (await sql.query(`select ${listeners}`)).rowCount === 1);
    await store.append([toChild('C1', 0, someEvent('C1'))]);
    await until(() => seen.length === 1);
    await sql.query(`select pg_terminate_backend(pid) ${listeners}`);
    await store.append([toChild('C1', 1, someEvent('C1'))]);
    await until(() => seen.length === 2);
    await store.append([toChild('C1', 2, someEvent('C1'))]);
    await until(() => seen.length === 3);
    await subscription.stop();
  });

  it('finds by polling what nobody was notified of', async () => {
    const seen: StoredEvent[] = [];
    const subscription = other.subscribe(0, async (batch) => void seen.push(...batch), { pollMilliseconds: 10 });
    await sql.query('begin');
    await sql.query(
      `insert into log.event (position, event_id, stream, version, type, child_id, occurred_on, recorded_at, meta, data)
       values (1, $1, 'child-C1', 1, 'ReferralReceived', 'C1', '2015-06-10', now(), '{}', '{}')`,
      [randomUUID()],
    );
    await sql.query('update log.head set position = 1');
    await sql.query('commit');
    await until(() => seen.length === 1);
    await subscription.stop();
  });

  it('ends a subscription loudly when an event is missing from the log', async () => {
    await sql.query(
      `insert into log.event (position, event_id, stream, version, type, child_id, occurred_on, recorded_at, meta, data)
       values (2, $1, 'child-C1', 1, 'ReferralReceived', 'C1', '2015-06-10', now(), '{}', '{}')`,
      [randomUUID()],
    );
    await expect(store.subscribe(0, async () => {}).done).rejects.toThrow(/from position 0 to 2: an event is missing/);
  });

  it('holds no personal detail in plain text anywhere, and after erasure none in any process', async () => {
    const personal = { familyName: 'Okonkwo-Featherstonehaugh', notes: 'lives with her aunt' };
    await store.append([toChild('C1', 0, someEvent('C1', { personal }), someEvent('C1', { personal }))]);
    const read = async (each: PostgresEventStore) =>
      (await each.readStream(childStream('C1'), { withPersonal: true })).map((event) => event.personal);
    expect(await read(other)).toEqual([personal, personal]);
    const before = await everythingAsText(sql);
    expect(before).toContain('ReferralReceived');
    for (const form of formsOf(personal.familyName)) expect(before).not.toContain(form);

    const keys = async () => (await sql.query('select wrapped_key from log.child_key')).rows;
    expect(await keys()).toEqual([{ wrapped_key: expect.any(Buffer) }]);
    expect(await store.erase('C1')).toBe(true);
    expect(await keys()).toEqual([{ wrapped_key: null }]);
    expect(await read(store)).toEqual([null, null]);
    expect(await read(other)).toEqual([null, null]);
    await expect(other.append([toChild('C1', 2, someEvent('C1', { personal }))])).rejects.toThrow(/erased/);
    const after = await everythingAsText(sql);
    for (const form of formsOf(personal.familyName)) expect(after).not.toContain(form);
    expect(await store.readAll(0, 10)).toHaveLength(2);
  });

  it('notices details that were moved to another event', async () => {
    await store.append([
      toChild('C1', 0, someEvent('C1', { personal: { a: 1 } }), someEvent('C1', { personal: { a: 2 } })),
    ]);
    await sql.query('alter table log.event disable trigger events_never_change');
    await sql.query(
      'update log.event set personal = (select personal from log.event where version = 2) where version = 1',
    );
    await expect(store.readAll(0, 10, { withPersonal: true })).rejects.toThrow(/altered or belong elsewhere/);
  });

  it('answers any sequence of appends just as its twin in memory does', async () => {
    const ids = oneTo(8).map(() => randomUUID());
    const write = fc.record({
      childId: fc.constantFrom('C1', 'C2', 'C3'),
      expected: fc.constantFrom('any' as const, 'no-stream' as const, 0, 1, 2, 3),
      events: fc.array(fc.nat({ max: ids.length - 1 }), { maxLength: 3 }),
    });
    const appends = fc.array(fc.array(write, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 12 });
    const clock = () => Date.parse('2016-04-01T09:00:00Z');
    const real = await open({ clock });
    const outcome = (answer: Promise<unknown>) => answer.catch((error: Error) => `${error.name}: ${error.message}`);
    const property = fc.asyncProperty(appends, async (sequence) => {
      await empty();
      const twin = new InMemoryEventStore({ clock });
      const writes = sequence.map((append) =>
        append.map(({ childId, expected, events }) =>
          toChild(childId, expected, ...events.map((i) => someEvent(childId, { eventId: ids[i]! }))),
        ),
      );
      const [ours, theirs] = await Promise.all(
        [real, twin].map((each) => Promise.all(writes.map((append) => outcome(each.append(append))))),
      );
      expect(ours).toEqual(theirs);
      expect(await real.readAll(0, 100)).toEqual(await twin.readAll(0, 100));
    });
    await fc.assert(property, { numRuns: 60 });
    await real.close();
  });
});

/** Every row of every table that is not PostgreSQL's own. */
async function everythingAsText(sql: pg.Client): Promise<string> {
  const { rows: tables } = await sql.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  const texts = [];
  for (const { name } of tables)
    texts.push(...(await sql.query(`select t::text from ${name} t`)).rows.map(({ t }) => t));
  return texts.join('\n');
}

const formsOf = (text: string): string[] => [
  text,
  Buffer.from(text).toString('hex'),
  Buffer.from(text).toString('base64').slice(0, 20),
];
