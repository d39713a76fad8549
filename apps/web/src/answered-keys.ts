import { createHash } from 'node:crypto';
import type { Request } from '#waymark/ask';

const KEYS_KEPT = 10_000;

/**
 * Which idempotency keys were answered for which command, as far back as the last ten thousand since this process started.
 * Enough to tell somebody who reuses a key by mistake; that nothing is done twice rests on the event ids, not on this.
 */
export class AnsweredKeys {
  private readonly known = new Map<string, string>();

  remember(request: Request): void {
    this.known.delete(request.commandId);
    this.known.set(request.commandId, told(request));
    if (this.known.size > KEYS_KEPT) this.known.delete(this.known.keys().next().value!);
  }

  forSomethingElse(request: Request): boolean {
    const before = this.known.get(request.commandId);
    return before !== undefined && before !== told(request);
  }
}

const told = ({ command, body }: Request): string =>
  createHash('sha256')
    .update(`${command} ${JSON.stringify(sorted(body))}`)
    .digest('base64');

/** The same body with its fields in another order is the same command. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
