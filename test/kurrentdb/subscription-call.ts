import { randomUUID } from 'node:crypto';
import { filterOf } from './event-filter.ts';
import { dropped } from './faults.ts';
import { readEvent, streamDeleted, StreamsPb } from './messages.ts';
import type { ServerState } from './protocol-server.ts';
import type { Reader } from './read-calls.ts';
import type { LoggedEvent } from './stored-log.ts';

/**
 * A subscription: confirmed first, then every event strictly after the place named (from the start, the first one too),
 * checkpoints where a filter passes little, "caught up" at the end of the log, and then what comes.
 */
export async function subscription(state: ServerState, reader: Reader): Promise<void> {
  const { options, name, signal, write } = reader;
  const confirmation = new StreamsPb.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(randomUUID());
  await write(new StreamsPb.ReadResp().setConfirmation(confirmation));
  if (name !== undefined && state.log.streams.get(name)?.isTombstoned) throw streamDeleted(name);
  state.subscribedFrom.push(options.getAll()?.getPosition()?.getCommitPosition() ?? '');
  const filter = options.hasFilter() ? filterOf(options.getFilter()!) : undefined;
  let [considered, sent, isLive] = [0, 0, false];
  for (let i = firstIndex(state, reader); !signal.aborted;) {
    const events = eventsOf(state, name);
    for (; i < events.length && !signal.aborted; i++) {
      const event = events[i]!;
      if (filter?.passes(event) ?? true) {
        await write(readEvent(event, name === undefined));
        if (++sent >= state.faults.dropSubscriptionAfter) throw dropped();
      }
      if (filter === undefined || ++considered < filter.checkpointAfter) continue;
      considered = 0;
      await write(checkpointAt(event.position));
    }
    if (!isLive && !signal.aborted) {
      isLive = true;
      await write(new StreamsPb.ReadResp().setCaughtUp(new StreamsPb.ReadResp.CaughtUp()));
    }
    if (i >= eventsOf(state, name).length) await state.log.grown(signal);
  }
}

function checkpointAt(position: bigint) {
  const checkpoint = new StreamsPb.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(position.toString());
  checkpoint.setPreparePosition(position.toString());
  return new StreamsPb.ReadResp().setCheckpoint(checkpoint);
}

const eventsOf = ({ log }: ServerState, name: string | undefined): readonly LoggedEvent[] =>
  name === undefined ? log.all : (log.streams.get(name)?.events ?? []);

function firstIndex({ log }: ServerState, { options, name }: Reader): number {
  if (name === undefined) {
    const all = options.getAll()!;
    if (all.hasStart()) return 0;
    return all.hasEnd() ? log.all.length : log.indexFrom(BigInt(all.getPosition()!.getCommitPosition()), false);
  }
  const stream = options.getStream()!;
  if (stream.hasStart()) return 0;
  return stream.hasEnd() ? (log.streams.get(name)?.events.length ?? 0) : Number(stream.getRevision()) + 1;
}
