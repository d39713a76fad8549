import fc from 'fast-check';
import { addDays, plainDate, type PlainDate } from '#calendar/plain-date';
import { eventTypes, type EventName } from '#case-flow/event-catalogue';

/** What is told of a child before it is known when it was recorded. */
export interface Told {
  readonly type: EventName;
  readonly on: PlainDate;
  readonly data: Readonly<Record<string, unknown>>;
}

export const first = plainDate('2015-01-01');
/** A day within some two and a half years. */
export const anyDay = fc.integer({ min: 0, max: 900 }).map((n) => addDays(first, n));
/** Something told of a child on a day. */
export const told = (type: EventName, on: PlainDate, data: Told['data'] = {}): Told => ({
  type,
  on,
  data: dated(type, on, data),
});

/** The payload with its own day filled in; an instant is one of that day's noon. */
function dated(type: EventName, on: PlainDate, data: Told['data']): Told['data'] {
  const { on: field } = eventTypes[type] as { readonly on?: string };
  if (field === undefined) return data;
  return {
    ...data,
    [field]: field === 'at' || field.endsWith('At') || type.startsWith('Missing') ? `${on}T12:00:00.000Z` : on,
  };
}

/** Payloads by event name, a field each; what a field leaves undefined is left out. */
export type Strays = { readonly [Name in EventName]?: Readonly<Record<string, fc.Arbitrary<unknown>>> };

/** One of three ids of a kind, so that events of one child often mean the same thing. */
export const ids = (prefix: string) => fc.constantFrom(`${prefix}1`, `${prefix}2`, `${prefix}3`);
export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
export const flag = fc.boolean();
export const present = (data: object) =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
