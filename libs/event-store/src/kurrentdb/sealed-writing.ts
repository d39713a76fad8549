import type { PlacedEvent } from '../append-decision.ts';
import { sealDetails, type PersonalDetails } from '../personal-details.ts';
import { unstorable, type StorableWrite } from '../storable-event.ts';
import type { ChildKeys } from './child-keys.ts';
import type { IntentPart } from './intents.ts';
import { writtenEvent, type WrittenEvent } from './kurrent-event.ts';

/** The keys of the children whose personal details an append brings, and those of them who were erased. */
export interface AppendKeys {
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly erased: ReadonlySet<string>;
}

/** Writes accepted events out for the server, their personal details sealed. */
export class SealedWriting {
  constructor(
    private readonly details: PersonalDetails,
    readonly keys: ChildKeys,
  ) {}

  async keysFor(writes: readonly StorableWrite[]): Promise<AppendKeys> {
    const events = writes.flatMap((write) => write.events).filter(({ personalJson }) => personalJson !== undefined);
    const found = await this.keys.find([...new Set(events.map(({ childId }) => childId))]);
    return asKeys(found);
  }

  /**
   * The accepted events by stream. A child without a key gets one first, kept before anything is written; whoever is
   * erased in that very moment is refused (Unstorable).
   */
  async partsOf(
    accepted: readonly PlacedEvent[],
    { keys }: AppendKeys,
    append: string,
    clock: number,
  ): Promise<readonly IntentPart[]> {
    const { sealed, erased } = sealDetails(this.details, accepted, await this.withNewKeys(accepted, keys));
    await this.keys.markErased([...erased]);
    const parts = new Map<string, { stream: string; after: number; events: WrittenEvent[] }>();
    for (const placed of accepted) {
      const { stream, version, eventId } = placed;
      const written = writtenEvent(placed, append, clock, sealed.get(eventId));
      const part = parts.get(stream);
      if (part === undefined) parts.set(stream, { stream, after: version - 1, events: [written] });
      else part.events.push(written);
    }
    return [...parts.values()];
  }

  private async withNewKeys(
    accepted: readonly PlacedEvent[],
    known: ReadonlyMap<string, Buffer>,
  ): Promise<ReadonlyMap<string, Buffer>> {
    const needing = accepted
      .map(({ event }) => event)
      .filter((e) => e.personalJson !== undefined && !known.has(e.childId));
    if (needing.length === 0) return known;
    const made = new Map(needing.map(({ childId }) => [childId, this.details.newKey(childId)]));
    const { keys, erased } = asKeys(await this.keys.add(made));
    const late = needing.find(({ childId }) => erased.has(childId));
    if (late !== undefined)
      throw unstorable(late, `the personal details of the child ${late.childId} were erased just now`);
    return new Map([...known, ...keys]);
  }
}

function asKeys(found: ReadonlyMap<string, Buffer | null>): AppendKeys {
  const keys = new Map<string, Buffer>();
  const erased = new Set<string>();
  for (const [childId, key] of found) {
    if (key === null) erased.add(childId);
    else keys.set(childId, key);
  }
  return { keys, erased };
}
