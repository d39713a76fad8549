import { plainDate } from '#calendar/plain-date';
import { instantFromEpochMilliseconds } from '#calendar/instant';
import type { RecordedEvent } from '#case-flow/event';
import { measures } from '#projections/index';
import { Projector } from '#projecting/projector';
import { rebuild } from '#projecting/rebuild';
import { simulate } from '#simulation/simulate';
import { ask } from '#waymark/ask';
import { askScorecard } from '#waymark/questions';
import { plainBasis } from '#waymark/reference-data';
import pg from 'pg';
import { load, model, onStage, percentile, seconds, type Stage } from './stage.ts';

/** Ratios and raw figures; every peer and limit is measured in the same run, on the same server with default durability. */
const quick = process.argv.includes('--quick');
const figures: Record<string, number> = {};
const note = (name: string, value: number, digits = 0) => {
  figures[name] = Number(value.toFixed(digits));
  if (!process.argv.includes('--json'))
    process.stdout.write(`${name.padEnd(44)}${figures[name].toLocaleString('en-GB')}\n`);
};

await onStage(async (stage) => {
  await benchAppend(await stage('append'));
  const events = take(quick ? 20_000 : 100_000);
  note('simulated events', events.length);
  await benchProjecting(await stage('projecting'), events);
  await benchScorecard(await stage('small'), 'at 10k', events.slice(0, 10_000));
  await benchScorecard(await stage('large'), quick ? 'at 20k' : 'at 100k', events);
});
if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

/** Commands through `ask` (read the stream, decide, append, reply), beside one raw INSERT a transaction. */
async function benchAppend({ store, url }: Stage): Promise<void> {
  const now = () => instantFromEpochMilliseconds(Date.now());
  const command = (n: string) => ({
    command: 'ReceiveReferral',
    body: { childId: `B${n}`, referredOn: '2020-06-01', source: '6' },
    commandId: `bench ${n}`,
  });
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  await pool.query(
    'create table raw_event (position bigserial primary key, id uuid unique, stream text, version int, data jsonb, unique (stream, version))',
  );
  const insert = () =>
    pool.query(
      `insert into raw_event (id, stream, version, data) values (gen_random_uuid(), gen_random_uuid()::text, 1, '{"referredOn":"2020-06-01","source":"6","caseId":"a case of this child"}')`,
    );
  for (const inFlight of [1, 16, 64]) {
    const count = inFlight === 1 ? 1_000 : 6_000;
    const ours =
      count / (await seconds(() => together(count, inFlight, (i) => ask(store, command(`${inFlight}-${i}`), now))));
    const raw = count / (await seconds(() => together(count, inFlight, insert)));
    note(`append.commandsPerSecond at ${inFlight}`, ours);
    note(`append.rawInsertPerSecond at ${inFlight}`, raw);
    note(`append.vsRawInsert at ${inFlight}`, ours / raw, 2);
  }
  await pool.end();
}

/** Following the log live, and a rebuild of everything, beside reading and parsing the log alone. */
async function benchProjecting({ store, database }: Stage, events: readonly RecordedEvent[]): Promise<void> {
  const first = events.slice(0, Math.min(20_000, events.length));
  await load(store, first);
  const projector = new Projector(store, database, model);
  const followed = await seconds(async () => {
    projector.start();
    await projector.reached(first.length, 600_000);
  });
  await projector.stop();
  note('catchUp.eventsPerSecond', first.length / followed);
  const loading = await seconds(() => load(store, events.slice(first.length)));
  if (events.length > first.length) note('append.bulkEventsPerSecond', (events.length - first.length) / loading);
  const read = await seconds(async () => {
    for (let at = 0, batch = await store.readAll(0, 1000); batch.length > 0; batch = await store.readAll(at, 1000))
      at = batch.at(-1)!.position;
  });
  note('read.eventsPerSecond', events.length / read);
  const rebuilt = await seconds(() => rebuild(store, database, model));
  note('rebuild.eventsPerSecond', events.length / rebuilt);
  note('rebuild.ofReadLimit', read / rebuilt, 3);
}

async function benchScorecard(
  { store, database }: Stage,
  name: string,
  events: readonly RecordedEvent[],
): Promise<void> {
  await load(store, events);
  await rebuild(store, database, model);
  const samples: number[] = [];
  const asAt = plainDate(events.at(-1)!.occurredOn);
  for (let i = 0; i < (quick ? 30 : 100); i++)
    samples.push(1000 * (await seconds(() => askScorecard(database, measures, asAt, null, plainBasis))));
  note(`scorecard.p50Milliseconds ${name}`, percentile(samples.slice(5), 0.5), 1);
  note(`scorecard.p95Milliseconds ${name}`, percentile(samples.slice(5), 0.95), 1);
}

/** The first so many events of an authority large enough. */
function take(count: number): readonly RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (const event of simulate({ children: Math.ceil(count / 30), seed: 1 })) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
}

async function together(count: number, inFlight: number, work: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
