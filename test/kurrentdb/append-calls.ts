import type { sendUnaryData, ServerDuplexStream, ServerReadableStream, ServerUnaryCall } from '@grpc/grpc-js';
import { status, type ServiceError } from '@grpc/grpc-js';
import type * as streams from '@eventstore/db-client/generated/streams_pb.js';
import { appendAnswer, batchAnswer, batchTooLarge, expectedOf } from './append-answers.ts';
import { appendTooLarge, idOf, nameOf, proposedEvent, rpcError, streamDeleted, StreamsPb } from './messages.ts';
import type { ServerState } from './protocol-server.ts';
import type { ProposedEvent } from './stored-log.ts';

const sizeOf = ({ data, metadata }: ProposedEvent): number => data.length + metadata.length;

/** The call for one append: its options, then its events one by one. */
export function append(
  { log, faults, maxAppendSize }: ServerState,
  call: ServerReadableStream<streams.AppendReq, streams.AppendResp>,
  answer: sendUnaryData<streams.AppendResp>,
): void {
  const events: ProposedEvent[] = [];
  let options: streams.AppendReq.Options | undefined;
  let failure: ServiceError | undefined;
  call.on('data', (request: streams.AppendReq) => {
    try {
      if (request.hasOptions()) {
        faults.guard(call.metadata);
        options = request.getOptions();
      } else events.push(proposedEvent(request.getProposedMessage()!));
      if (events.reduce((sum, event) => sum + sizeOf(event), 0) > maxAppendSize) throw appendTooLarge(maxAppendSize);
    } catch (error) {
      failure ??= error as ServiceError;
    }
  });
  call.on('end', () => {
    if (failure !== undefined) return answer(failure);
    const name = nameOf(options!.getStreamIdentifier());
    const expected = expectedOf(options!, () => options!.getRevision());
    const write = () => {
      const result = appendAnswer(name, expected, log.append(name, expected, events));
      return () => (result instanceof Error ? answer(result) : answer(null, result));
    };
    faults.spoil(write, answer);
  });
}

interface Pending {
  readonly options: streams.BatchAppendReq.Options;
  readonly events: ProposedEvent[];
}

/** One call for any number of appends, each told apart by its correlation id and sent in one or more pieces. */
export function batchAppend(
  { log, faults, maxAppendSize, calls }: ServerState,
  call: ServerDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>,
): void {
  if (faults.refusesBatches) {
    call.emit('error', rpcError(status.UNIMPLEMENTED, 'No batches here'));
    return;
  }
  const pending = new Map<string, Pending>();
  const fail = (error: unknown) => void call.emit('error', error);
  calls.add(call);
  for (const end of ['cancelled', 'error', 'close']) call.on(end, () => calls.delete(call));
  call.on('end', () => call.end());
  call.on('data', (request: streams.BatchAppendReq) => {
    const correlation = idOf(request.getCorrelationId());
    try {
      if (request.hasOptions()) {
        faults.guard(call.metadata);
        pending.set(correlation, { options: request.getOptions()!, events: [] });
      }
      const { options, events } = pending.get(correlation)!;
      events.push(...request.getProposedMessagesList().map(proposedEvent));
      if (!request.getIsFinal()) return;
      pending.delete(correlation);
      const name = nameOf(options.getStreamIdentifier());
      const expected = expectedOf(options, () => options.getStreamPosition());
      const isTooLarge = events.reduce((sum, event) => sum + sizeOf(event), 0) > maxAppendSize;
      const write = () => {
        const result = isTooLarge
          ? batchTooLarge(name, maxAppendSize)
          : batchAnswer(name, expected, log.append(name, expected, events));
        return () => call.write(result.setCorrelationId(request.getCorrelationId()));
      };
      faults.spoil(write, fail);
    } catch (error) {
      fail(error);
    }
  });
}

type RemoveReq = streams.DeleteReq | streams.TombstoneReq;
type RemoveResp = streams.DeleteResp | streams.TombstoneResp;

/** Deletes a stream softly, or for ever. */
export function remove(
  { log, faults }: ServerState,
  forEver: boolean,
  call: ServerUnaryCall<RemoveReq, RemoveResp>,
  answer: sendUnaryData<RemoveResp>,
): void {
  try {
    faults.guard(call.metadata);
    const options = call.request.getOptions()!;
    const name = nameOf(options.getStreamIdentifier());
    const outcome = log.remove(
      name,
      expectedOf(options, () => options.getRevision()),
      forEver,
    );
    if (outcome.verdict === 'deleted') throw streamDeleted(name);
    if (outcome.verdict !== 'written') throw rpcError(status.FAILED_PRECONDITION, 'WrongExpectedVersion');
    const response = forEver ? new StreamsPb.TombstoneResp() : new StreamsPb.DeleteResp();
    const position = forEver ? new StreamsPb.TombstoneResp.Position() : new StreamsPb.DeleteResp.Position();
    position.setCommitPosition(outcome.position.toString());
    position.setPreparePosition(outcome.position.toString());
    response.setPosition(position);
    answer(null, response);
  } catch (error) {
    answer(error as ServiceError);
  }
}
