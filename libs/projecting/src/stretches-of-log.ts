import type { StoredEvent } from '#event-store/event-store';
import type { Positions } from './checkpoints.ts';
import type { Projecting } from './project.ts';
import { isBarrier, shardOfEvent } from './shards.ts';

/** A stretch of the log, `from` excluded and `to` included, and what some shards have to take in of it. */
export interface Stretch {
  readonly shards: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly events: readonly StoredEvent[];
}

const EVENTS_AT_ONCE = 1000;

/**
 * What shards have to take in, in order, to come from where they stand to where they are to stand. Barriers lie only where
 * all of them go together: see `positionsOf`. `links` learns what it passes.
 */
export async function* stretchesBetween(
  { store, links }: Pick<Projecting, 'store' | 'links'>,
  from: Positions,
  to: Positions,
): AsyncGenerator<Stretch> {
  const marks = [...new Set([...from.values(), ...to.values()])].sort((a, b) => a - b);
  for (const [i, end] of marks.entries()) {
    const begin = i === 0 ? end : marks[i - 1]!;
    const shards = [...to].filter(([shard, last]) => last >= end && from.get(shard)! <= begin).map(([shard]) => shard);
    const isTheirs = (event: StoredEvent) => isBarrier(event) || shards.includes(shardOfEvent(links, event));
    for (let at = begin; at < end && shards.length > 0;) {
      const read = await store.readAll(at, EVENTS_AT_ONCE, { upToPosition: end });
      links.learn(read);
      const last = read.at(-1)?.position ?? end;
      yield { shards, from: at, to: last, events: read.filter(isTheirs) };
      at = last;
    }
  }
}
