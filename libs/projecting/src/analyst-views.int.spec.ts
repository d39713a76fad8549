import { addMonths, endOfMonth, startOfMonth } from '#calendar/plain-date';
import { instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import type { RecordedEvent } from '#case-flow/event';
import { childStream, type StoredEvent, type Stream } from '#event-store/event-store';
import { PostgresEventStore } from '#event-store/postgres-event-store';
import { measures, projections } from '#projections/index';
import { simulate } from '#simulation/simulate';
import { simulatedWorkforce } from '#simulation/workforce';
import { testDatabase } from '#testing/test-database';
import { askMeasures } from '#waymark/questions';
import { plainBasis } from '#waymark/reference-data';
import { grouped } from './linked-events.ts';
import { ANALYST, ANALYST_ROLE, analystViews, prepareAnalystViews } from './analyst-views.ts';
import { prepareReading, readingModel } from './reading.ts';
import { ReadingDatabase } from './reading-database.ts';
import { rebuild } from './rebuild.ts';

const model = readingModel(projections, measures);
/** The views end with the month of today, so the story does too. */
const today = londonDate(instantFromEpochMilliseconds(Date.now()));
const lastMonth = endOfMonth(addMonths(startOfMonth(today), -1));
const month = { from: startOfMonth(lastMonth), to: lastMonth, asAt: lastMonth, asKnownAt: null };

const streamOf = (event: RecordedEvent): Stream =>
  event.childId === '' ? ((event as StoredEvent).stream as Stream) : childStream(event.childId);

describe("the analysts' views", () => {
  let test: Awaited<ReturnType<typeof testDatabase>>;
  let store: PostgresEventStore;
  let database: ReadingDatabase;

  beforeAll(async () => {
    test = await testDatabase();
    store = await PostgresEventStore.open({ url: test.url, masterKey: Buffer.alloc(32, 7) });
    database = await ReadingDatabase.connect(test.url);
    await prepareReading(database, model);
    const made = simulate({ children: 40, seed: 5, from: startOfMonth(addMonths(today, -14)), to: lastMonth });
    const register = simulatedWorkforce({
      children: 40,
      seed: 5,
      from: startOfMonth(addMonths(today, -14)),
      to: lastMonth,
    });
    for (const events of grouped([...register, ...made], streamOf))
      await store.append([{ stream: streamOf(events[0]!), expectedVersion: 'no-stream', events }]);
    expect(await prepareAnalystViews(database, model)).toBe(true);
    await rebuild(store, database, model);
  });
  afterAll(async () => {
    await store?.close();
    await database?.close();
    await test?.drop();
  });

  it('count what the measures count, in all, by area and by team', async () => {
    const inViews = await database.query<Record<string, string | null>>(
      `select * from ${ANALYST}.measure_results where month = $1`,
      [month.from],
    );
    const wrong: unknown[] = [];
    for (const by of ['area', 'team'] as const)
      for (const answer of await askMeasures(database, measures, { ...month, by }, plainBasis)) {
        const own = measures.find(({ id }) => id === answer.measure)!;
        const isRate = own.denominator?.kind === 'population';
        const expected = [
          { name: 'TOTAL', scope: 'authority', ...answer },
          ...answer.parts!.map((part) => ({ scope: by, ...part })),
        ];
        for (const { name, scope, numerator, denominator, value } of expected) {
          const found = inViews.find(
            (row) => row['measure'] === own.id && row['scope'] === scope && row['place'] === name,
          );
          const said = found ?? { numerator: '0', denominator: denominator === null ? null : '0', value: null };
          const number = (text: string | null | undefined) => (text == null ? null : Number(text));
          const got = [number(said['numerator']), number(said['denominator']), number(said['value'])];
          const want = [numerator, isRate ? null : denominator, isRate ? null : value];
          if (found === undefined && numerator === 0 && !denominator) continue;
          if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push([own.id, scope, name, got, want]);
        }
      }
    expect(wrong).toEqual([]);
    expect(inViews.length).toBeGreaterThan(measures.length);
  });

  it('show the rows that a count is of', async () => {
    const [referrals] = await askMeasures(database, [measures.find(({ id }) => id === 'RF-01')!], month, plainBasis);
    const [row] = await database.query<{ rows: string }>(
      `select count(*) as rows from ${ANALYST}.referrals where referred_on between $1 and $2`,
      [month.from, month.to],
    );
    expect(referrals!.numerator).toBeGreaterThan(0);
    expect(Number(row!.rows)).toBe(referrals!.numerator);
  });

  it('describe themselves, every view and every column', async () => {
    const columns = await database.query<{
      view: string;
      column: string;
      words: string | null;
      of_view: string | null;
    }>(
      `select c.relname as view, a.attname as column, col_description(c.oid, a.attnum) as words, obj_description(c.oid) as of_view
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 where c.relnamespace = '${ANALYST}'::regnamespace`,
    );
    expect(columns.filter(({ words, of_view }) => !words || !of_view)).toEqual([]);
    const documented = analystViews(model).flatMap((view) => view.columns.map(({ name }) => `${view.name}.${name}`));
    expect(columns.map(({ view, column }) => `${view}.${column}`).sort()).toEqual(documented.sort());
  });

  it('hold no day of birth', async () => {
    const columns = analystViews(model).flatMap((view) => view.columns.map(({ name }) => name));
    expect(columns.filter((name) => /^dob$|_dob$|birth|^turned_on$|^adult$/.test(name))).toEqual([]);
  });

  it('count a restricted record and name it nowhere', async () => {
    const [{ child_id: childId } = { child_id: '' }] = await database.query<{ child_id: string }>(
      `select child_id from ${ANALYST}.referrals where child_id in (select child_id from ${ANALYST}.children where not is_restricted) limit 1`,
    );
    const counted = async () =>
      (await database.query<{ n: string }>(`select count(*) as n from ${ANALYST}.referrals`))[0]!.n;
    const before = await counted();
    const caseIds = await database.query<{ case_id: string }>(
      `select case_id from ${ANALYST}.referrals where child_id = $1`,
      [childId],
    );
    await database.query('update reading.children set is_restricted = true where child_id = $1 and known_to is null', [
      childId,
    ]);
    expect(await counted()).toBe(before);
    const secrets = [childId, ...caseIds.map((one) => one.case_id)];
    expect(secrets.length).toBeGreaterThan(1);
    for (const { name } of analystViews(model).filter((view) => !['months', 'measure_results'].includes(view.name))) {
      const found = await database.query(
        `select 1 from ${ANALYST}.${name} v where exists (
        select 1 from jsonb_each_text(to_jsonb(v)) cell where cell.value = any($1))`,
        [secrets],
      );
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  it('are all that their role may read, and nothing that it may write', async () => {
    const asAnalyst = (statement: string) =>
      database.transaction(async (sql) => {
        await sql.query(`set local role ${ANALYST_ROLE}`);
        return sql.query(statement);
      });
    expect((await asAnalyst(`select * from ${ANALYST}.referrals limit 1`)).length).toBe(1);
    expect(
      (await asAnalyst(`select * from ${ANALYST}.measure_results where measure = 'RF-01' and scope = 'authority'`))
        .length,
    ).toBe(36);
    const tables = await database.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(projections.length);
    for (const { name } of tables) {
      await expect(asAnalyst(`select * from ${name}`)).rejects.toThrow(/permission denied/);
      await expect(asAnalyst(`delete from ${name}`)).rejects.toThrow(/permission denied/);
    }
    for (const { name } of analystViews(model))
      await expect(asAnalyst(`delete from ${ANALYST}.${name}`)).rejects.toThrow(/permission denied|cannot delete/);
    await expect(asAnalyst(`create table ${ANALYST}.mine ()`)).rejects.toThrow(/permission denied/);
    await expect(asAnalyst('create table public.mine ()')).rejects.toThrow(/permission denied/);
    await expect(asAnalyst(`create view ${ANALYST}.mine as select 1`)).rejects.toThrow(/permission denied/);
  });

  it('are there after a rebuild, and asked for again are left as they are', async () => {
    const made = async () =>
      (await database.query<{ oid: number }>(`select '${ANALYST}.referrals'::regclass::oid as oid`))[0]!.oid;
    await rebuild(store, database, model, { only: [projections.find(({ name }) => name === 'referrals')!] });
    const after = await made();
    await prepareAnalystViews(database, model);
    expect(await made()).toBe(after);
    await database.query(`comment on schema ${ANALYST} is 'of an older Waymark'`);
    await prepareAnalystViews(database, model);
    expect(await made()).not.toBe(after);
  });
});
