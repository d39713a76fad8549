import { epochMilliseconds, instant, type Instant } from '#calendar/instant';
import { isPlainDate, type PlainDate } from '#calendar/plain-date';
import type { NewEvent } from '#case-flow/event';
import { childOf, Unstorable, type Append, type AppendOptions, type StoredEvent } from './event-store.ts';

/** The envelope beside the fields that every store keeps apart: `occurredAt`, `recordedBy`, `correlationId` and so on. */
export type Meta = Omit<NewEvent, 'eventId' | 'type' | 'childId' | 'occurredOn' | 'recordedAt' | 'data' | 'personal'>;

/** An event that has been checked and written out, so that nothing about it can fail later in somebody else's batch. */
export interface StorableEvent {
  readonly eventId: string;
  readonly stream: string;
  readonly type: string;
  readonly childId: string;
  readonly occurredOn: PlainDate;
  /** Milliseconds since 1970, of a trusted import only. */
  readonly trustedRecordedAt?: number;
  readonly meta: Meta;
  readonly data: Record<string, unknown>;
  readonly metaJson: string;
  readonly dataJson: string;
  readonly personalJson?: string;
  /** Its personal details were destroyed in the log it is copied from: it is read back with `personal: null`. */
  readonly detailsErased?: true;
}

/** One stream's part of an append, checked. */
export interface StorableWrite {
  readonly stream: string;
  readonly expectedVersion: Append['expectedVersion'];
  readonly events: readonly StorableEvent[];
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const STREAM = /^(child|authority|worker|team|report)-./;

/** Checks a whole append. Refuses (Unstorable) whatever could not be stored, or would not be read back as it was. */
export function storableWrites(writes: readonly Append[], options: AppendOptions = {}): StorableWrite[] {
  return writes.map(({ stream, expectedVersion, events }) => {
    if (!STREAM.test(stream)) {
      throw new Unstorable(
        `"${stream}" is not a stream: its name begins with child-, authority-, worker-, team- or report-.`,
      );
    }
    const isVersion = Number.isSafeInteger(expectedVersion) && Number(expectedVersion) >= 0;
    if (expectedVersion !== 'any' && expectedVersion !== 'no-stream' && !isVersion) {
      throw new Unstorable(
        `${expectedVersion} is no version to expect of ${stream}: a whole number, 'any' or 'no-stream'.`,
      );
    }
    return {
      stream,
      expectedVersion,
      events: events.map((event) => storableEvent(stream, event, options.trustRecordedAt === true)),
    };
  });
}

function storableEvent(stream: string, event: NewEvent, trustRecordedAt: boolean): StorableEvent {
  const refuse = (why: string): never => {
    throw unstorable({ ...event, stream }, why);
  };
  // A stored event that is written again (an export, a merge) brings its old place along, which is not part of it.
  const {
    eventId,
    type,
    childId,
    occurredOn,
    recordedAt,
    data,
    personal,
    position: _position,
    version: _version,
    stream: _stream,
    ...meta
  } = event as NewEvent & Partial<StoredEvent>;
  if (typeof eventId !== 'string' || !UUID.test(eventId)) refuse('its event id is not a UUID');
  if (typeof type !== 'string' || type === '') refuse('it has no type');
  if (typeof childId !== 'string') refuse('its child id is not text');
  if (!isPlainDate(occurredOn)) refuse(`it occurred on "${String(occurredOn)}", which is not a day (YYYY-MM-DD)`);
  if (typeof data !== 'object' || data === null || Array.isArray(data)) refuse('its data is not an object');
  // One key per child: erasing a child must reach everything in the child's stream and nothing in another's.
  const child = childOf(stream);
  if (child !== undefined && child !== childId) refuse(`it is about the child "${childId}"`);
  if (personal != null && childId === '')
    refuse('it has personal details but names no child whose key would protect them');

  const metaJson = JSON.stringify(meta);
  const dataJson = JSON.stringify(data);
  const personalJson = personal == null ? undefined : JSON.stringify(personal);
  for (const text of [JSON.stringify([stream, type, childId]), metaJson, dataJson, personalJson ?? '']) {
    const fault = unstorableText(text);
    if (fault !== undefined) refuse(fault);
  }
  return {
    eventId: eventId.toLowerCase(),
    stream,
    type,
    childId,
    occurredOn,
    ...(trustRecordedAt && recordedAt !== undefined && { trustedRecordedAt: milliseconds(recordedAt, refuse) }),
    meta,
    data,
    metaJson,
    dataJson,
    ...(personalJson !== undefined && { personalJson }),
    ...(trustRecordedAt && personal === null && childId !== '' && { detailsErased: true as const }),
  };
}

function milliseconds(recordedAt: string, refuse: (why: string) => never): number {
  try {
    return epochMilliseconds(instant(recordedAt));
  } catch (error) {
    return refuse(`its recordedAt is wrong: ${(error as Error).message}`);
  }
}

/** The refusal of one event. */
export function unstorable(event: Pick<StorableEvent, 'eventId' | 'type' | 'stream'>, why: string): Unstorable {
  return new Unstorable(`The event ${event.eventId} (${event.type}, for ${event.stream}) cannot be stored: ${why}.`);
}

/**
 * PostgreSQL's text can hold neither the character U+0000 nor half of a surrogate pair. JSON writes both as escapes,
 * so text without the escape's beginning (almost all) needs no second look.
 */
function unstorableText(json: string): string | undefined {
  if (!json.includes('\\u')) return undefined;
  let fault: string | undefined;
  JSON.parse(json, (key, value: unknown) => {
    fault ??= brokenText(key) ?? brokenText(value);
    return value;
  });
  return fault;
}

function brokenText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (value.includes('\u0000')) return 'it contains the character \\u0000';
  if (/\p{Surrogate}/u.test(value)) return 'it contains a broken character (half of a surrogate pair)';
  return undefined;
}

/** The stored event as it is read back, without its personal details. */
export function storedEvent(event: StorableEvent, position: number, version: number, recordedAt: Instant): StoredEvent {
  const { eventId, type, childId, occurredOn, stream, meta, data } = event;
  return { ...meta, eventId, type, childId, occurredOn, recordedAt, data, position, stream, version };
}
