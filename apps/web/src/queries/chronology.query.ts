import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import { factsOf, inOrderOfRecording, voidedIds, type Journey } from '#case-flow/journey';
import type { StoredEvent } from '#event-store/event-store';
import { restrictedChildren, withoutRestricted } from '#waymark/restricted';
import { Waymark } from '../waymark.ts';
import { withoutSharedAccounts } from './withheld-accounts.ts';
import { wordsOf } from '../words.ts';
import { knownChild, markerOf, type KnownChild } from './known-child.ts';
import { asOperator, type SeenBy } from './seen-by.ts';

/** One event of a chronology: what it says, when it was, when and by whom it was recorded, and what became of it since. */
export interface ChronologyLine {
  readonly eventId: string;
  readonly type: string;
  /** The event's name in words. */
  readonly says: string;
  /** The day in the world as it is believed now; `recordedAs` is what was said first, where it was corrected. */
  readonly on: PlainDate;
  readonly recordedAs?: PlainDate;
  readonly recordedAt: Instant;
  readonly recordedBy?: string;
  readonly actingTeam?: string;
  /** Whose stream holds it, where that is a record merged into this one. */
  readonly mergedFrom?: string;
  readonly data: object;
  /** Null once the child's key has been destroyed. */
  readonly personal?: object | null;
  readonly corrected?: readonly {
    readonly field: string;
    readonly to: string;
    readonly recordedAt: Instant;
    readonly by: string;
  }[];
  readonly voided?: { readonly recordedAt: Instant; readonly by: string };
}

/** Everything recorded about one child. */
export class ChronologyQuery extends Query<object> {
  constructor(
    readonly childId: string,
    readonly asKnownAt: Instant | null,
    readonly order: 'oldest' | 'newest',
    readonly seen: SeenBy = asOperator,
  ) {
    super();
  }
}

@QueryHandler(ChronologyQuery)
export class ChronologyHandler implements IQueryHandler<ChronologyQuery> {
  constructor(private readonly waymark: Waymark) {}

  async execute({ childId, asKnownAt, order, seen }: ChronologyQuery): Promise<object> {
    const { store } = this.waymark;
    const now = await knownChild(store, childId, null); // a restriction counts from today's knowledge, whatever is asked
    const child = asKnownAt === null ? now : await knownChild(store, childId, asKnownAt);
    const marker = (now.identity.restriction && markerOf(now, seen)) ?? markerOf(child, seen);
    const hidden = await restrictedChildren(this.waymark.database, seen.mayOpen);
    if (marker) return withoutRestricted({ ...marker, asKnownAt, events: [] }, hidden);
    const told = chronology(withoutSharedAccounts(child, hidden)).map(({ personal, ...line }) =>
      seen.showsPersonal && personal !== undefined ? { ...line, personal } : line,
    );
    const lines = withoutRestricted(told, hidden);
    return { childId, version: child.version, asKnownAt, events: order === 'oldest' ? lines : lines.toReversed() };
  }
}

/** The lines of a chronology in the order of the world: by the day believed now, then by recording. */
export function chronology({ childId, journey, events }: KnownChild): readonly ChronologyLine[] {
  const facts = new Map(journey.facts.map((fact) => [fact.eventId, fact]));
  const corrections = correctionsIn(journey);
  const voids = voidsIn(events);
  return events
    .map((event): ChronologyLine => {
      const { eventId, type, occurredOn, recordedAt, recordedBy, actingTeam, data, personal } = event;
      const fact = facts.get(eventId);
      const on = fact?.on ?? occurredOn;
      const corrected = corrections.get(eventId);
      const voided = voids.get(eventId);
      return {
        eventId,
        type,
        says: wordsOf(type),
        on,
        ...(on === occurredOn ? {} : { recordedAs: occurredOn }),
        recordedAt,
        ...(recordedBy === undefined ? {} : { recordedBy }),
        ...(actingTeam === undefined ? {} : { actingTeam }),
        ...(event.childId === childId ? {} : { mergedFrom: event.childId }),
        data: fact?.data ?? data,
        ...(personal === undefined ? {} : { personal }),
        ...(corrected === undefined ? {} : { corrected }),
        ...(voided === undefined ? {} : { voided }),
      };
    })
    .sort((a, b) => compare(a.on, b.on) || compare(a.recordedAt, b.recordedAt));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function correctionsIn(journey: Journey): ReadonlyMap<string, NonNullable<ChronologyLine['corrected']>> {
  const byTarget = new Map<string, NonNullable<ChronologyLine['corrected']>>();
  for (const { eventId, recordedAt, data } of factsOf(journey, 'EventDateCorrected')) {
    const { targetEventId, field, to } = data;
    byTarget.set(targetEventId, [...(byTarget.get(targetEventId) ?? []), { field, to, recordedAt, by: eventId }]);
  }
  return byTarget;
}

function voidsIn(events: readonly StoredEvent[]): ReadonlyMap<string, NonNullable<ChronologyLine['voided']>> {
  const voided = voidedIds(events.toSorted(inOrderOfRecording));
  const voids = events.filter(
    ({ type, eventId }) => (type === 'EventVoided' || type === 'EventReattributed') && !voided.has(eventId),
  );
  return new Map(
    voids.map(({ eventId, recordedAt, data }) => [String(data['targetEventId']), { recordedAt, by: eventId }]),
  );
}
