import { Refused } from '#case-flow/refused';
import type { EventStore, StoredEvent, Stream } from '#event-store/event-store';
import type { FrozenContent } from '#reporting/frozen-report';
import type { Sql } from '#projecting/reading-database';
import { positionNow } from './migration/position-now.ts';
import type { Knowledge } from './report-knowledge.ts';

/** A report as it was given out. */
export interface FrozenReport extends FrozenContent {
  readonly id: string;
  readonly recordedAt: string;
  readonly recordedBy?: string;
  /** Whether it came with an event file: then its position is one of another log, and the instant alone says what was known. */
  readonly isImported: boolean;
}

/** What was known when a report was frozen, by the positions of the log as it is now: it may have moved to another store since. */
export async function knowledgeOf(
  stores: { readonly store: EventStore; readonly database: Sql },
  { id, position, asKnownAt, isImported }: FrozenReport,
): Promise<Knowledge> {
  if (isImported) return { position: Number.MAX_SAFE_INTEGER, asKnownAt };
  const event = await frozenEvent(stores.store, id);
  return { position: await positionNow(stores, position, event!.position), asKnownAt };
}

/** The stream of one frozen report. */
export const reportStream = (id: string): Stream => `report-${id}`;

/** Every frozen report, in the order of freezing. */
export async function frozenReports(store: EventStore): Promise<readonly FrozenReport[]> {
  return (await store.readTypes(['ReportFrozen'])).map(frozenFrom);
}

/** The frozen report of this id, or undefined. */
export async function frozenReport(store: EventStore, id: string): Promise<FrozenReport | undefined> {
  const event = await frozenEvent(store, id);
  return event === undefined ? undefined : frozenFrom(event);
}

const frozenEvent = async (store: EventStore, id: string): Promise<StoredEvent | undefined> =>
  (await store.readStream(reportStream(id))).find((one) => one.type === 'ReportFrozen');

/** The frozen report of this id; refused, with those there are, where there is none. */
export async function frozenReportNamed(store: EventStore, id: string): Promise<FrozenReport> {
  const found = await frozenReport(store, id);
  if (found) return found;
  const ids = (await frozenReports(store)).map((one) => one.id);
  const there = ids.length === 0 ? 'None has been frozen yet.' : `There are: ${ids.join(', ')}.`;
  throw new Refused('only-a-frozen-report-is-reproduced', `No report was frozen under the id ${id}. ${there}`);
}

function frozenFrom({ stream, data, recordedAt, recordedBy, importRef }: StoredEvent): FrozenReport {
  return {
    id: stream.slice('report-'.length),
    ...(data as unknown as FrozenContent),
    recordedAt,
    isImported: importRef !== undefined,
    ...(recordedBy === undefined ? {} : { recordedBy }),
  };
}
