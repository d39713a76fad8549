import { childStream } from '#event-store/event-store';
import { measures, projections } from '#projections/index';
import { grouped } from './linked-events.ts';
import { aloneRebuilding } from './one-rebuild.ts';
import { prepareReading, readingModel } from './reading.ts';
import { rebuild } from './rebuild.ts';
import { verify } from './verify.ts';
import { simulate } from '#simulation/simulate';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';

const model = readingModel(projections, measures);

describe('rebuilding', () => {
  let stores: EmptyStores;
  let store: EmptyStores['store'];
  let database: EmptyStores['database'];

  beforeAll(async () => {
    stores = await emptyStores(model);
    ({ store, database } = stores);
    const events = [...simulate({ children: 8, seed: 2 })];
    const appends = grouped(events, ({ childId }) => childId).map((own) => ({
      stream: childStream(own[0]!.childId),
      expectedVersion: 'any' as const,
      events: own,
    }));
    await store.append(appends, { trustRecordedAt: true });
  });

  afterAll(() => stores?.close());

  const isThere = async () => {
    const [row] = await database.query<{ there: string | null }>(`select to_regnamespace('reading_rebuilt') as there`);
    return row!.there !== null;
  };

  it('waits for another that is under way, so that neither fills the tables of the other', async () => {
    let waited = 0;
    const waiting = () => void waited++;
    const all = Array.from({ length: 3 }, () => rebuild(store, database, model, { waiting }));
    const position = await store.lastPosition();
    expect(await Promise.all(all)).toEqual([position, position, position]);
    expect(waited).toBe(2);
    expect((await verify(store, database, model)).disagreements).toEqual([]);
  });

  it('does nothing where the one waited for has done what was due', async () => {
    await database.query(`update reading.projection set fingerprint = 'of an earlier version' where name = 'contacts'`);
    const [due] = await prepareReading(database, model);
    expect(due?.name).toBe('contacts');
    const isDone = async () => (await prepareReading(database, model)).length === 0;
    const all = Array.from({ length: 3 }, () => rebuild(store, database, model, { only: [due!], isDone }));
    const folded = (await Promise.all(all)).toSorted((a, b) => a - b);
    expect(folded).toEqual([0, 0, await store.lastPosition()]);
  });

  it('leaves nothing beside the read models when it fails', async () => {
    const failing = rebuild(store, database, model, {
      progress: () => {
        throw new Error('Cancelled.');
      },
    });
    await expect(failing).rejects.toThrow('Cancelled.');
    expect(await isThere()).toBe(false);
    expect((await verify(store, database, model)).disagreements).toEqual([]);
  });

  it('that was killed has its tables cleared away by the next program that starts, but not one that is under way', async () => {
    await aloneRebuilding(stores.databaseUrl, async () => {
      await database.query('create schema reading_rebuilt');
      await prepareReading(database, model);
      expect(await isThere()).toBe(true);
    });
    await prepareReading(database, model);
    expect(await isThere()).toBe(false);
  });

  it('does not switch once the connection that keeps others away is lost', async () => {
    const cut = `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and objid = 7233002 and granted
      and database = (select oid from pg_database where datname = current_database())`;
    const losing = aloneRebuilding(stores.databaseUrl, async (stillAlone) => {
      stillAlone();
      await database.query(cut);
      await new Promise((resolve) => setTimeout(resolve, 100));
      stillAlone();
    });
    await expect(losing).rejects.toThrow('The connection that keeps other rebuilds away was lost');
  });
});
