import {
  childStream,
  OutcomeUnknown,
  Unavailable,
  Unstorable,
  type EventStore,
  type Stream,
} from '#event-store/event-store';
import { storableWrites } from '#event-store/storable-event';
import { gathered } from './gathered.ts';
import { Tally, type ImportReport, type ToldReason } from './import-report.ts';
import type { Read, Reading } from './imported.ts';
import { newEventsOf, type Arrival } from './arrival.ts';

export type { ImportReport, ToldReason } from './import-report.ts';

export interface ImportOptions {
  /** The same report, and nothing written; only what the store alone can refuse (an erased child) is not foreseen. */
  readonly dryRun?: boolean;
  /** Keeps the `recordedAt` of events that carry one; only event files do. True if left out. */
  readonly trustRecordedAt?: boolean;
  readonly onReason?: (told: ToldReason) => void;
  readonly onProgress?: (progress: { readonly recordsRead: number; readonly eventsStored: number }) => void;
}

/** About how many events go to the store at once. */
const BATCH_EVENTS = 2000;

/**
 * Stores what an input yielded, child by child and each child whole, so that ordering rules see all of it at once,
 * whatever the order of the file. An event that is stored already is left as it is; one that breaks an ordering rule is
 * let in and carries the rule's name. Nothing of a child is half stored, and running the same import again is safe.
 * Throws ImportInterrupted when the store cannot be reached.
 */
export async function importInto(
  store: EventStore,
  readings: AsyncIterable<Reading> | Iterable<Reading>,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { dryRun = false, trustRecordedAt = true, onProgress } = options;
  const tally = new Tally(options.onReason ?? (() => undefined));
  const append: Append = dryRun
    ? async (writes) => void storableWrites(writes, { trustRecordedAt })
    : async (writes) => void (await store.append(writes, { trustRecordedAt }));
  const progress = () => onProgress?.({ recordsRead: tally.records, eventsStored: tally.events });
  try {
    for await (const batch of batchesOf(gathered(byStream(readings, tally, progress)))) {
      await storeBatch(store, append, batch, tally);
      progress();
    }
  } catch (error) {
    if (error instanceof Unavailable || error instanceof OutcomeUnknown) throw new ImportInterrupted(tally, error);
    throw error;
  }
  return tally.report(dryRun);
}

/** The store went away in the middle. What was stored before it is stored whole. */
export class ImportInterrupted extends Error {
  override readonly name = 'ImportInterrupted';
  /** What had become of the records when it happened. */
  readonly report: ImportReport;

  constructor(tally: Tally, cause: Error) {
    const report = tally.report(false);
    const records = (report.recordsImported + report.recordsAlreadyHere).toLocaleString('en-GB');
    super(
      `The event store could not be reached any more: ${cause.message} By then ${records} of ` +
        `${tally.records.toLocaleString('en-GB')} records read were stored (${tally.events.toLocaleString('en-GB')} new events). ` +
        'Run the same import again: what is stored already is recognised and left as it is.',
      { cause },
    );
    this.report = report;
  }
}

type Append = (writes: Parameters<EventStore['append']>[0]) => Promise<void>;
type Group = readonly [stream: Stream, readings: readonly Read[]];

async function* byStream(
  readings: AsyncIterable<Reading> | Iterable<Reading>,
  tally: Tally,
  progress: () => void,
): AsyncGenerator<readonly [string, Read]> {
  for await (const reading of readings) {
    tally.read(reading);
    if (tally.records % 5000 === 0) progress();
    if (reading.kind === 'refused') continue;
    if (reading.events.length === 0) tally.stored([]);
    else yield [reading.stream ?? childStream(reading.events[0]!.childId), reading];
  }
}

async function* batchesOf(groups: AsyncIterable<readonly [string, readonly Read[]]>): AsyncGenerator<readonly Group[]> {
  let batch: Group[] = [];
  let events = 0;
  for await (const [stream, readings] of groups) {
    batch.push([stream as Stream, readings]);
    events += readings.reduce((sum, reading) => sum + reading.events.length, 0);
    if (events < BATCH_EVENTS) continue;
    yield batch;
    [batch, events] = [[], 0];
  }
  if (batch.length > 0) yield batch;
}

async function storeBatch(store: EventStore, append: Append, batch: readonly Group[], tally: Tally): Promise<void> {
  const known = await store.readStreams(batch.map(([stream]) => stream));
  const byName = new Map<string, typeof known>(batch.map(([stream]) => [stream, []]));
  for (const event of known) byName.get(event.stream)!.push(event);
  const arrivals = batch.map(([stream, readings]) => newEventsOf(stream, byName.get(stream) ?? [], readings));
  await appendOrNarrow(append, arrivals, tally);
}

/**
 * Appends all at once. When the store refuses an event among them, the children go one by one, and then the records of
 * the child it is about, so that only the record with that event is refused.
 */
async function appendOrNarrow(append: Append, arrivals: readonly Arrival[], tally: Tally): Promise<void> {
  try {
    const writes = arrivals
      .map(({ stream, records }) => ({
        stream,
        expectedVersion: 'any' as const,
        events: records.flatMap((one) => one.events),
      }))
      .filter(({ events }) => events.length > 0);
    if (writes.length > 0) await append(writes);
  } catch (error) {
    if (!(error instanceof Unstorable)) throw error;
    const [only] = arrivals;
    if (arrivals.length > 1) for (const one of arrivals) await appendOrNarrow(append, [one], tally);
    else if (only!.records.length > 1)
      for (const record of only!.records) await appendOrNarrow(append, [{ ...only!, records: [record] }], tally);
    else tally.refused(only!.records[0]!.where, { rule: 'the-store-can-hold-it', sentence: error.message });
    return;
  }
  for (const { records } of arrivals)
    for (const record of records) {
      if (record.refusal) tally.refused(record.where, record.refusal);
      else tally.stored(record.events);
      for (const breach of record.breaches) tally.breached(record.where, breach);
    }
}
