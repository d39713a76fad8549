import { randomUUID } from 'node:crypto';
import type { NewEvent, RecordedEvent } from '#case-flow/event';
import { childStream } from '#event-store/event-store';
import type { PostgresEventStore } from '#event-store/postgres-event-store';
import { authorityEvents } from './authorities.ts';
import { median, seconds, together, type Figures } from './figures.ts';
import { EmmettProcess } from './peers/emmett.ts';
import { RawInserts } from './peers/raw-inserts.ts';
import type { Stage } from './stage.ts';

const levels = [1, 16, 64, 256];
/** As many connections as were best for raw inserts and for Emmett alike, of 4, 8, 16, 32 and 64. */
const CONNECTIONS = 16;
const ONE_IN_REPEATS = 20;

type Series = 'ours' | 'oursWithRepeats' | 'emmett' | 'rawInsert';

/**
 * Appends of one event to a new stream, so many in flight: ours, ours where one in twenty is an append sent again, Emmett, and
 * raw INSERTs; in turns, so that whatever else the machine does meets all alike. Beside them raw statements of 1,000 rows.
 */
export async function benchAppend({ store, url }: Stage, figures: Figures, isQuick: boolean): Promise<void> {
  const events = [...authorityEvents(1_000)];
  const raw = await RawInserts.open(url, CONNECTIONS, events);
  const emmett = new EmmettProcess(url, CONNECTIONS);
  const work: Readonly<Record<Series, (count: number, inFlight: number) => Promise<number>>> = {
    ours: (count, inFlight) => seconds(() => append(store, events, count, inFlight)),
    oursWithRepeats: (count, inFlight) => seconds(() => append(store, events, count, inFlight, ONE_IN_REPEATS)),
    emmett: (count, inFlight) => emmett.ask({ what: 'append', count, inFlight }),
    rawInsert: (count, inFlight) => seconds(() => raw.single(count, inFlight)),
  };
  try {
    // Everybody's tables, connections and compiled code are there before anything is timed.
    for (const one of Object.values(work)) await one(isQuick ? 2_000 : 10_000, 64);
    for (const inFlight of levels) {
      const count = inFlight === 1 ? (isQuick ? 300 : 1_500) : isQuick ? 2_500 : 8_000;
      const rates = await inTurns(work, count, inFlight, isQuick ? 3 : 5);
      for (const [name, rate] of Object.entries(rates)) figures.note(`append.${name}.at${inFlight}`, rate);
      if (inFlight !== 64) continue;
      figures.note('append.vsEmmett', rates.ours / rates.emmett, 2);
      figures.note('append.vsRawInsert', rates.ours / rates.rawInsert, 2);
      figures.note('append.ofNoRepeats', rates.oursWithRepeats / rates.ours, 2);
    }
    const rows = isQuick ? 10_000 : 50_000;
    figures.note('append.rawMultiRow', rows / (await seconds(() => raw.multiRow(rows))));
    figures.remark('append.settings', `raw inserts and Emmett 0.42.0 with ${CONNECTIONS} connections each`);
  } finally {
    await raw.close();
    await emmett.close();
  }
}

/** Events a second of each series: the medians of repetitions taken in turns. */
async function inTurns<Name extends string>(
  work: Readonly<Record<Name, (count: number, inFlight: number) => Promise<number>>>,
  count: number,
  inFlight: number,
  repetitions: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(work) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let i = 0; i < repetitions; i++)
    for (const name of names) rates[name].push(count / (await work[name](count, inFlight)));
  return Object.fromEntries(names.map((name) => [name, median(rates[name])])) as Record<Name, number>;
}

/** With `oneIn`, one append in so many is one that was answered before. */
async function append(
  store: PostgresEventStore,
  events: readonly RecordedEvent[],
  count: number,
  inFlight: number,
  oneIn = Infinity,
): Promise<void> {
  const done: NewEvent[] = [];
  await together(count, inFlight, async (i) => {
    const again = i % oneIn === oneIn - 1 ? done[Math.floor(done.length / 2)] : undefined;
    const event = again ?? newEvent(events[i % events.length]!);
    const expectedVersion = 'no-stream' as const;
    await store.append([{ stream: childStream(event.childId), expectedVersion, events: [event] }]);
    if (again === undefined) done.push(event);
  });
}

/** The same about a child that nobody knows yet; names are left out, which the others would not encrypt. */
function newEvent({ type, occurredOn, recordedBy = '', data }: RecordedEvent): NewEvent {
  return { eventId: randomUUID(), childId: randomUUID(), type, occurredOn, recordedBy, data };
}
