import codes from '@eventstore/db-client/generated/code_pb.js';
import type { ServiceError } from '@grpc/grpc-js';
import anyMessages from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessages from 'google-protobuf/google/protobuf/empty_pb.js';
import type * as shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Message } from 'google-protobuf';
import type { Expected } from './commit-check.ts';
import { identifierOf, SharedPb, StatusPb, streamDeleted, StreamsPb } from './messages.ts';
import type { StoredLog } from './stored-log.ts';

export type Outcome = ReturnType<StoredLog['append']>;

interface ExpectedOptions {
  hasNoStream(): boolean;
  hasAny(): boolean;
  hasStreamExists(): boolean;
}

/** What the options of a call expect of its stream. */
export function expectedOf(options: ExpectedOptions, revision: () => string): Expected {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  return options.hasStreamExists() ? 'stream-exists' : BigInt(revision());
}

/** The answer to the call for one append; where the stream was deleted, an error. */
export function appendAnswer(name: string, expected: Expected, outcome: Outcome): streams.AppendResp | ServiceError {
  if (outcome.verdict === 'deleted') return streamDeleted(name);
  const response = new StreamsPb.AppendResp();
  if (outcome.verdict === 'written') {
    const success = new StreamsPb.AppendResp.Success();
    success.setCurrentRevision(outcome.revision.toString());
    const position = new StreamsPb.AppendResp.Position();
    position.setCommitPosition(outcome.position.toString());
    position.setPreparePosition(outcome.position.toString());
    success.setPosition(position);
    return response.setSuccess(success);
  }
  if (outcome.verdict !== 'wrong') throw new Error(`An append cannot end as "${outcome.verdict}".`);
  const wrong = new StreamsPb.AppendResp.WrongExpectedVersion();
  if (outcome.current < 0n) wrong.setCurrentNoStream(new SharedPb.Empty());
  else wrong.setCurrentRevision(outcome.current.toString());
  if (expected === 'any') wrong.setExpectedAny(new SharedPb.Empty());
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new SharedPb.Empty());
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new SharedPb.Empty());
  else wrong.setExpectedRevision(expected.toString());
  return response.setWrongExpectedVersion(wrong);
}

/** The answer to one append of a batch. */
export function batchAnswer(name: string, expected: Expected, outcome: Outcome): streams.BatchAppendResp {
  const response = new StreamsPb.BatchAppendResp();
  response.setStreamIdentifier(identifierOf(name));
  if (outcome.verdict === 'written') {
    const success = new StreamsPb.BatchAppendResp.Success();
    success.setCurrentRevision(outcome.revision.toString());
    const position = new SharedPb.AllStreamPosition();
    position.setCommitPosition(outcome.position.toString());
    position.setPreparePosition(outcome.position.toString());
    success.setPosition(position);
    return response.setSuccess(success);
  }
  if (outcome.verdict === 'wrong') {
    return refuse(response, 'WrongExpectedVersion', wrongVersion(expected, outcome.current));
  }
  const deleted = new SharedPb.StreamDeleted();
  deleted.setStreamIdentifier(identifierOf(name));
  return refuse(response, 'StreamDeleted', deleted);
}

export function batchTooLarge(name: string, most: number): streams.BatchAppendResp {
  const response = new StreamsPb.BatchAppendResp();
  response.setStreamIdentifier(identifierOf(name));
  const detail = new SharedPb.MaximumAppendSizeExceeded();
  detail.setMaxappendsize(most);
  return refuse(response, 'MaximumAppendSizeExceeded', detail);
}

function wrongVersion(expected: Expected, current: bigint): shared.WrongExpectedVersion {
  const wrong = new SharedPb.WrongExpectedVersion();
  if (current < 0n) wrong.setCurrentNoStream(new emptyMessages.Empty());
  else wrong.setCurrentStreamRevision(current.toString());
  if (expected === 'any') wrong.setExpectedAny(new emptyMessages.Empty());
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new emptyMessages.Empty());
  else if (expected === 'stream-exists') wrong.setExpectedStreamExists(new emptyMessages.Empty());
  else wrong.setExpectedStreamPosition(expected.toString());
  return wrong;
}

/** In a batch, an append fails by a status whose detail is a message of a known name. */
function refuse(response: streams.BatchAppendResp, name: string, detail: Message): streams.BatchAppendResp {
  const any = new anyMessages.Any();
  any.pack(detail.serializeBinary(), `event_store.client.${name}`);
  const failure = new StatusPb.Status();
  failure.setCode(codes.Code.FAILED_PRECONDITION);
  failure.setMessage(name);
  failure.setDetails(any);
  return response.setError(failure);
}
