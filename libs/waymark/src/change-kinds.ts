import { registerSubject } from '#case-flow/workforce/register-streams';
import type { StoredEvent } from '#event-store/event-store';

/** How a figure comes to move after it was given out. */
export type ChangeKind =
  'late entry' | 'correction' | 'void' | 'merge' | 'unmerge' | 'reattribution' | 'register change' | 'reference data';

/** An event that moved something, without what is personal. */
export interface Cause {
  readonly eventId: string;
  readonly type: string;
  readonly kind: ChangeKind;
  readonly stream: string;
  readonly position: number;
  readonly occurredOn: string;
  readonly recordedAt: string;
  readonly recordedBy?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const repairs: Readonly<Record<string, ChangeKind>> = {
  EventDateCorrected: 'correction',
  DemographicsAmended: 'correction',
  EventVoided: 'void',
  DuplicateRecordsMerged: 'merge',
  MergedInto: 'merge',
  MergeReversed: 'unmerge',
  EventReattributed: 'reattribution',
};

/** What kind of change an event is, told after the fact. */
export function changeKind(event: StoredEvent): ChangeKind {
  if (event.childId === '') return registerSubject(event) === undefined ? 'reference data' : 'register change';
  return Object.hasOwn(repairs, event.type) ? repairs[event.type]! : 'late entry';
}

/** An event as the cause of a movement. */
export function causeOf(event: StoredEvent): Cause {
  const { eventId, type, stream, position, occurredOn, recordedAt, recordedBy, data } = event;
  return {
    eventId,
    type,
    kind: changeKind(event),
    stream,
    position,
    occurredOn,
    recordedAt,
    ...(recordedBy === undefined ? {} : { recordedBy }),
    data,
  };
}
