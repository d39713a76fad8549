import { status, type ServerWritableStream, type ServiceError } from '@grpc/grpc-js';
import type * as streams from '@eventstore/db-client/generated/streams_pb.js';
import { filterOf } from './event-filter.ts';
import { identifierOf, nameOf, readEvent, rpcError, streamDeleted, StreamsPb } from './messages.ts';
import type { ServerState } from './protocol-server.ts';
import { subscription } from './subscription-call.ts';
import type { LoggedEvent } from './stored-log.ts';

/** One reader: writes wait for it when it is slow, and end when it has gone. */
export interface Reader {
  readonly options: streams.ReadReq.Options;
  /** Of the stream that is read; undefined when all are. */
  readonly name: string | undefined;
  readonly signal: AbortSignal;
  write(response: streams.ReadResp): Promise<void>;
}

export type ReadCall = ServerWritableStream<streams.ReadReq, streams.ReadResp>;

/** Reads of a stream or of all, forwards or backwards, up to a count or for ever: one call for all of them. */
export async function read(state: ServerState, call: ReadCall): Promise<void> {
  const gone = new AbortController();
  const leave = () => {
    gone.abort();
    state.calls.delete(call);
  };
  for (const end of ['cancelled', 'close', 'error']) call.on(end, leave);
  state.calls.add(call);
  try {
    state.faults.guard(call.metadata);
    const options = call.request.getOptions()!;
    const name = options.hasAll() ? undefined : nameOf(options.getStream()!.getStreamIdentifier());
    const reader = {
      options,
      name,
      signal: gone.signal,
      write: (response: streams.ReadResp) => paced(call, response, gone.signal),
    };
    if (options.hasSubscription()) await subscription(state, reader);
    else await readOnce(state, reader);
    call.end();
  } catch (error) {
    const isRpc = typeof (error as ServiceError).code === 'number';
    call.emit('error', isRpc ? error : rpcError(status.INTERNAL, String((error as Error).stack)));
  } finally {
    state.calls.delete(call);
  }
}

async function readOnce(state: ServerState, { options, name, signal, write }: Reader): Promise<void> {
  if (name !== undefined && state.log.streams.get(name)?.isTombstoned) throw streamDeleted(name);
  if (name !== undefined && state.log.isHidden(name)) {
    const missing = new StreamsPb.ReadResp.StreamNotFound();
    missing.setStreamIdentifier(identifierOf(name));
    return write(new StreamsPb.ReadResp().setStreamNotFound(missing));
  }
  const isBackwards = options.getReadDirection() === StreamsPb.ReadReq.Options.ReadDirection.BACKWARDS;
  const [events, first] =
    name === undefined ? placeInAll(state, options, isBackwards) : placeIn(state, options, name, isBackwards);
  const passes = options.hasFilter() ? filterOf(options.getFilter()!).passes : () => true;
  const hiddenBelow = name === undefined ? 0 : Number(state.log.streams.get(name)!.truncatedBefore);
  let left = Number(options.getCount());
  for (let i = first; i >= hiddenBelow && i < events.length && left > 0 && !signal.aborted; i += isBackwards ? -1 : 1) {
    if (!passes(events[i]!)) continue;
    left--;
    await write(readEvent(events[i]!, name === undefined));
  }
}

type PlaceFound = readonly [events: readonly LoggedEvent[], first: number];

/** Forwards from a position begins at it; backwards from a position begins before it. */
function placeInAll({ log }: ServerState, options: streams.ReadReq.Options, isBackwards: boolean): PlaceFound {
  const all = options.getAll()!;
  if (all.hasStart()) return [log.all, isBackwards ? -1 : 0];
  if (all.hasEnd()) return [log.all, isBackwards ? log.all.length - 1 : log.all.length];
  const at = log.indexFrom(BigInt(all.getPosition()!.getCommitPosition()), true);
  return [log.all, isBackwards ? at - 1 : at];
}

function placeIn(
  { log }: ServerState,
  options: streams.ReadReq.Options,
  name: string,
  isBackwards: boolean,
): PlaceFound {
  const { events, truncatedBefore } = log.streams.get(name)!;
  const from = options.getStream()!;
  if (from.hasEnd()) return [events, isBackwards ? events.length - 1 : events.length];
  const revision = from.hasStart() ? 0 : Number(from.getRevision());
  if (isBackwards) return [events, Math.min(revision, events.length - 1)];
  return [events, Math.max(revision, Number(truncatedBefore))];
}

/** Waits where the reader is slow: without it, all that it has not read yet would pile up here. */
async function paced(call: ReadCall, response: streams.ReadResp, signal: AbortSignal): Promise<void> {
  if (call.write(response)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      call.off('drain', go);
      signal.removeEventListener('abort', go);
      resolve();
    };
    call.once('drain', go);
    signal.addEventListener('abort', go);
    if (signal.aborted) go();
  });
}
