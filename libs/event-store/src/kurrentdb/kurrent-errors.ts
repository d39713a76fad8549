import {
  CancelledError,
  DeadlineExceededError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  TimeoutError,
  UnavailableError,
  UnknownError,
} from '@eventstore/db-client';
import { Unavailable } from '../event-store.ts';

/** gRPC status codes that the client hands on without a class of their own. */
const RESOURCE_EXHAUSTED = 8;
const INTERNAL = 13;

/** Our own timer ran out: the client leaves some calls open for ever when the server does not answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The stream is not at the revision that the append was written for. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Whether the same call may well succeed a moment later. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof NoAnswer ||
    error instanceof UnavailableError ||
    error instanceof CancelledError ||
    error instanceof DeadlineExceededError ||
    error instanceof TimeoutError ||
    error instanceof NotLeaderError ||
    (error instanceof UnknownError && error.code === INTERNAL) ||
    CLIENT_MESSAGES.test(messageOf(error))
  );
}

/** Whether the call surely never reached a server that could have carried it out. */
export function wasNotSent(error: unknown): boolean {
  if (error instanceof NotLeaderError) return true;
  return NOT_SENT.test(messageOf(error));
}

/** Why no later attempt could store it either; undefined when that is not so. */
export function contentFault(error: unknown): string | undefined {
  if (error instanceof MaxAppendSizeExceededError) {
    return `it is larger than the ${error.maxAppendSize} bytes that the server takes at once`;
  }
  if (error instanceof UnknownError && error.code === RESOURCE_EXHAUSTED) return messageOf(error);
  if (error instanceof StreamDeletedError) return `the stream ${error.streamName} was deleted for good on the server`;
  return undefined;
}

/** The error as callers of the store are told: Unavailable when trying again later makes sense, else as it is. */
export function asUnavailable(error: unknown, consequence: string): unknown {
  if (!isPassing(error)) return error;
  return new Unavailable(`The event store cannot be reached: ${messageOf(error)}. ${consequence}`, { cause: error });
}

/** What went wrong, without the empty note that the client's library ends some messages with. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.?\s*Resolution note:\s*\.?\s*$/, '');

/** The client says these as plain errors: no member of the cluster found; a channel closed while a call began. */
const CLIENT_MESSAGES =
  /^Failed to discover|Channel has been shut down|Channel has been closed|Cannot call .* on a closed/;
const NOT_SENT = /^Failed to discover|No connection established|ECONNREFUSED|Name resolution failed|Channel has been/;
