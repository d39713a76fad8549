import { isInstant, londonDate, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { EventType } from '#case-flow/event-type';
import { envelope, placeFields, type Envelope } from './event-envelope.ts';
import type { Reason } from './imported.ts';

/** Fields of the line that the catalogue does not know: they are left out, and it is said. */
export function leftOut(
  given: Record<string, unknown>,
  { type, data, personal }: Envelope,
  known: EventType,
): readonly Reason[] {
  const unknown = [
    ...without(given, envelope.shape).filter((key) => !placeFields.includes(key)),
    ...without(data ?? {}, known.payload.shape).map((key) => `data.${key}`),
    ...without(personal ?? {}, known.personal?.shape ?? {}).map((key) => `personal.${key}`),
  ];
  if (unknown.length === 0) return [];
  const sentence = `${type} has no field ${unknown.join(', ')}: the event is stored without.`;
  return [{ rule: 'a-field-the-catalogue-does-not-know-is-left-out', sentence }];
}

const without = (given: object, shape: object): readonly string[] =>
  Object.keys(given).filter((key) => !Object.hasOwn(shape, key));

/** Two days that differ, and a day to come. */
export function dayNotes({ occurredOn, type }: Envelope, day: PlainDate, now: Instant): readonly Reason[] {
  const notes: Reason[] = [];
  if (occurredOn !== undefined && occurredOn !== day)
    notes.push({
      rule: 'the-day-in-the-payload-is-the-fact',
      sentence: `${type} says occurredOn ${occurredOn}, but its own day is ${day}: that one is kept.`,
    });
  if (day > londonDate(now))
    notes.push({
      rule: 'nothing-happens-after-today',
      sentence: `${type} is dated ${day}, which is in the future. It is stored as it stands; please check.`,
    });
  return notes;
}

/** Instants of which the file knows the day alone. */
export function firstInstants(
  { type, data = {}, occurredAt }: Envelope,
  stored: Record<string, unknown>,
): readonly Reason[] {
  const isDay = (field: string) => !String(data[field] ?? occurredAt ?? '').includes('T');
  return Object.keys(stored)
    .filter((field) => isInstant(stored[field]) && isDay(field))
    .map((field) => ({
      rule: 'an-instant-known-by-its-day-is-its-first',
      sentence: `${type} tells only the day of ${field}: stored as ${String(stored[field])}, when that day began in London.`,
    }));
}
