import { londonDate, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import { eventType, type DataOf, type EventName } from '#case-flow/event-catalogue';
import type { NewEvent } from '#case-flow/event';
import type { Stream } from '#event-store/event-store';

/** Where a record of an input stands: the file's name, the line its first character is on, and what kind of record it is. */
export interface Where {
  readonly file: string;
  readonly line: number;
  readonly record: string;
}

/** Why something was left out, or what looks wrong: the rule's stable name, its number at the Department, and a sentence. */
export interface Reason {
  readonly rule: string;
  readonly dfe?: string;
  /** What is wrong, where, and how to mend it. */
  readonly sentence: string;
}

/** A record that was understood: its events, and what of it was left out or looks wrong. All events are of one stream. */
export interface Read {
  readonly kind: 'read';
  readonly where: Where;
  readonly events: readonly NewEvent[];
  readonly notes?: readonly Reason[];
  /** Where the events are not about a child. */
  readonly stream?: Stream;
  /**
   * What the record means instead for a child who is in care already: the returns of two years share the episodes that
   * were open between them, and a later return does not begin the period of care anew.
   */
  readonly continuing?: readonly NewEvent[];
  /** The file itself gave the event ids: an id that is stored already must be that very event. */
  readonly idsGiven?: true;
}

/** A record that became nothing, and why. */
export interface NotRead extends Reason {
  readonly kind: 'refused';
  readonly where: Where;
}

/** What reading an input yields: one for every record of it, in the order of the file. */
export type Reading = Read | NotRead;

/** The refusal of a whole file, or of the rest of it. It counts as one record. */
export const fileRefused = (file: string, line: number, reason: Reason): NotRead => ({
  kind: 'refused',
  where: { file, line, record: 'file' },
  ...reason,
});

interface Made {
  /** The day in the world where the payload holds none. */
  readonly on?: PlainDate;
  /** What the event is known by, where that is less than its payload and day. */
  readonly identity?: object;
  readonly personal?: Readonly<Record<string, string | undefined>>;
}

/**
 * An event read from a statutory return. Its id follows from the child, the event's name and what it says (not from the
 * file and line, nor from what is personal), so that the same fact read twice, or in two years' returns, is one event.
 * A payload that does not satisfy the catalogue is a mistake of ours and throws.
 */
export function importedEvent<Name extends EventName>(
  where: Where,
  childId: string,
  type: Name,
  data: DataOf<Name>,
  { on, identity, personal }: Made = {},
): NewEvent {
  const definition = eventType(type)!;
  const payload = definition.payload.parse(data);
  const occurredOn = dayOfPayload(payload, definition.on) ?? on;
  if (occurredOn === undefined) throw new Error(`${type} was read without the day it happened on.`);
  const details = stripped(personal ?? {});
  return {
    eventId: uuidOf(canonical([childId, type, identity ?? { occurredOn, payload }])),
    type,
    childId,
    occurredOn,
    source: 'IMPORT',
    importRef: `${where.file}:${where.line}`,
    data: payload,
    ...(Object.keys(details).length === 0 ? {} : { personal: details }),
  };
}

/** The day a payload holds in the field named: a day as it is, an instant as the day in London. */
export function dayOfPayload(
  payload: Readonly<Record<string, unknown>>,
  field: string | undefined,
): PlainDate | undefined {
  const value = field === undefined ? undefined : payload[field];
  if (typeof value !== 'string') return undefined;
  return value.length === 10 ? (value as PlainDate) : londonDate(value as Instant);
}

/** JSON in which the order of fields makes no difference and absent ones leave no trace. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  const fields = Object.keys(value).sort() as (keyof typeof value)[];
  const told = fields.filter((field) => value[field] !== undefined);
  return `{${told.map((field) => `${JSON.stringify(field)}:${canonical(value[field])}`).join(',')}}`;
}

const stripped = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
