import { londonDate, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { uuidOf } from '#case-flow/decide';
import { Refused } from '#case-flow/refused';
import type { EventStore, Stream } from '#event-store/event-store';
import { mayBe, policyKeys } from '#reference/policies';
import { publishedWrites } from '#reference/published/published-events';
import { authorityEvents } from '#reference/reference.events';
import { Malformed } from './ask.ts';

/** A fact for the stream of an authority, and who records it. */
export interface ReferenceFact {
  readonly authority: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly recordedBy?: string | undefined;
}

/**
 * Records reference data: a target, a policy, a comment, an override, a void. Answers with the position it can be seen from;
 * `repeated` when the very same was the last that was said of that kind, and nothing was written. Refuses (Malformed) what is not as
 * the event's catalogue says, and (Refused) a policy value there is not, a target that ends before it begins, and the
 * void of an event that is not on the stream.
 */
export async function recordReference(
  store: EventStore,
  { authority, type, data, recordedBy }: ReferenceFact,
  now: () => Instant,
): Promise<{ readonly position: number; readonly repeated: boolean }> {
  const definition = authorityEvents[type];
  if (definition === undefined) throw new Malformed([{ field: 'type', message: `there is no event ${type}` }]);
  const parsed = definition.payload.strict().safeParse(data);
  if (!parsed.success)
    throw new Malformed(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'data', message })));
  const payload = parsed.data as Record<string, unknown>;
  const stream: Stream = `authority-${authority}`;
  const stored = await store.readStream(stream);
  rules[type]?.(payload, new Set(stored.map(({ eventId }) => eventId)));
  const last = stored.findLast((one) => one.type === type && isAboutSame(one.data, payload));
  const voided = stored.some((one) => one.type === 'EventVoided' && one.data['targetEventId'] === last?.eventId);
  if (last !== undefined && !voided && saysSame(last.data, payload)) return { position: last.position, repeated: true };
  const event = {
    eventId: uuidOf(`${stream}/${stored.length}/${type}/${JSON.stringify(payload)}`),
    type,
    childId: '',
    occurredOn: dayOf(payload, definition.on) ?? londonDate(now()),
    source: 'MANUAL' as const,
    ...(recordedBy === undefined ? {} : { recordedBy }),
    data: payload,
  };
  // The stream as it was read: two people who set the same target at once do not both win.
  const { position } = await store.append([{ stream, expectedVersion: stored.at(-1)?.version ?? 0, events: [event] }]);
  return { position, repeated: false };
}

/** What names the thing that is said something about: a measure, a policy key, a day. */
const subjects = ['measure', 'key', 'asAt', 'what', 'from', 'area', 'midYear', 'yearEnding', 'targetEventId'] as const;

const isAboutSame = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean =>
  subjects.every((field) => a[field] === b[field]);

/** The store may hand fields back in another order. */
const saysSame = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every(
    (key) => JSON.stringify(a[key]) === JSON.stringify(b[key]),
  );

const dayOf = (payload: Record<string, unknown>, field: string | undefined): PlainDate | undefined =>
  field === undefined ? undefined : (payload[field] as PlainDate | undefined);

const rules: Readonly<Record<string, (payload: Record<string, unknown>, stored: ReadonlySet<string>) => void>> = {
  PolicySet({ key, value }) {
    const known = Object.hasOwn(policyKeys, key as string) ? policyKeys[key as string]! : undefined;
    if (known === undefined)
      throw new Refused(
        'a-policy-has-a-known-key',
        `There is no policy ${key as string}: ${Object.keys(policyKeys).join(', ')}.`,
      );
    if (mayBe(key as string, value as string)) return;
    const may = known.values === 'NUMBER' ? 'a number' : known.values.join(', ');
    throw new Refused('a-policy-has-a-value-there-is', `${key as string} may be ${may}.`);
  },
  TargetSet({ from, until }) {
    if (until !== undefined && (until as string) < (from as string))
      throw new Refused(
        'a-target-ends-after-it-begins',
        `The target would end on ${until as string}, before it begins on ${from as string}.`,
      );
  },
  EventVoided({ targetEventId }, stored) {
    if (!stored.has(targetEventId as string))
      throw new Refused(
        'only-what-was-recorded-is-voided',
        `There is no event ${targetEventId as string} on this stream.`,
      );
  },
};

/** Loads the published figures of England and its regions, once: how many events that added. */
export async function publish(store: EventStore): Promise<number> {
  const before = await store.lastPosition();
  await store.append(publishedWrites().map((write) => ({ ...write, expectedVersion: 'any' as const })));
  return (await store.lastPosition()) - before;
}
