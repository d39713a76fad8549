import type { LoggedEvent, ProposedEvent, StoredLog } from './stored-log.ts';

/** The revision an append expects its stream to be at. */
export type Expected = bigint | 'any' | 'no-stream' | 'stream-exists';

export type Verdict =
  | { readonly verdict: 'right' }
  | { readonly verdict: 'repeated'; readonly last: LoggedEvent }
  /** `current` is -1 when there is no such stream. */
  | { readonly verdict: 'wrong'; readonly current: bigint }
  | { readonly verdict: 'deleted' };

/**
 * What the server decides before it commits. With an exact revision the ids of the append are compared with those that
 * stand after it; with none, with the ids remembered lately.
 */
export function checkCommit(
  log: StoredLog,
  name: string,
  expected: Expected,
  events: readonly ProposedEvent[],
): Verdict {
  const stream = log.streams.get(name);
  if (stream?.isTombstoned) return { verdict: 'deleted' };
  const current = BigInt(stream?.events.length ?? 0) - 1n;
  if (expected === 'stream-exists' && current < 0n) return { verdict: 'wrong', current };
  if (expected === 'any' || expected === 'stream-exists') return byRecentIds(log, name, events, current);
  const after = expected === 'no-stream' ? -1n : expected;
  if (after === current) return { verdict: 'right' };
  if (after > current) return { verdict: 'wrong', current };
  const standing = stream!.events.slice(Number(after) + 1, Number(after) + 1 + events.length);
  const isSame = events.length > 0 && events.every(({ id }, i) => standing[i]?.id === id);
  if (isSame) return { verdict: 'repeated', last: standing.at(-1)! };
  // A deleted stream may be begun anew, and goes on behind what is hidden.
  return expected === 'no-stream' && log.isHidden(name) ? { verdict: 'right' } : { verdict: 'wrong', current };
}

function byRecentIds(log: StoredLog, name: string, events: readonly ProposedEvent[], current: bigint): Verdict {
  const known = events.map(({ id }) => log.recent.get(id)).filter((event) => event?.stream === name);
  if (known.length === 0) return { verdict: 'right' };
  const last = known.at(-1);
  if (known.length < events.length || last === undefined) return { verdict: 'wrong', current };
  return { verdict: 'repeated', last };
}
