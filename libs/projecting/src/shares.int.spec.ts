import { measures, projections } from '#projections/index';
import { testDatabase } from '#testing/test-database';
import { positionsOf } from './checkpoints.ts';
import { checkpoint, prepareReading, readingModel } from './reading.ts';
import { ReadingDatabase } from './reading-database.ts';
import { everyShard } from './shards.ts';
import { Shares } from './shares.ts';

describe('the shards of the read model', () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let database: ReadingDatabase;

  beforeAll(async () => {
    test = await testDatabase();
    database = await ReadingDatabase.connect(test.url);
  });
  afterAll(async () => {
    await database?.close();
    await test?.drop();
  });

  it('all stand where the one checkpoint of an older version stood, without a rebuild', async () => {
    const model = readingModel(projections, measures);
    await prepareReading(database, model);
    await database.query(`
      drop table reading.checkpoint; drop table reading.projecting_process;
      create table reading.checkpoint (only_row boolean primary key default true check (only_row), position bigint not null);
      insert into reading.checkpoint (position) values (4711)`);
    expect(await prepareReading(database, model)).toEqual([]);
    expect(await positionsOf(database)).toEqual(new Map(everyShard.map((shard) => [shard, 4711])));
    expect(await checkpoint(database)).toBe(4711);
    expect(await prepareReading(database, model)).toEqual([]);
    expect((await positionsOf(database)).size).toBe(16);
  });

  it('are divided among those who last, and go to the rest when one lets go or says nothing any more', async () => {
    const [one, two, three, brief] = [0, 1, 2, 3].map(() => new Shares(database)) as [Shares, Shares, Shares, Shares];
    expect((await one.settle(false)).size).toBe(16);
    expect((await brief.settle(false)).size).toBe(0);
    expect((await one.settle(true)).size).toBe(16); // one that only catches up is given nothing
    expect((await two.settle(true)).size).toBe(0);
    expect((await one.settle(true)).size).toBe(8);
    expect((await two.settle(true)).size).toBe(8);
    await three.settle(true);
    for (const shares of [one, two]) expect((await shares.settle(true)).size).toBe(6);
    expect((await three.settle(true)).size).toBe(4);
    await two.release();
    await one.settle(true);
    expect((await three.settle(true)).size).toBe(8);
    await database.query(`update reading.projecting_process set until = now() where name = $1`, [one.owner]);
    expect((await three.settle(true)).size).toBe(16);
    expect((await one.settle(true)).size).toBe(0);
  });
});
