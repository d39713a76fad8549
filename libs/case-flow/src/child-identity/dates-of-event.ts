import { z } from 'zod';
import { eventType } from '../event-catalogue.ts';
import { day, moment } from '../event-type.ts';

/** The dates an event has, by field: those of its payload, or the envelope's day where the payload has none of its own. */
export function datesOf(fact: { readonly type: string; readonly data: object }): ReadonlyMap<string, 'day' | 'moment'> {
  const type = eventType(fact.type);
  const dates = new Map<string, 'day' | 'moment'>();
  for (const [field, schema] of Object.entries(type?.payload.shape ?? {})) {
    const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    if (inner === day) dates.set(field, 'day');
    if (inner === moment) dates.set(field, 'moment');
  }
  if (type?.on === undefined || !(type.on in fact.data)) dates.set('occurredOn', 'day');
  return dates;
}
