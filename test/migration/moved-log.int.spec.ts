import { instantFromEpochMilliseconds } from '#calendar/instant';
import { plainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import type { NewEvent } from '#case-flow/event';
import type { EventStore } from '#event-store/event-store';
import { InMemoryEventStore } from '#event-store/in-memory-event-store';
import { InMemoryChildKeys } from '#event-store/kurrentdb/child-keys';
import { InMemoryIntents } from '#event-store/kurrentdb/intents';
import { KurrentEventStore } from '#event-store/kurrentdb/kurrent-event-store';
import { checkpoint, prepareReading } from '#projecting/reading';
import { rebuild } from '#projecting/rebuild';
import { verify } from '#projecting/verify';
import { reportDefinition } from '#reporting/definitions';
import { formats } from '#reporting/formats';
import { simulate } from '#simulation/simulate';
import { freezeReport } from '#waymark/freeze-report';
import { frozenReports, knowledgeOf } from '#waymark/frozen-reports';
import { migrateStore } from '#waymark/migration/migrate-store';
import { leaveOtherLog } from '#waymark/migration/other-log';
import { reproduceReport } from '#waymark/reproduce-report';
import { restatedReport } from '#waymark/restated-report';
import { startProtocolServer, type ProtocolServer } from '../kurrentdb/protocol-server.ts';
import { emptyStores, record, type Stores } from '../time-travel/authority.ts';

const asAt = plainDate('2026-09-30');
const now = () => instantFromEpochMilliseconds(Date.now());

/** Every frozen report as it prints, where it was answered from, and what has moved in it since. */
async function told(stores: Pick<Stores, 'database' | 'model'> & { readonly store: EventStore }) {
  return Promise.all(
    (await frozenReports(stores.store)).map(async (frozen) => {
      const { report, from, differences } = await reproduceReport(stores, frozen, reportDefinition);
      const { position: _, ...restated } = await restatedReport(stores, frozen, reportDefinition);
      const printed = [formats.text, formats.json, formats.html].map(({ write }) =>
        Buffer.from(write(report)).toString(),
      );
      return {
        id: frozen.id,
        from,
        differences,
        printed,
        restated: JSON.parse(JSON.stringify(restated, withoutPositions)) as object,
      };
    }),
  );
}

const withoutPositions = (key: string, value: unknown) => (key === 'position' ? undefined : value);

describe('reports that were given out before the log moved', () => {
  let stores: Stores;
  let server: ProtocolServer;
  let kurrent: EventStore;
  let beforeTheMove: Awaited<ReturnType<typeof told>>;

  const move = (from: EventStore, to: EventStore) =>
    migrateStore({
      from: { store: from, name: 'the source', appendsInOrder: from !== kurrent },
      to: { store: to, name: 'the target', appendsInOrder: to !== kurrent },
      besideSource: stores.database,
      besideTarget: stores.database,
    });
  const switchTo = async (store: EventStore) => {
    expect(await leaveOtherLog(store, stores.database)).toBe(true);
    expect(await leaveOtherLog(store, stores.database)).toBe(false);
    await prepareReading(stores.database, stores.model);
    await rebuild(store, stores.database, stores.model);
    expect(await checkpoint(stores.database)).toBe(await store.lastPosition());
    return { ...stores, store };
  };

  beforeAll(async () => {
    stores = await emptyStores();
    server = await startProtocolServer();
    kurrent = await KurrentEventStore.open({
      url: server.url,
      masterKey: Buffer.alloc(32, 7),
      keys: new InMemoryChildKeys(),
      intents: new InMemoryIntents(),
    });
    const all = [...simulate({ children: 5, seed: 23 })];
    await record(stores.store, all.slice(0, -100), true);
    await rebuild(stores.store, stores.database, stores.model);
    await leaveOtherLog(stores.store, stores.database);
    await freezeReport(stores, { definition: reportDefinition('quarterly-report', asAt)!, asAt }, now);
    // An import with earlier instants of recording: from now on the position alone tells what was known.
    const imported = all.slice(0, 80).map((event): NewEvent => ({
      ...event,
      eventId: uuidOf(`imported ${event.eventId}`),
      ...(event.childId === '' ? {} : { childId: `${event.childId}X` }),
    }));
    await record(
      stores.store,
      imported.filter(({ childId }) => childId !== ''),
      true,
    );
    await rebuild(stores.store, stores.database, stores.model);
    beforeTheMove = await told(stores);
  }, 120_000);
  afterAll(async () => {
    await kurrent?.close();
    await server?.stop();
    await stores?.close();
  });

  it('print the same to the byte afterwards, in a log with other positions, and so does what has moved since', async () => {
    expect(beforeTheMove).toMatchObject([{ from: 'log', differences: [] }]);
    const { differences, source } = await move(stores.store, kurrent);
    expect(differences).toEqual([]);
    const moved = await switchTo(kurrent);
    expect(await told(moved)).toEqual(beforeTheMove);
    const [frozen] = await frozenReports(kurrent);
    expect((await knowledgeOf(moved, frozen!)).position).toBeGreaterThan(source.events);
  });

  it('are not asked of the log that was left behind, nor of an empty one', async () => {
    await expect(leaveOtherLog(stores.store, stores.database)).rejects.toThrow(
      /was moved to the target.*move the log back/,
    );
    const empty = new InMemoryEventStore();
    await expect(leaveOtherLog(empty, stores.database)).rejects.toThrow(
      /The event store is empty, but the read models/,
    );
    expect(await leaveOtherLog(kurrent, stores.database)).toBe(false);
  });

  it('print the same when the log has moved back, with those that were given out in between', async () => {
    const inBetween = { ...stores, store: kurrent };
    await freezeReport(inBetween, { definition: reportDefinition('monthly-scorecard', asAt)!, asAt }, now);
    const printed = await told(inBetween);
    expect(printed).toHaveLength(2);
    expect(await move(kurrent, stores.store)).toMatchObject({ copied: 1, differences: [] });
    const back = await switchTo(stores.store);
    expect(await told(back)).toEqual(printed);
    const positions = await Promise.all((await frozenReports(stores.store)).map((one) => knowledgeOf(back, one)));
    expect(positions[0]!.position).toBe((await frozenReports(stores.store))[0]!.position);
    expect(positions[1]!.position).toBeLessThanOrEqual(await stores.store.lastPosition());
    expect((await verify(stores.store, stores.database, stores.model)).disagreements).toEqual([]);
  });
});
