import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { testDatabase, type TestDatabase } from '#testing/test-database';
import { PostgresEventStore } from './postgres-event-store.ts';

const APPENDS = 400;
const WRITERS = 2;
/** Of every stream one event, of half of them one of each writer, and what each writes first of all. */
const WRITTEN = (APPENDS * 3) / 2 + WRITERS;
const masterKey = Buffer.alloc(32, 7);

/** Appends to streams that every writer writes to, many at once, and prints each answer: its position, or "conflict". */
const writing = `
  import { PostgresEventStore } from '#event-store/postgres-event-store';
  import { Conflict } from '#event-store/event-store';
  import { randomUUID } from 'node:crypto';
  const store = await PostgresEventStore.open({ url: process.env.URL, masterKey: Buffer.alloc(32, 7) });
  const one = async (i) => {
    const childId = 'C' + i;
    const event = { eventId: randomUUID(), type: 'ReferralReceived', childId, occurredOn: '2015-06-10', data: {} };
    try {
      // Of one half every writer sends one, and one of them is first; of the other half any version will do.
      const expectedVersion = i % 2 === 0 ? 'no-stream' : 'any'; // what a writer writes first is in a stream of its own
      return (await store.append([{ stream: 'child-' + childId, expectedVersion, events: [event] }])).position;
    } catch (error) {
      if (error instanceof Conflict) return 'conflict';
      throw error;
    }
  };
  // Nobody goes on before everybody has begun: so they do write at the same time.
  const answers = [await one(process.env.WRITER)];
  while ((await store.lastPosition()) < ${WRITERS}) await new Promise((resolve) => setTimeout(resolve, 5));
  let next = 0;
  const worker = async () => {
    while (next < ${APPENDS}) answers.push(await one(next++));
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  await store.close();
  console.log(JSON.stringify(answers));`;

/** Follows the log as naively as can be, "position greater than the last one seen", and prints all it saw. */
const tailing = `
  import pg from 'pg';
  const sql = new pg.Client({ connectionString: process.env.URL });
  await sql.connect();
  const seen = [];
  while (seen.length < ${WRITTEN}) {
    const { rows } = await sql.query('select position::integer from log.event where position > $1 order by position', [seen.at(-1) ?? 0]);
    seen.push(...rows.map(({ position }) => position));
  }
  await sql.end();
  console.log(JSON.stringify(seen));`;

describe('a log that several processes write at once', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await testDatabase();
    await (await PostgresEventStore.open({ url: database.url, masterKey })).close();
  });
  afterAll(() => database.drop());

  const program = async <T>(code: string, writer = ''): Promise<T> => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, URL: database.url, WRITER: writer },
      timeout: 60_000,
    });
    return JSON.parse(stdout) as T;
  };

  it('has positions in the order of the commits and without a gap, as a reader in another process sees them', async () => {
    const reader = program<number[]>(tailing);
    const answers = await Promise.all(
      Array.from({ length: WRITERS }, (_, i) => program<(number | 'conflict')[]>(writing, `-of-writer-${i}`)),
    );
    const positions = answers.map((each) => each.filter((answer) => answer !== 'conflict'));
    const inOrder = Array.from({ length: WRITTEN }, (_, i) => i + 1);
    expect(await reader).toEqual(inOrder);
    expect(positions.flat().sort((a, b) => a - b)).toEqual(inOrder);
    // One of two that raced for a stream failed, and nobody else with it.
    expect(answers.flat().filter((answer) => answer === 'conflict')).toHaveLength(APPENDS / 2);
    // Neither began after the other had ended.
    const [first, second] = positions.map((each) => [Math.min(...each), Math.max(...each)] as const);
    expect(first![0] < second![1] && second![0] < first![1]).toBe(true);
  }, 90_000);
});
