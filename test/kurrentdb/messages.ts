import { randomUUID } from 'node:crypto';
import gossipMessages from '@eventstore/db-client/generated/gossip_pb.js';
import featureMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import sharedMessages from '@eventstore/db-client/generated/shared_pb.js';
import statusMessages from '@eventstore/db-client/generated/status_pb.js';
import streamMessages from '@eventstore/db-client/generated/streams_pb.js';
import type * as shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as streams from '@eventstore/db-client/generated/streams_pb.js';
import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import type { LoggedEvent, ProposedEvent } from './stored-log.ts';

/** The messages of the service definitions that the client package brings along. */
export const [StreamsPb, SharedPb, StatusPb, GossipPb, FeaturesPb] = [
  streamMessages,
  sharedMessages,
  statusMessages,
  gossipMessages,
  featureMessages,
];

/** An error as the server sends it: `exception` names it for the client, in the call's trailing metadata. */
export function rpcError(
  code: status,
  details: string,
  trailing: Readonly<Record<string, string | number>> = {},
): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailing)) metadata.set(key, String(value));
  return Object.assign(new Error(details), { code, details, metadata });
}

export const streamDeleted = (name: string): ServiceError =>
  rpcError(status.FAILED_PRECONDITION, `Event stream '${name}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': name,
  });

export const appendTooLarge = (most: number): ServiceError =>
  rpcError(status.INVALID_ARGUMENT, 'Maximum Append Size Exceeded', {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': most,
  });

export function identifierOf(name: string): shared.StreamIdentifier {
  const identifier = new SharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name));
  return identifier;
}

export const nameOf = (identifier: shared.StreamIdentifier | undefined): string =>
  Buffer.from(identifier!.getStreamName_asU8()).toString();

/** An id as text, whichever of the two ways it was sent in. */
export function idOf(uuid: shared.UUID | undefined): string {
  if (uuid === undefined) return randomUUID();
  if (!uuid.hasStructured()) return uuid.getString();
  const half = (value: string) => BigInt.asUintN(64, BigInt(value)).toString(16).padStart(16, '0');
  const { mostSignificantBits, leastSignificantBits } = uuid.getStructured()!.toObject();
  const hex = half(mostSignificantBits) + half(leastSignificantBits);
  return [0, 8, 12, 16, 20].map((from, i) => hex.slice(from, [8, 12, 16, 20, 32][i])).join('-');
}

type ProposedMessage = streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage;

/** The event that a client proposes; refuses one that names no type or no content type. */
export function proposedEvent(message: ProposedMessage): ProposedEvent {
  const known = message.getMetadataMap();
  const missing = ['type', 'content-type'].find((key) => !known.has(key));
  if (missing !== undefined) {
    throw rpcError(status.INVALID_ARGUMENT, `Required Metadata Property '${missing}' is missing`, {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': missing,
    });
  }
  return {
    id: idOf(message.getId()),
    type: known.get('type')!,
    contentType: known.get('content-type')!,
    data: Buffer.from(message.getData_asU8()),
    metadata: Buffer.from(message.getCustomMetadata_asU8()),
  };
}

/** A stored event as a reader gets it; readers of the whole log also get its commit position. */
export function readEvent(event: LoggedEvent, isOfAll: boolean): streams.ReadResp {
  const recorded = new StreamsPb.ReadResp.ReadEvent.RecordedEvent();
  const id = new SharedPb.UUID();
  id.setString(event.id);
  recorded.setId(id);
  recorded.setStreamIdentifier(identifierOf(event.stream));
  recorded.setStreamRevision(event.revision.toString());
  recorded.setPreparePosition(event.position.toString());
  recorded.setCommitPosition(event.position.toString());
  const known = recorded.getMetadataMap();
  known.set('type', event.type);
  known.set('content-type', event.contentType);
  known.set('created', event.created);
  recorded.setData(event.data);
  recorded.setCustomMetadata(event.metadata);
  const read = new StreamsPb.ReadResp.ReadEvent();
  read.setEvent(recorded);
  if (isOfAll) read.setCommitPosition(event.position.toString());
  else read.setNoPosition(new SharedPb.Empty());
  const response = new StreamsPb.ReadResp();
  response.setEvent(read);
  return response;
}
