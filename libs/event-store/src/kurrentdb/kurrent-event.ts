import { epochMilliseconds, instantFromEpochMilliseconds, type Instant } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { AllStreamResolvedEvent, EventData, ResolvedEvent } from '@eventstore/db-client';
import type { PlacedEvent } from '../append-decision.ts';
import type { StoredEvent } from '../event-store.ts';
import type { Meta } from '../storable-event.ts';

/** What stands in an event's metadata on the server, beside its id, type and data. */
interface Metadata {
  readonly childId: string;
  readonly occurredOn: PlainDate;
  readonly recordedAt: Instant;
  /** The store's clock, where a trusted import gave the event an earlier `recordedAt`. */
  readonly clockAt?: Instant;
  /** Of all events of one append: whoever finds his own events stored knows by it that it was he who stored them. */
  readonly append: string;
  /** Sealed, in base64. */
  readonly personal?: string;
  readonly envelope: Meta;
}

/** An event written out for the server; plain text, so that an intent can keep it as it is. */
export interface WrittenEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** An event as it came from the server, its personal details still sealed. */
export interface ReadEvent {
  readonly event: StoredEvent;
  readonly sealed?: Buffer;
  readonly append: string;
  /** What the store's clock said when it was stored, in milliseconds. */
  readonly clock: number;
}

/** Writes an event out. `clock` is what the store's clock says, in milliseconds. */
export function writtenEvent(placed: PlacedEvent, append: string, clock: number, sealed?: Buffer): WrittenEvent {
  const { eventId, type, childId, occurredOn, metaJson, dataJson } = placed.event;
  const { recordedAt } = placed;
  const clockAt = instantFromEpochMilliseconds(clock);
  const known: Omit<Metadata, 'envelope'> = {
    childId,
    occurredOn,
    recordedAt,
    ...(clockAt !== recordedAt && { clockAt }),
    append,
    ...(sealed !== undefined && { personal: sealed.toString('base64') }),
  };
  const metadata = `${JSON.stringify(known).slice(0, -1)},"envelope":${metaJson}}`;
  return { id: eventId, type, data: dataJson, metadata };
}

/** The event as the client takes it. */
export function eventData({ id, type, data, metadata }: WrittenEvent): EventData {
  return {
    id,
    type,
    contentType: 'application/json',
    data: JSON.parse(data) as Record<string, unknown>,
    metadata: new Uint8Array(Buffer.from(metadata)),
  };
}

/** Reads an event whose stream the server knows under a prefix. Refuses one that was not written by this program. */
export function readEvent(resolved: ResolvedEvent | AllStreamResolvedEvent, prefix: string): ReadEvent {
  const { event } = resolved;
  if (event === undefined) throw new Error('KurrentDB handed over a link instead of an event.');
  const metadata = event.metadata as unknown as Partial<Metadata> | undefined;
  if (metadata?.recordedAt === undefined || metadata.childId === undefined || metadata.occurredOn === undefined) {
    throw new Error(
      `The event ${event.id} (${event.type}, revision ${event.revision} of ${event.streamId}) was not written by Waymark: ` +
        'its metadata has neither childId, occurredOn nor recordedAt. Streams whose names begin with child-, authority-, ' +
        'worker-, team- or report- belong to Waymark alone.',
    );
  }
  const { childId, occurredOn, recordedAt, clockAt, personal, append = '', envelope } = metadata;
  const stored: StoredEvent = {
    ...envelope,
    eventId: event.id,
    type: event.type,
    childId,
    occurredOn,
    recordedAt,
    data: event.data as Record<string, unknown>,
    position: positionOf(event.position?.commit, event.streamId),
    stream: event.streamId.slice(prefix.length),
    version: Number(event.revision) + 1,
  };
  const clock = epochMilliseconds(clockAt ?? recordedAt);
  return { event: stored, append, clock, ...(personal !== undefined && { sealed: Buffer.from(personal, 'base64') }) };
}

/** A commit position as a number; refuses one that a number cannot hold, and a server that does not tell any. */
export function positionOf(commit: bigint | undefined, stream: string): number {
  if (commit !== undefined && commit <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(commit);
  throw new Error(
    `The server gave the position ${commit ?? 'unknown'} for an event of ${stream}: Waymark needs a server that tells ` +
      'positions (23.10 or later) and a log of less than 9 petabytes.',
  );
}
