import type { EventStore } from '#event-store/event-store';
import type { ReadingDatabase } from '#projecting/reading-database';

/** What a child is called and known by, for lists. */
export interface ChildName {
  readonly givenName?: string;
  readonly familyName?: string;
  readonly dob?: string;
  readonly restricted: boolean;
  readonly mergedInto?: string;
}

/** The search index: finds children by what they are known by, and names those of a list. */
export class Finding {
  private constructor(
    private readonly database: ReadingDatabase,
    private readonly store: EventStore,
  ) {}

  static open(database: ReadingDatabase, store: EventStore): Promise<Finding> {
    return Promise.resolve(new Finding(database, store));
  }

  start(): void {}

  stop(): Promise<void> {
    return Promise.resolve();
  }

  names(childIds: readonly string[]): Promise<ReadonlyMap<string, ChildName>> {
    return Promise.resolve(new Map());
  }
}
