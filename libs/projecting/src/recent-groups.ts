import type { FoldedGroup } from './folded-group.ts';

/** So many events are kept of the groups that were touched last, with the rows that follow from them. */
const EVENTS_KEPT = 20_000;

/**
 * The groups of linked children that were touched last, folded: valid for as long as its owner sees every event about them.
 * Bounded by the number of events; those not touched for longest go first.
 */
export class RecentGroups {
  private readonly groups = new Map<string, FoldedGroup>();
  private events = 0;

  constructor(private readonly limit = EVENTS_KEPT) {}

  get(name: string): FoldedGroup | undefined {
    return this.groups.get(name);
  }

  /** Keeps a group as it is now, as the one touched last. */
  keep(name: string, group: FoldedGroup): void {
    this.forget([name]);
    this.groups.set(name, group);
    this.events += group.events.length;
    for (const oldest of this.groups.keys()) {
      if (this.events <= this.limit) return;
      this.forget([oldest]);
    }
  }

  /** Forgets the groups that go by these names: of children that have been linked, each had one of its own. */
  forget(names: readonly string[]): void {
    for (const name of names) {
      this.events -= this.groups.get(name)?.events.length ?? 0;
      this.groups.delete(name);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.groups.clear();
    this.events = 0;
  }
}
