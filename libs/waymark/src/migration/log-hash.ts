import { createHash } from 'node:crypto';
import type { StoredEvent } from '#event-store/event-store';
import { canonicalJson } from '#reporting/canonical-json';

/**
 * An event as one text, the same whatever store it is read from: everything but its position in the log, personal details
 * included. Details that were destroyed are told apart from details that never were.
 */
export function spelled({ position: _, personal, ...event }: StoredEvent): string {
  return canonicalJson({ ...event, details: personal === undefined ? 'none' : (personal ?? 'erased') });
}

/** The SHA-256 over events in the order they are told. */
export class LogHash {
  private readonly hash = createHash('sha256');
  events = 0;

  add(event: StoredEvent): void {
    this.hash.update(spelled(event)).update('\n');
    this.events++;
  }

  /** Can be asked once. */
  hex(): string {
    return this.hash.digest('hex');
  }
}

/** The parts of an event in which two copies differ, by name. */
export function differingParts(a: StoredEvent, b: StoredEvent): readonly string[] {
  const [one, other] = [a, b] as unknown as [Record<string, unknown>, Record<string, unknown>];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => name !== 'position');
  return names.filter(
    (name) => (one[name] === undefined) !== (other[name] === undefined) || !same(one[name], other[name]),
  );
}

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
