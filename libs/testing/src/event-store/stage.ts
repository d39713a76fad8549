import { randomUUID } from 'node:crypto';
import { plainDate } from '#calendar/plain-date';
import type { NewEvent } from '#case-flow/event';
import {
  childStream,
  type Append,
  type Appended,
  type EventStore,
  type ExpectedVersion,
  type StoredEvent,
} from '#event-store/event-store';

/** Makes an empty store; the contract closes it. */
export type MakeStore = (options: { readonly clock?: () => number }) => Promise<EventStore>;

/** What is asked of one store and not of every one. */
export interface ContractOptions {
  /** Positions count from 1 without a gap; otherwise they only have to grow. */
  readonly isDense?: boolean;
  /** How many appends race; 10,000 if left out. */
  readonly concurrentAppends?: number;
}

/** The store of one test, with its clock in the test's hand. */
export class Stage {
  store!: EventStore;
  now = 0;

  constructor(
    private readonly makeStore: MakeStore,
    readonly options: ContractOptions,
  ) {}

  async open(): Promise<void> {
    this.now = Date.parse('2016-04-01T09:00:00.000Z');
    this.store = await this.makeStore({ clock: () => this.now });
  }

  append(childId: string, expected: ExpectedVersion, ...events: NewEvent[]): Promise<Appended> {
    return this.store.append([toChild(childId, expected, ...events)]);
  }

  /** Every event of the log. */
  log(): Promise<StoredEvent[]> {
    return this.store.readAll(0, 100_000);
  }

  /** Which events of the log these are, counted from 1: the first, the third. */
  async ranks(events: readonly StoredEvent[]): Promise<readonly number[]> {
    const log = await this.log();
    return events.map(({ position }) => log.findIndex((event) => event.position === position) + 1);
  }

  /** The position of the log's first, second, ... event; 0 is the beginning. */
  async positionOf(rank: number): Promise<number> {
    return rank === 0 ? 0 : (await this.log())[rank - 1]!.position;
  }
}

/** Some event about a child. */
export function someEvent(childId: string, more: Partial<NewEvent> = {}): NewEvent {
  return {
    eventId: randomUUID(),
    type: 'ReferralReceived',
    childId,
    occurredOn: plainDate('2015-06-10'),
    data: { referralId: 'R1', receivedOn: '2015-06-10' },
    ...more,
  };
}

/** What is to be appended to the child's stream. */
export function toChild(childId: string, expectedVersion: ExpectedVersion, ...events: NewEvent[]): Append {
  return { stream: childStream(childId), expectedVersion, events };
}

export const idsOf = (events: readonly { readonly eventId: string }[]) => events.map((event) => event.eventId);
export const positionsOf = (events: readonly StoredEvent[]) => events.map((event) => event.position);
export const oneTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
