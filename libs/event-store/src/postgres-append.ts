import { instantFromEpochMilliseconds } from '#calendar/instant';
import type { Pool, PoolClient } from 'pg';
import { AppendDecisions, type Decision, type LogState, type Place, type PlacedEvent } from './append-decision.ts';
import type { Appended, StoredEvent } from './event-store.ts';
import { eventOf, eventQuery, INSERT_EVENTS, insertParameters, type EventRow } from './event-row.ts';
import type { Outcome } from './group-commit.ts';
import { sealDetails, type PersonalDetails } from './personal-details.ts';
import { onLogHead, type Head } from './postgres-transaction.ts';
import { storedEvent, type StorableWrite } from './storable-event.ts';

export interface LogWriter {
  readonly pool: Pool;
  readonly details: PersonalDetails;
  readonly clock: () => number;
}

/** The channel on which writers say that the log has grown. */
export const LOG_CHANNEL = 'waymark_log';

const ROWS_A_STATEMENT = 1000;

/** Decides and writes a batch of appends in one transaction. Throws when nothing of the batch was stored. */
export function writeBatch(writer: LogWriter, appends: readonly (readonly StorableWrite[])[]): Promise<Outcome[]> {
  return onLogHead(writer.pool, async ({ client, head, commit }) => {
    const touched = appends.flat();
    const [atHead, known] = await Promise.all([head, readTouched(client, touched)]);
    const state: LogState = { ...atHead, ...known };
    const decisions = new AppendDecisions(state, writer.clock());
    const decided = appends.map((writes) => attempt(() => decisions.decide(writes)));
    const stored = await readRepeated(client, decided, writer.details);
    const { accepted } = decisions;
    if (accepted.length > 0) {
      const { sealed, newKeys, erased } = sealDetails(writer.details, accepted, known.childKeys);
      const inserted = await insert(client, accepted, sealed);
      const end = { position: atHead.position + accepted.length, recordedAt: decisions.recordedAt };
      await commit(() => [
        ...inserted,
        ...storeKeys(client, newKeys),
        ...markErased(client, erased),
        moveHead(client, end),
      ]);
    }
    return decided.map((outcome) => ('refused' in outcome ? outcome : { appended: appended(outcome.value, stored) }));
  });
}

interface Touched extends Pick<LogState, 'versions' | 'places' | 'erasedChildren'> {
  readonly childKeys: ReadonlyMap<string, Buffer>;
}

/** The versions of the streams, the places of the event ids and the keys of the children that the batch names. */
async function readTouched(client: PoolClient, writes: readonly StorableWrite[]): Promise<Touched> {
  const streams = [...new Set(writes.map(({ stream }) => stream))];
  const events = writes.flatMap((write) => write.events);
  const ids = events.map(({ eventId }) => eventId);
  const children = [...new Set(events.filter((e) => e.personalJson !== undefined).map(({ childId }) => childId))];
  const { rows } = await client.query<(string | null)[]>({
    name: 'waymark-touched',
    text: `
      select 'stream', s.stream, '', last.version::text, ''
      from unnest($1::text[]) s(stream), lateral (
        select version from log.event e where e.stream = s.stream order by version desc limit 1) last
      union all
      select 'event', event_id::text, stream, version::text, position::text from log.event where event_id = any($2::uuid[])
      union all
      select 'child', child_id, encode(wrapped_key, 'base64'), '', '' from log.child_key where child_id = any($3::text[])`,
    values: [streams, ids, children],
    rowMode: 'array',
  });
  const versions = new Map<string, number>();
  const places = new Map<string, Place>();
  const childKeys = new Map<string, Buffer>();
  const erasedChildren = new Set<string>();
  for (const [kind, name, detail, version, position] of rows as [string, string, string | null, string, string][]) {
    if (kind === 'stream') versions.set(name, Number(version));
    else if (kind === 'event') {
      places.set(name, { eventId: name, stream: detail!, version: Number(version), position: Number(position) });
    } else if (detail === null) erasedChildren.add(name);
    else childKeys.set(name, Buffer.from(detail, 'base64'));
  }
  return { versions, places, childKeys, erasedChildren };
}

type Attempt = { readonly value: Decision } | { readonly refused: unknown };

function attempt(decide: () => Decision): Attempt {
  try {
    return { value: decide() };
  } catch (refused) {
    return { refused };
  }
}

/** The events that were stored before this batch and are named in it again, by position. */
async function readRepeated(
  client: PoolClient,
  decided: readonly Attempt[],
  details: PersonalDetails,
): Promise<ReadonlyMap<number, StoredEvent>> {
  const places = decided.flatMap((outcome) => ('value' in outcome ? outcome.value.places : []));
  const positions = places.filter((place) => !('event' in place)).map(({ position }) => position);
  if (positions.length === 0) return new Map();
  const { rows } = await client.query<string[]>(eventQuery('where e.position = any($1::bigint[])', [positions], false));
  return new Map((rows as EventRow[]).map((row) => eventOf(row, details)).map((event) => [event.position, event]));
}

/** Sends the events in statements of a bounded size; the last one's reply is still to come. */
async function insert(
  client: PoolClient,
  events: readonly PlacedEvent[],
  sealed: ReadonlyMap<string, Buffer>,
): Promise<Promise<unknown>[]> {
  let sent: Promise<unknown> | undefined;
  for (let from = 0; from < events.length; from += ROWS_A_STATEMENT) {
    const values = insertParameters(events.slice(from, from + ROWS_A_STATEMENT), sealed);
    const sending = client.query({ name: 'waymark-insert', text: INSERT_EVENTS, values });
    sending.catch(() => undefined); // waited for below or by the commit
    await sent; // so the next statement is written out while the server works on this one, and no more than that
    sent = sending;
  }
  return sent === undefined ? [] : [sent];
}

function storeKeys(client: PoolClient, newKeys: ReadonlyMap<string, Buffer>): Promise<unknown>[] {
  if (newKeys.size === 0) return [];
  const text = `
    insert into log.child_key (child_id, wrapped_key, created_at)
    select child_id, decode(wrapped, 'base64'), now() from unnest($1::text[], $2::text[]) k(child_id, wrapped)`;
  const values = [[...newKeys.keys()], [...newKeys.values()].map((key) => key.toString('base64'))];
  return [client.query({ name: 'waymark-keys', text, values })];
}

/** Children copied from a log in which they were erased; one who has a key here is erased by `erase` alone. */
function markErased(client: PoolClient, children: ReadonlySet<string>): Promise<unknown>[] {
  if (children.size === 0) return [];
  const text = `
    insert into log.child_key (child_id, wrapped_key, created_at, erased_at)
    select child_id, null, now(), now() from unnest($1::text[]) k(child_id) on conflict do nothing`;
  return [client.query({ name: 'waymark-erased', text, values: [[...children]] })];
}

/** One notification a batch: they are serialised across the whole server, so one an append would halve the speed. */
function moveHead(client: PoolClient, { position, recordedAt }: Head): Promise<unknown> {
  return client.query({
    name: 'waymark-head',
    text: `with head as (update log.head set position = $1::bigint, recorded_at = $2::timestamptz returning position)
           select pg_notify('${LOG_CHANNEL}', position::text) from head`,
    values: [position, instantFromEpochMilliseconds(recordedAt)],
  });
}

function appended(
  { position, versions, places, repeated }: Decision,
  stored: ReadonlyMap<number, StoredEvent>,
): Appended {
  const events = places.map((place) => {
    if (!('event' in place)) return stored.get(place.position)!;
    return storedEvent(place.event, place.position, place.version, place.recordedAt);
  });
  return { position, versions, events, repeated };
}
