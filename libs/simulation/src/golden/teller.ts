import { instant } from '#calendar/instant';
import { plainDate, type PlainDate } from '#calendar/plain-date';
import { eventType, type DataOf, type EventName } from '#case-flow/event-catalogue';
import type { RecordedEvent } from '#case-flow/event';

/** A story's days are written as plain strings or as days. */
export type Loose<T> = T extends string
  ? string
  : T extends readonly (infer U)[]
    ? readonly Loose<U>[]
    : T extends object
      ? { [K in keyof T]: Loose<T[K]> }
      : T;

/**
 * Tells a story as events. Each is recorded at noon of its own day unless said otherwise; ids follow from the order of
 * telling, so that the same story is the same events.
 */
export class Teller {
  readonly events: RecordedEvent[] = [];
  private children = 0;

  /** `name` is a few letters that its children's ids begin with. */
  constructor(private readonly name: string) {}

  /** A child nobody has spoken of yet. */
  child(): string {
    return `${this.name}${String(++this.children).padStart(6, '0')}`;
  }

  /** Something that happened to a child; `recordedOn` where that was not the same day. */
  tell<Name extends EventName>(
    childId: string,
    type: Name,
    data: Loose<DataOf<Name>>,
    occurredOn?: PlainDate,
    recordedOn?: PlainDate,
  ): void {
    const field = eventType(type)?.on;
    const own = field === undefined ? undefined : (data as Record<string, unknown>)[field];
    const on = typeof own === 'string' ? own.slice(0, 10) : occurredOn;
    if (on === undefined) throw new Error(`${type} has no day.`);
    this.add({ type, childId, occurredOn: plainDate(on), data: data }, recordedOn);
  }

  /** Something the authority recorded that is about no child: workers, teams, populations, targets, published figures. */
  note(stream: string, type: string, on: PlainDate, data: Record<string, unknown>): void {
    this.add({ type, childId: '', stream, occurredOn: on, data });
  }

  private add(event: Omit<RecordedEvent, 'eventId' | 'recordedAt'>, recordedOn = event.occurredOn): void {
    const number = (this.events.length + 1).toString(16).padStart(12, '0');
    const letters = [...this.name].map((letter) => letter.charCodeAt(0).toString(16)).join('');
    const eventId = `${letters.padEnd(8, '0').slice(0, 8)}-0000-4000-8000-${number}`;
    this.events.push({ eventId, ...event, recordedAt: instant(`${recordedOn}T12:00:00.000Z`) });
  }
}
