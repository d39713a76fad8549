import { instant } from '#calendar/instant';
import { plainDate, type PlainDate } from '#calendar/plain-date';
import { decide, uuidOf } from '#case-flow/decide';
import { eventType, type DataOf, type EventName } from '#case-flow/event-catalogue';
import type { NewEvent, RecordedEvent } from '#case-flow/event';
import { journeyOf } from '#case-flow/journey';
import { commandTypes, type CommandName } from '#case-flow/processes';
import { Refused } from '#case-flow/refused';
import type { z } from 'zod';

/** A builder's day: specs write plain strings where events hold branded days. */
type Loose<T> = T extends string
  ? string
  : T extends readonly (infer U)[]
    ? readonly Loose<U>[]
    : T extends object
      ? { [K in keyof T]: Loose<T[K]> }
      : T;

/**
 * One recorded event for a spec. `recorded` is the instant of recording, noon of the fact's own day if left out;
 * the event id follows from the content, so that the same call is the same event.
 */
export function happened<Name extends EventName>(
  type: Name,
  data: Loose<DataOf<Name>> & { readonly occurredOn?: string },
  envelope: {
    readonly childId?: string;
    readonly recorded?: string;
    readonly occurredOn?: string;
    readonly eventId?: string;
    readonly actingTeam?: string;
    readonly personal?: Record<string, unknown>;
  } = {},
): RecordedEvent {
  const { childId = 'C1', recorded, occurredOn, eventId, actingTeam, personal } = envelope;
  const own = (data as Record<string, unknown>)[eventType(type)?.on ?? ''];
  const on =
    occurredOn ?? (typeof own === 'string' ? own.slice(0, 10) : undefined) ?? recorded?.slice(0, 10) ?? '2015-04-01';
  const recordedAt = instant(recorded ?? `${on}T12:00:00.000Z`);
  return {
    eventId: eventId ?? uuidOf(JSON.stringify([type, childId, data, recordedAt])),
    type,
    childId,
    occurredOn: plainDate(on),
    recordedAt,
    ...(actingTeam === undefined ? {} : { actingTeam }),
    ...(personal === undefined ? {} : { personal }),
    data: data,
  };
}

/** given(events).when(command).then(events): what has happened, what is asked, what follows. Today is `at`, else 2016-12-31. Whoever asks has no role unless one is named. */
export function given(...events: readonly RecordedEvent[]) {
  return {
    when<Name extends CommandName>(
      name: Name,
      command: Loose<z.input<(typeof commandTypes)[Name]['schema']>>,
      at = '2016-12-31T12:00:00.000Z',
      actingRole?: string,
    ) {
      const asked = () => ask(events, name, command, at, actingRole);
      return {
        /** The decided events, compared by name, data and (where given) personal part and child. */
        then(
          ...expected: readonly {
            type: EventName;
            data: object;
            personal?: object;
            childId?: string;
            occurredOn?: string;
          }[]
        ) {
          const decided = asked().map((event, i) => shown(event, expected[i] ?? {}));
          expect(decided).toEqual(expected.map((one) => ({ ...one, data: { ...one.data } })));
        },
        thenNothing: () => expect(asked()).toEqual([]),
        thenRefused(rule: string) {
          const refusal = refusalOf(asked);
          expect(refusal.rule).toBe(rule);
          expect(refusal.message).toMatch(/[A-Z].{15,}\.$/s);
        },
        events: asked,
      };
    },
  };
}

/** The refusal of what is asked; whatever else it throws is thrown on. */
function refusalOf(asked: () => unknown): Refused {
  try {
    asked();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error('The command was accepted; the spec expects it to be refused.');
}

function ask(
  events: readonly RecordedEvent[],
  name: CommandName,
  command: Record<string, unknown>,
  at: string,
  actingRole?: string,
): readonly NewEvent[] {
  const type = commandTypes[name];
  const parsed = type.schema.parse(command) as Record<string, unknown>;
  const children = (parsed['children'] as string[] | undefined) ?? [parsed['childId'] as string];
  const journey = (childId: string) =>
    journeyOf(
      childId,
      events.filter((event) => event.childId === childId),
    );
  const asked = {
    commandId: `${name} in a spec`,
    now: instant(at),
    recordedBy: 'W1',
    ...(actingRole === undefined ? {} : { actingRole }),
  };
  return children.flatMap((childId) => decide(type as never, journey(childId), parsed, asked, journey));
}

function shown(event: NewEvent, like: object): object {
  const { type, data, personal, childId, occurredOn } = event;
  const all: Record<string, unknown> = { type, data, personal, childId, occurredOn };
  return Object.fromEntries(Object.entries(all).filter(([key]) => key in like || key === 'type' || key === 'data'));
}

/** A day in a spec, checked. */
export const on = (text: string): PlainDate => plainDate(text);
