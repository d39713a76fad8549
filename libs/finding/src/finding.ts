import { instantFromEpochMilliseconds, londonDate } from '#calendar/instant';
import type { PlainDate } from '#calendar/plain-date';
import type { EventStore } from '#event-store/event-store';
import { ReadingDatabase, type Sql } from '#projecting/reading-database';
import { candidatesFor, detailsOfSearch, type Found, type Search } from './candidates.ts';
import { shownAs, type Candidate, type Openable } from './candidate.ts';
import { duplicatesOf, mergesAskedFor, type PairAskedFor } from './duplicates.ts';
import { FINDING, knownBySql, prepareFinding } from './finding-schema.ts';
import { Follower, type FollowerState } from './follower.ts';
import { forget, forgetErased } from './forgetting.ts';
import type { KnownBy } from './known-by.ts';

/** A child as lists name one. */
export interface ChildName {
  readonly childId: string;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly dob: PlainDate | null;
  readonly expectedDob: PlainDate | null;
  readonly sex: string | null;
  readonly diedOn: PlainDate | null;
  readonly laChildId: string | null;
  readonly postcode: string | null;
  readonly restricted: boolean;
  /** The survivor, where the record was merged into another. */
  readonly mergedInto: string | null;
}

/** How a search is answered. */
export interface FindOptions {
  /** The restricted records that may be named to whoever asks; all others of them come back as markers. */
  readonly openable?: Openable;
  /** How many at most; 50 if left out. */
  readonly limit?: number;
  /** The day on which an age is reckoned; today in London if left out. */
  readonly today?: PlainDate;
}

const MOST_SHOWN = 50;

/** Finds children by what is known of them, and names them for lists. One for the whole program. */
export class Finding {
  private readonly follower: Follower;

  private constructor(
    private readonly database: ReadingDatabase,
    private readonly store: EventStore,
    private readonly isOwn: boolean,
  ) {
    this.follower = new Follower(store, database);
  }

  /** Makes the index where there is none; it is filled from `start` on. A connection made from an address is ended by `stop`. */
  static async open(at: ReadingDatabase | string, store: EventStore): Promise<Finding> {
    const isOwn = typeof at === 'string';
    const database = isOwn ? await ReadingDatabase.connect(at) : at;
    await database.transaction(prepareFinding);
    return new Finding(database, store, isOwn);
  }

  /** Begins to follow the log; an index that is new, far behind or of another version is filled first. */
  start(): void {
    this.follower.start();
  }

  async stop(): Promise<void> {
    await this.follower.stop();
    if (this.isOwn) await this.database.close();
  }

  state(): FollowerState {
    return this.follower.state();
  }

  /** Whether what was recorded up to a position is found, waiting at most so many milliseconds. */
  reached(position: number, withinMilliseconds: number): Promise<boolean> {
    return this.follower.reached(position, withinMilliseconds);
  }

  /** The children a search may be about, the likeliest first, each with why. */
  async find(search: Search, options: FindOptions = {}): Promise<readonly Candidate[]> {
    const today = options.today ?? londonDate(instantFromEpochMilliseconds(Date.now()));
    return this.shown(await this.onIndex((sql) => candidatesFor(sql, detailsOfSearch(search, today))), options);
  }

  /** Records that may be of the same child as this one: not itself, nor a sibling, nor one that is told apart from it. */
  async possibleDuplicates(childId: string, options: FindOptions = {}): Promise<readonly Candidate[]> {
    return this.shown(await this.onIndex((sql) => duplicatesOf(sql, childId)), options);
  }

  /** Pairs of records that somebody asked to be merged, and nobody has merged or told apart since. */
  mergesAskedFor(): Promise<readonly PairAskedFor[]> {
    return mergesAskedFor(this.database);
  }

  /** How lists name these children: those that there are, in one query. */
  async names(childIds: readonly string[]): Promise<ReadonlyMap<string, ChildName>> {
    if (childIds.length === 0) return new Map();
    const rows = await this.database.query<KnownBy>(
      `select ${knownBySql} from ${FINDING}.child where child_id = any($1)`,
      [[...new Set(childIds)]],
    );
    return new Map(rows.map((row) => [row.childId, nameOf(row)]));
  }

  /** Takes a child's names out of the index, for good: to be called after `store.erase`. */
  forget(childId: string): Promise<void> {
    return forget(this.store, this.database, childId);
  }

  /** Looks through the whole log for children who were erased and whose names still stand here; answers whom it forgot. */
  forgetErased(): Promise<readonly string[]> {
    return forgetErased(this.store, this.database);
  }

  /** The planner takes sixty near dates for a sixth of all children and would read the whole table: it is kept from that. */
  private onIndex<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.database.transaction(async (sql) => {
      await sql.query(`select set_config('enable_seqscan', 'off', true)`);
      return work(sql);
    });
  }

  private shown(found: readonly Found[], { openable = new Set(), limit = MOST_SHOWN }: FindOptions) {
    return found.slice(0, limit).map((one) => shownAs(one, openable));
  }
}

const nameOf = (row: KnownBy): ChildName => ({
  childId: row.childId,
  givenName: row.givenNames[0] ?? null,
  familyName: row.familyNames[0] ?? null,
  dob: row.dob,
  expectedDob: row.expectedDob,
  sex: row.sex,
  diedOn: row.diedOn,
  laChildId: row.laChildId,
  postcode: row.postcode,
  restricted: row.restriction !== null,
  mergedInto: row.mergedInto,
});
