import { uuidOf } from '#case-flow/decide';
import type { NewEvent } from '#case-flow/event';
import { instant } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { childStream, type Append, type EventStore, type StoredEvent, type Stream } from '#event-store/event-store';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { openBesidePostgres } from '#event-store/kurrentdb/beside-the-log';
import type { KurrentEventStore } from '#event-store/kurrentdb/kurrent-event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { ReadingDatabase } from '#projecting/reading-database';
import { testDatabase, type TestDatabase } from '#testing/test-database';
import fc from 'fast-check';
import pg from 'pg';
import { startProtocolServer, type ProtocolServer } from '../kurrentdb/protocol-server.ts';
import type { LogSide } from '#waymark/migration/copy-log';
import { migrateStore } from '#waymark/migration/migrate-store';
import { positionNow } from '#waymark/migration/position-now';

const KEYS = { source: Buffer.alloc(32, 1), target: Buffer.alloc(32, 2) };

const event = (childId: string, name: string, details?: string): NewEvent => ({
  eventId: uuidOf(`${childId} ${name}`),
  type: 'CaseNoteRecorded',
  childId,
  occurredOn: plainDate('2026-03-01'),
  recordedAt: instant('2026-03-02T09:30:00.123Z'),
  recordedBy: 'w-17',
  data: { name, list: [1, 2.5, null], 'ß "odd"': { deep: true } },
  ...(details === undefined ? {} : { personal: { details } }),
});

const write = (stream: Stream, expectedVersion: Append['expectedVersion'], ...events: NewEvent[]): Append => ({
  stream,
  expectedVersion,
  events,
});

/** A log of three children, one of them erased, and the streams of a team and an authority. */
async function fillSome(store: EventStore): Promise<void> {
  for (let round = 0; round < 40; round++)
    for (const child of ['A-1', 'B-2', 'C-3'])
      await store.append(
        [
          write(
            childStream(child),
            round,
            event(child, `note ${round}`, round % 3 === 0 ? `said ${round}` : undefined),
          ),
        ],
        { trustRecordedAt: true },
      );
  await store.append([
    write('team-EAST', 'no-stream', event('', 'a team')),
    write('authority-330', 0, event('', 'us')),
  ]);
  await store.append(
    [write(childStream('A-1'), 'any', { ...event('A-1', 'late'), recordedAt: instant('2020-01-01T00:00:00.000Z') })],
    {
      trustRecordedAt: true,
    },
  );
  await store.erase('B-2');
}

const withoutPosition = ({ position: _, ...event }: StoredEvent) => event;
const everything = (store: EventStore): Promise<StoredEvent[]> => store.readAll(0, 10_000, { withPersonal: true });

/** The event store, dying at the append whose turn has come: before it, or after it with the answer lost. */
function dyingAt(store: EventStore, turn: number, isStored: boolean): EventStore {
  let appends = 0;
  return new Proxy(store, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      if (name !== 'append') return typeof own === 'function' ? (own.bind(target) as unknown) : own;
      return async (...asked: Parameters<EventStore['append']>) => {
        if (++appends < turn) return target.append(...asked);
        if (isStored) await target.append(...asked);
        throw new Error('killed');
      };
    },
  });
}

describe('a log moved to another store', () => {
  let beside: ReadingDatabase;
  let databases: TestDatabase[] = [];
  let stores: EventStore[] = [];
  const side = (store: EventStore, name: string, appendsInOrder = true): LogSide => ({ store, name, appendsInOrder });
  const asked = (from: EventStore, to: EventStore, appendsInOrder = true) => ({
    from: side(from, 'the source'),
    to: side(to, 'the target', appendsInOrder),
    besideSource: beside,
    besideTarget: beside,
  });

  beforeEach(async () => {
    const database = await testDatabase();
    databases = [database];
    stores = [await PostgresEventStore.open({ url: database.url, masterKey: KEYS.target })];
    beside = await ReadingDatabase.connect(database.url, 2);
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await beside.close();
    for (const database of databases) await database.drop();
  });

  const inMemory = () => {
    const store = new InMemoryEventStore({ masterKey: KEYS.source });
    stores.push(store);
    return store;
  };

  it('is the same in ids, order, versions, instants, details and hash, under keys of its own', async () => {
    const [source, target] = [inMemory(), stores[0]!];
    await fillSome(source);
    const moved = await migrateStore(asked(source, target));
    expect(moved).toMatchObject({ copied: 123, differences: [], isStillGrowing: false, erased: 0 });
    expect(moved.source).toEqual(moved.target);
    expect(moved.source).toMatchObject({ events: 123, streams: 5 });
    expect(await everything(target)).toEqual(await everything(source));
    const details = (await target.readStream(childStream('C-3'), { withPersonal: true })).map(
      ({ personal }) => personal,
    );
    expect(details.slice(0, 2)).toEqual([{ details: 'said 0' }, undefined]);
  });

  it('keeps an erased child erased: told as erased, without details, and open to no new ones', async () => {
    const [source, target] = [inMemory(), stores[0]!];
    await fillSome(source);
    await migrateStore(asked(source, target));
    const details = (await target.readStream(childStream('B-2'), { withPersonal: true })).map(
      ({ personal }) => personal,
    );
    expect(details.slice(0, 4)).toEqual([null, undefined, undefined, null]);
    const more = target.append([write(childStream('B-2'), 'any', event('B-2', 'new', 'a name'))]);
    await expect(more).rejects.toThrow(/personal details of the child B-2 were erased/);
  });

  it('erases in the target a child that the source has erased since', async () => {
    const [source, target] = [inMemory(), stores[0]!];
    await fillSome(source);
    await migrateStore(asked(source, target));
    await source.erase('C-3');
    expect(await migrateStore(asked(source, target))).toMatchObject({ copied: 0, erased: 1, differences: [] });
    expect(await everything(target)).toEqual(await everything(source));
  });

  it('follows what has come since, and says when somebody still writes', async () => {
    const [source, target] = [inMemory(), stores[0]!];
    await fillSome(source);
    await migrateStore(asked(source, target));
    await source.append([write(childStream('C-3'), 40, event('C-3', 'after'))]);
    expect(await migrateStore(asked(source, target))).toMatchObject({
      copied: 1,
      differences: [],
      isStillGrowing: false,
    });
    expect(await migrateStore(asked(source, target))).toMatchObject({ copied: 0, differences: [] });
    const busy = asked(source, target);
    const grow = () => void source.append([write(childStream('C-3'), 'any', event('C-3', `${Math.random()}`))]);
    expect(await migrateStore(busy, { verifying: grow })).toMatchObject({ differences: [], isStillGrowing: true });
  });

  it('killed at any append, with the answer lost or not, it goes on and doubles nothing', async () => {
    const source = inMemory();
    await fillSome(source);
    const wanted = await everything(source);
    const turns = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.boolean()), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(turns, async (deaths) => {
        const target = new InMemoryEventStore({ masterKey: KEYS.target });
        for (const [turn, isStored] of deaths)
          await migrateStore(asked(source, dyingAt(target, turn, isStored), false)).catch((error: Error) =>
            expect(error.message).toBe('killed'),
          );
        expect(await migrateStore(asked(source, target, false))).toMatchObject({ differences: [] });
        expect(await everything(target)).toEqual(wanted);
        await beside.query('truncate log.move, log.moved_position');
      }),
      { numRuns: 8 },
    );
  });

  it('is refused where the target holds events of its own, and nothing is written', async () => {
    const [source, target] = [inMemory(), stores[0]!];
    await fillSome(source);
    await target.append([write('team-WEST', 'no-stream', event('', 'another'))]);
    await expect(migrateStore(asked(source, target))).rejects.toThrow(
      /the target holds an event of its own at position 1 \(CaseNoteRecorded of team-WEST\)/,
    );
    expect(await target.lastPosition()).toBe(1);
  });

  it('is refused again when somebody wrote to the target after the copy', async () => {
    const [source, target] = [inMemory(), stores[0]!];
    await fillSome(source);
    await migrateStore(asked(source, target));
    await target.append([write('team-WEST', 'no-stream', event('', 'another'))]);
    await expect(migrateStore(asked(source, target))).rejects.toThrow(
      /an event of its own at position 124.*the source ends/,
    );
  });

  describe('between PostgreSQL and KurrentDB', () => {
    let server: ProtocolServer;
    let kurrent: KurrentEventStore;
    beforeEach(async () => {
      server = await startProtocolServer();
      // The keys stand in the same PostgreSQL: an installation that moves keeps its database.
      kurrent = await openBesidePostgres({ url: server.url, masterKey: KEYS.target, databaseUrl: databases[0]!.url });
    });
    afterEach(async () => {
      await kurrent.close();
      await server.stop();
    });

    it('goes there and back with all that came in between, and erased children stay erased', async () => {
      const postgres = stores[0]!;
      await fillSome(postgres);
      const there = await migrateStore(asked(postgres, kurrent, false));
      expect(there).toMatchObject({ copied: 123, differences: [] });
      expect(there.source).toEqual(there.target);
      expect((await everything(kurrent)).map(withoutPosition)).toEqual(
        (await everything(postgres)).map(withoutPosition),
      );
      await kurrent.append([write(childStream('C-3'), 40, event('C-3', 'in between', 'said later'))]);
      await kurrent.erase('A-1');
      const back = await migrateStore(asked(kurrent, postgres));
      expect(back).toMatchObject({ copied: 1, differences: [] });
      expect((await everything(postgres)).map(withoutPosition)).toEqual(
        (await everything(kurrent)).map(withoutPosition),
      );
      expect((await postgres.readStream(childStream('A-1'), { withPersonal: true }))[0]).toMatchObject({
        personal: null,
      });
    });

    it('tells every position of every log it has been through, in a database of its own too', async () => {
      const postgres = stores[0]!;
      await fillSome(postgres);
      await migrateStore(asked(postgres, kurrent, false));
      const moved = (await everything(kurrent)).map(({ position }) => position);
      for (const [i, position] of moved.entries())
        expect(await positionNow({ store: kurrent, database: beside }, i + 1, moved.at(-1)!)).toBe(position);

      const { position: native } = await kurrent.append([
        write(childStream('C-3'), 40, event('C-3', 'recorded there')),
      ]);
      const database = await testDatabase();
      databases.push(database);
      const [other, elsewhere] = [
        await PostgresEventStore.open({ url: database.url, masterKey: KEYS.target }),
        await ReadingDatabase.connect(database.url, 2),
      ];
      stores.push(other);
      await migrateStore({ ...asked(kurrent, other), besideTarget: elsewhere });
      const there = { store: other, database: elsewhere };
      expect(await positionNow(there, 50, 60)).toBe(50); // named by an event of the first log
      expect(await positionNow(there, moved[49]!, 124)).toBe(50); // and by one of the second, which is the last of the third
      expect(await positionNow(there, native - 1, 124)).toBe(123); // between two events: those up to it are the same
      await other.append([write('team-WEST', 'no-stream', event('', 'recorded in the third'))]);
      expect(await positionNow(there, 77, 125)).toBe(77);
      await elsewhere.close();
    });

    it('goes on after it was killed on the way there', async () => {
      const postgres = stores[0]!;
      await fillSome(postgres);
      for (const [turn, isStored] of [
        [20, true],
        [30, false],
      ] as const)
        await expect(migrateStore(asked(postgres, dyingAt(kurrent, turn, isStored), false))).rejects.toThrow('killed');
      expect(await migrateStore(asked(postgres, kurrent, false))).toMatchObject({ differences: [] });
      expect((await everything(kurrent)).map(withoutPosition)).toEqual(
        (await everything(postgres)).map(withoutPosition),
      );
    });
  });

  it('names every event that was tampered with in the target, and which part of it', async () => {
    const [source, target] = [inMemory(), stores[0]!];
    await fillSome(source);
    await migrateStore(asked(source, target));
    const client = new pg.Client({ connectionString: databases[0]!.url });
    await client.connect();
    await client.query(`alter table log.event disable trigger events_never_change;
      update log.event set data = data || '{"name": "other"}' where position = 5;
      update log.event set recorded_at = recorded_at + interval '1 ms' where position = 7;
      update log.event set meta = meta || '{"recordedBy": "nobody"}' where position = 9;
      update log.event set occurred_on = occurred_on + 1 where position = 11;
      update log.moved_position set to_position = 1000 where from_position = 12`);
    await client.end();
    const { differences, source: here, target: there } = await migrateStore(asked(source, target));
    expect(differences.toSorted()).toEqual([
      'Event 2 of child-B-2 (CaseNoteRecorded) differs in data.',
      'Event 3 of child-A-1 (CaseNoteRecorded) differs in recordedAt.',
      'Event 3 of child-C-3 (CaseNoteRecorded) differs in recordedBy.',
      'Event 4 of child-B-2 (CaseNoteRecorded) differs in occurredOn.',
      'Where position 12 of the source went is not on record rightly.',
    ]);
    expect(here.inOrder).not.toBe(there.inOrder);
    expect(here.byStream).not.toBe(there.byStream);
  });
});
