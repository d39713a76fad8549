import { londonDate, startOfLondonDay, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import { eventType, eventTypes } from '#case-flow/event-catalogue';
import type { NewEvent } from '#case-flow/event';
import type { EventType } from '#case-flow/event-type';
import { Refused } from '#case-flow/refused';
import { childOf, childStream, type Stream } from '#event-store/event-store';
import { z } from 'zod';
import { authorityEvents } from '#reference/reference.events';
import { reportEvents } from '#reporting/frozen-report.events';
import { checked } from './checked.ts';
import { closestName } from './closest-name.ts';
import { envelope, type Envelope } from './event-envelope.ts';
import { dayNotes, firstInstants, leftOut } from './event-notes.ts';
import { canonical, dayOfPayload, type Reason } from './imported.ts';
import { isOfRegister, isRepairOfRegister, registerStreamOf } from './register-line.ts';

/** One event of an event file, checked, and what of its line was left out. */
export interface EventOfLine {
  readonly event: NewEvent;
  readonly stream: Stream;
  readonly notes: readonly Reason[];
  readonly idGiven: boolean;
}

/**
 * Reads one line of an event file. `now` is the instant of reading: nothing can have been recorded after it. Refuses
 * (throws `Refused`) what is not an event of the catalogue, with a sentence that names the field.
 */
export function eventOfLine(text: string, importRef: string, now: Instant): EventOfLine {
  const given = objectOf(text);
  const around = checked(envelope, given, '');
  const stream = streamOf(around);
  const type = typeOf(around.type, stream);
  const { recordedAt } = around;
  if (recordedAt !== undefined && recordedAt > now)
    refuse('nothing-is-recorded-after-now', `recordedAt is ${recordedAt}, and now is ${now}. Leave it out or mend it.`);
  const data = checked(type.payload, withUuids(dated(around, type)), 'data.') as Record<string, unknown>;
  const childId = childOf(stream) ?? '';
  const personal =
    childId !== '' && type.personal && around.personal ? checked(type.personal, around.personal, 'personal.') : {};
  const event = {
    ...withoutPayload(around, importRef),
    childId,
    occurredOn: dayOf(data, around, type),
  };
  const eventId = around.eventId === undefined ? idOfContent(stream, event, data) : uuidFor(around.eventId);
  const details = Object.keys(personal).length === 0 ? {} : { personal };
  return {
    event: { ...event, eventId, data, ...details } as NewEvent,
    stream,
    notes: [
      ...leftOut(given, around, type),
      ...dayNotes(around, event.occurredOn, now),
      ...firstInstants(around, data),
      ...(childId === '' && around.personal ? [withoutKey] : []),
    ],
    idGiven: around.eventId !== undefined,
  };
}

function objectOf(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse('a-line-is-one-json-object', `The line is not JSON: ${(error as Error).message.slice(0, 160)}.`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  return refuse('a-line-is-one-json-object', 'The line is JSON, but not an object: write one event in braces a line.');
}

/** What is personal is encrypted with a child's key, and here is no child. */
const withoutKey: Reason = {
  rule: 'personal-details-belong-to-a-child',
  sentence: 'The personal part was left out: only the events of a child can keep one.',
};

function streamOf({ type, childId, stream, data = {} }: Envelope): Stream {
  const rule = 'an-event-is-about-a-child-or-on-one-stream';
  const child = childId === undefined || childId === '' ? undefined : childStream(childId);
  if (child !== undefined && stream !== undefined && child !== stream)
    refuse(rule, `childId says ${child} and stream says ${stream}. Leave one of them out.`);
  const named = child ?? stream;
  if (isOfRegister(type)) return registerStreamOf(type, data, named as Stream | undefined);
  if (named !== undefined) return named as Stream;
  return refuse(rule, 'There is neither a childId nor a stream (such as authority-330). Give one.');
}

function typeOf(name: string, stream: Stream): EventType {
  const ofChild = eventType(name);
  const others = stream.startsWith('report-') ? reportEvents : authorityEvents;
  const ofAuthority = Object.hasOwn(others, name) ? others[name] : undefined;
  const isOnRegister = isOfRegister(name) || isRepairOfRegister(name, stream);
  const found = childOf(stream) !== undefined || isOnRegister ? ofChild : ofAuthority;
  if (found) return found;
  const rule = 'an-event-has-a-known-type';
  if (ofChild) refuse(rule, `${name} is about a child: give childId instead of the stream ${stream}.`);
  if (ofAuthority) refuse(rule, `${name} is about the authority: give a stream such as authority-330, not childId.`);
  const nearest = closestName(name, [...Object.keys(eventTypes), ...Object.keys(authorityEvents)]);
  const meant = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  return refuse(rule, `There is no event ${name}.${meant} \`waymark events\` lists them.`);
}

/** The payload with its day: where it holds none, that of the envelope stands in. */
function dated({ data = {}, occurredOn, occurredAt }: Envelope, { on, payload }: EventType): Record<string, unknown> {
  const field = on === undefined ? undefined : payload.shape[on];
  if (on === undefined || field === undefined || (data[on] !== undefined && data[on] !== null)) return data;
  const midnight = occurredOn === undefined ? undefined : startOfLondonDay(occurredOn);
  const own = [occurredOn, occurredAt, midnight].find((day) => day !== undefined && z.safeParse(field, day).success);
  return own === undefined ? data : { ...data, [on]: own };
}

/** The day of the fact: the payload's own wins over the envelope's. */
function dayOf(
  data: Record<string, unknown>,
  { type, occurredOn, occurredAt }: Envelope,
  { on }: EventType,
): PlainDate {
  const found = dayOfPayload(data, on) ?? occurredOn ?? (occurredAt === undefined ? undefined : londonDate(occurredAt));
  const fields = on === undefined ? 'occurredOn' : `occurredOn or data.${on}`;
  return found ?? refuse('an-event-has-a-day', `${type} has no day. Give ${fields} as YYYY-MM-DD.`);
}

function withoutPayload(
  around: Envelope,
  importRef: string,
): Omit<Envelope, 'data' | 'personal' | 'stream' | 'eventId'> {
  const { data: _, personal: __, stream: ___, eventId: ____, ...rest } = around;
  return { ...rest, source: around.source ?? 'IMPORT', importRef: around.importRef ?? importRef };
}

/** Everything but where it was read, and what is personal: an id must tell nothing of a person whose key is destroyed. */
function idOfContent(stream: string, event: object, data: object): string {
  return uuidOf(canonical([stream, { ...event, source: undefined, importRef: undefined }, data]));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Files written by hand name events as they like: one name is one event, here and where a correction names it. */
const uuidFor = (id: string): string => (UUID.test(id) ? id.toLowerCase() : uuidOf(`event named ${id}`));

const namesAnEvent = ['targetEventId', 'mergeEventId'] as const;

function withUuids(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const named = namesAnEvent.filter((field) => typeof data[field] === 'string');
  if (named.length === 0) return data;
  return { ...data, ...Object.fromEntries(named.map((field) => [field, uuidFor(data[field] as string)])) };
}

function refuse(rule: string, sentence: string): never {
  throw new Refused(rule, sentence);
}
