import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { plainDate } from '#calendar/plain-date';
import type { RecordedEvent } from '#case-flow/event';
import { childStream, type Stream } from '#event-store/event-store';
import { measures, projections } from '#projections/index';
import { grouped } from '#projecting/linked-events';
import { readingModel } from '#projecting/reading';
import { simulate } from '#simulation/simulate';
import { simulatedWorkforce } from '#simulation/workforce';
import { emptyStores, type EmptyStores } from '#testing/empty-stores';
import type { Rebuilt } from './rebuild-in-threads.ts';

const months = { from: plainDate('2026-06-01'), to: plainDate('2026-10-31') };
const CHILDREN = 320;
const EVENTS_A_CHILD = 8;

describe('a rebuild in threads', () => {
  let stores: EmptyStores;

  beforeAll(async () => {
    stores = await emptyStores(readingModel(projections, measures));
  });

  afterAll(() => stores?.close());

  it('of more streams than one thread takes at once, with merges between them, is what a replay says', async () => {
    const events = [
      ...simulatedWorkforce({ children: CHILDREN, seed: 3, ...months }),
      ...beginnings(simulate({ children: CHILDREN, seed: 3, ...months, from: plainDate('2026-08-01') })),
    ];
    expect(events.filter(({ type }) => type === 'DuplicateRecordsMerged').length).toBeGreaterThan(0);
    await append(stores.store, events);
    const program = ['dist/test/rebuild/rebuild-in-threads.js', stores.databaseUrl];
    const { stdout } = await promisify(execFile)(process.execPath, program, { maxBuffer: 1e8 });
    const { threads, folded, verified } = JSON.parse(stdout) as Rebuilt;
    expect(threads).toBe(3);
    expect(folded).toBe(events.length);
    expect(verified).toMatchObject({ position: events.length, disagreements: [] });
    expect(verified.rowVersions).toBeGreaterThan(events.length);
  }, 120_000);
});

/** The first events of each child and all merges: a journey's length is of no matter here, and folding it takes time. */
function* beginnings(events: Iterable<RecordedEvent>): Generator<RecordedEvent> {
  const told = new Map<string, number>();
  for (const event of events) {
    const number = (told.get(event.childId) ?? 0) + 1;
    told.set(event.childId, number);
    if (number <= EVENTS_A_CHILD || event.type.includes('Merge')) yield event;
  }
}

async function append(store: EmptyStores['store'], events: readonly RecordedEvent[]): Promise<void> {
  const streamOf = ({ childId, stream }: RecordedEvent) => (childId === '' ? (stream as Stream) : childStream(childId));
  const appends = grouped(events, streamOf).map((own) => ({
    stream: streamOf(own[0]!),
    expectedVersion: 'any' as const,
    events: own,
  }));
  await store.append(appends, { trustRecordedAt: true });
}
