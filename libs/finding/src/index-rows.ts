import { grouped, type LinkedChildren } from '#projecting/linked-events';
import type { Sql } from '#projecting/reading-database';
import { childStream, type EventStore, type StoredEvent } from '#event-store/event-store';
import { FINDING, type IndexRow } from './finding-schema.ts';
import { comparable, knownBy, type KnownBy } from './known-by.ts';
import { keysOf } from './keys.ts';

/** Somebody else moved the index meanwhile, or fills it anew: what was read is out of date. */
export class IndexMoved extends Error {
  override readonly name = 'IndexMoved';
}

/** The events that change what a child is known by; and any event brings a child to notice for the first time. */
const identifying: ReadonlySet<string> = new Set([
  'ChildRegistered',
  'UnbornChildBorn',
  'DemographicsAmended',
  'ChildDied',
  'SiblingLinked',
  'SiblingUnlinked',
  'NotSameChildRecorded',
  'NotSameChildWithdrawn',
  'MergeRequested',
  'DuplicateRecordsMerged',
  'MergedInto',
  'MergeReversed',
  'RecordRestricted',
  'RestrictionLifted',
  'EventDateCorrected',
  'EventVoided',
  'EventReattributed',
]);

/** The rows of children, each with everyone it was ever merged with, as the log has them up to a position. */
export async function rowsOfChildren(
  sql: Sql,
  store: EventStore,
  links: LinkedChildren,
  childIds: readonly string[],
  upTo?: number,
): Promise<readonly IndexRow[]> {
  const groups = new Set(childIds.map((childId) => links.groupOf(childId)));
  const children = [...groups].flatMap((group) => links.childrenOf(group));
  if (children.length === 0) return [];
  const forgotten = await forgottenChildren(sql);
  const events = await store.readStreams(children.map(childStream), upTo, { withPersonal: true });
  return grouped(events, (event) => links.groupOf(event.childId)).flatMap((group) => rowsFrom(group, forgotten));
}

/** The rows that some linked children's events give. */
export const rowsFrom = (events: readonly StoredEvent[], forgotten: ReadonlySet<string>): readonly IndexRow[] =>
  knownBy(events, forgotten).map(withKeys);

/** A record merged into another is found by nothing of its own: its survivor is found by it. */
const withKeys = (known: KnownBy): IndexRow => ({
  ...known,
  keys: known.mergedInto === null ? keysOf(comparable(known)) : [],
});

/** Children whose names are not to stand in the index again. */
export async function forgottenChildren(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ childId: string }>(`select child_id as "childId" from ${FINDING}.forgotten`);
  return new Set(rows.map(({ childId }) => childId));
}

/** Those whom a batch of events tells something new of. */
export async function concernedBy(sql: Sql, batch: readonly StoredEvent[]): Promise<readonly string[]> {
  const about = new Set(batch.filter(({ type, childId }) => childId !== '' && identifying.has(type)).map(childOf));
  const others = [...new Set(batch.map(childOf))].filter((childId) => childId !== '' && !about.has(childId));
  if (others.length === 0) return [...about];
  const known = await sql.query<{ childId: string }>(
    `select child_id as "childId" from ${FINDING}.child where child_id = any($1)`,
    [others],
  );
  const there = new Set(known.map(({ childId }) => childId));
  return [...about, ...others.filter((childId) => !there.has(childId))];
}

const childOf = ({ childId }: StoredEvent): string => childId;
