import { plainDate } from '#calendar/plain-date';
import { childStream } from '#event-store/event-store';
import { grouped } from '#projecting/linked-events';
import { positionsOf } from '#projecting/checkpoints';
import { Projector } from '#projecting/projector';
import { readingModel } from '#projecting/reading';
import { verify } from '#projecting/verify';
import { measures, projections } from '#projections/index';
import { simulate } from '#simulation/simulate';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';
import { atOnePosition } from './snapshot.ts';

describe('a snapshot at one position, while two projectors share the children', () => {
  let stores: EmptyStores;
  let projectors: readonly Projector[];

  beforeAll(async () => {
    stores = await emptyStores(readingModel(projections, measures));
    const { store, database, model } = stores;
    projectors = [new Projector(store, database, model), new Projector(store, database, model)];
    for (const projector of projectors) projector.start();
  });
  afterAll(async () => {
    await Promise.all((projectors ?? []).map((projector) => projector.stop()));
    await stores?.close();
  });

  it('has every shard at it, and the projectors go on as if nothing had been', async () => {
    const { store, database, model } = stores;
    const owners = async () => {
      const rows = await database.query(`select distinct owner from reading.checkpoint where owner is not null`);
      return rows.length;
    };
    while ((await owners()) < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    const events = [...simulate({ children: 20, seed: 3, from: plainDate('2026-05-01') })];
    let wasApart = false;
    for (let at = 0; at < events.length; at += 40) {
      const writes = grouped(events.slice(at, at + 40), (event) => event.childId).map((own) => ({
        stream: childStream(own[0]!.childId),
        expectedVersion: 'any' as const,
        events: own,
      }));
      await store.append(writes, { trustRecordedAt: true });
      wasApart ||= new Set((await positionsOf(database)).values()).size > 1;
      const { position, answer } = await atOnePosition(stores, (sql) => positionsOf(sql));
      expect(new Set(answer.values())).toEqual(new Set([position]));
    }
    expect(wasApart).toBe(true);
    for (const projector of projectors) expect(await projector.reached(await store.lastPosition(), 20_000)).toBe(true);
    expect((await verify(store, database, model)).disagreements).toEqual([]);
  }, 60_000);
});
