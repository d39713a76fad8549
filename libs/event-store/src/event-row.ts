import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { CustomTypesConfig, QueryArrayConfig } from 'pg';
import type { PlacedEvent } from './append-decision.ts';
import type { StoredEvent } from './event-store.ts';
import type { PersonalDetails } from './personal-details.ts';
import type { Meta } from './storable-event.ts';

/** Every column as text: nothing depends on parsers or styles that somebody else sets for the whole process or server. */
const AS_TEXT: CustomTypesConfig = { getTypeParser: () => (value: unknown) => value };

const COLUMNS = `
  e.position, e.event_id, e.stream, e.version, e.type, e.child_id, to_char(e.occurred_on, 'YYYY-MM-DD'),
  to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.meta, e.data`;
const PERSONAL_COLUMNS = `, encode(e.personal, 'base64'), encode(k.wrapped_key, 'base64')`;
const KEYS = 'left join log.child_key k on e.personal is not null and k.child_id = e.child_id';

export type EventRow = readonly (string | null)[];

/** A query of events: `where` sees the event as `e` and is followed by the order. */
export function eventQuery(rest: string, values: unknown[], withPersonal: boolean): QueryArrayConfig {
  const text = withPersonal
    ? `select ${COLUMNS}${PERSONAL_COLUMNS} from log.event e ${KEYS} ${rest}`
    : `select ${COLUMNS} from log.event e ${rest}`;
  return { text, values, rowMode: 'array', types: AS_TEXT };
}

/** Reads a row of `eventQuery`. Personal details are null once the child's key is gone. */
export function eventOf(row: EventRow, details: PersonalDetails): StoredEvent {
  const [position, eventId, stream, version, type, childId, occurredOn, recordedAt, meta, data, personal, key] = row;
  const event = {
    ...(meta === '{}' ? undefined : (JSON.parse(meta!) as Meta)),
    eventId: eventId!,
    type: type!,
    childId: childId!,
    occurredOn: occurredOn as PlainDate,
    recordedAt: recordedAt as Instant,
    data: JSON.parse(data!) as Record<string, unknown>,
    position: Number(position),
    stream: stream!,
    version: Number(version),
  };
  if (personal == null) return event;
  if (key == null || personal === '') return { ...event, personal: null };
  const opened = details.open(childId!, Buffer.from(key, 'base64'), eventId!, Buffer.from(personal, 'base64'));
  return { ...event, personal: opened };
}

/** One statement for any number of events: a list for each column costs the server less than JSON of whole rows. */
export const INSERT_EVENTS = `
  insert into log.event (position, event_id, stream, version, type, child_id, occurred_on, recorded_at, meta, data, personal)
  select p, i, s, v, t, c, o, r, m, d, decode(x, 'base64')
  from unnest($1::bigint[], $2::uuid[], $3::text[], $4::integer[], $5::text[], $6::text[], $7::date[], $8::timestamptz[],
    $9::jsonb[], $10::jsonb[], $11::text[]) as e(p, i, s, v, t, c, o, r, m, d, x)`;

/** The parameters of INSERT_EVENTS. `sealed` has the personal details by event id. */
export function insertParameters(events: readonly PlacedEvent[], sealed: ReadonlyMap<string, Buffer>): unknown[][] {
  const column = <T>(of: (placed: PlacedEvent) => T): T[] => events.map(of);
  return [
    column(({ position }) => position),
    column(({ event }) => event.eventId),
    column(({ event }) => event.stream),
    column(({ version }) => version),
    column(({ event }) => event.type),
    column(({ event }) => event.childId),
    column(({ event }) => event.occurredOn),
    column(({ recordedAt }) => recordedAt),
    column(({ event }) => event.metaJson),
    column(({ event }) => event.dataJson),
    column(({ event }) => sealed.get(event.eventId)?.toString('base64') ?? null),
  ];
}
