import { Logger } from '@nestjs/common';
import { PostgresListener } from '#event-store/postgres-listener';
import { clientConfig } from '#event-store/postgres-pools';
import { READING_CHANNEL } from '#projecting/reading-schema';
import { inOneSnapshot } from '#waymark/snapshot';
import type { Waymark } from '../waymark.ts';
import type { LiveList, Stand } from './live-topics.ts';

/** How a list stands, and the position of the log it is complete up to. */
export interface StandAt extends Stand {
  readonly position: number;
}

type Tell = (stand: StandAt) => void;

interface Watched {
  readonly list: LiveList;
  readonly watchers: Set<Tell>;
  last?: StandAt;
}

/** The look that costs nothing if nothing happens, and catches what no notification told: a rebuild, a new day. */
const SLOW_LOOK_MILLISECONDS = 15_000;
/** While a file is imported batch follows batch: between two looks at all lists the database has time for others. */
const REST_MILLISECONDS = 50;

const logger = new Logger('Waymark');

/**
 * The lists somebody has open, each looked at once for all who see the same, whenever the read model has taken something in.
 * Woken by the projector in this process, else by PostgreSQL, and by a slow clock in any case.
 */
export class LiveLists {
  private readonly watched = new Map<string, Watched>();
  private readonly timer: NodeJS.Timeout;
  private readonly forget: () => void;
  private looking: Promise<void> | undefined;
  private isDue = false;

  constructor(
    private readonly waymark: Waymark,
    databaseUrl: string,
  ) {
    this.timer = setInterval(() => this.wake(), SLOW_LOOK_MILLISECONDS);
    this.timer.unref();
    const wake = () => this.wake();
    this.forget = waymark.onTaken(wake) ?? listening(databaseUrl, wake);
  }

  /** Tells how a list stands now, and each time that changes, until the answer is called. */
  watch(list: LiveList, tell: Tell): () => void {
    const own = this.watched.get(list.key) ?? { list, watchers: new Set<Tell>() };
    this.watched.set(list.key, own);
    own.watchers.add(tell);
    if (own.last) tell(own.last);
    this.wake();
    return () => {
      own.watchers.delete(tell);
      if (own.watchers.size === 0 && this.watched.get(list.key) === own) this.watched.delete(list.key);
    };
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.forget();
    this.watched.clear();
    await this.looking;
  }

  /** Looks at every list; what happens while it looks is looked at once more after it. */
  private wake(): void {
    if (this.watched.size === 0) return;
    this.isDue = true;
    this.looking ??= this.lookUntilDone().finally(() => (this.looking = undefined));
  }

  private async lookUntilDone(): Promise<void> {
    while (this.isDue) {
      this.isDue = false;
      for (const own of [...this.watched.values()]) await this.look(own);
      if (this.isDue) await new Promise((resolve) => setTimeout(resolve, REST_MILLISECONDS));
    }
  }

  private async look(own: Watched): Promise<void> {
    try {
      const today = this.waymark.today();
      const { position, answer } = await inOneSnapshot(this.waymark.database, (sql) => own.list.look(sql, today));
      const isNews = own.last?.mark !== answer.mark;
      own.last = { ...answer, position };
      if (isNews) for (const tell of own.watchers) tell(own.last);
    } catch (error) {
      // The database is away: the next look tells what was missed.
      logger.warn(`A live list could not be looked at: ${(error as Error).message}`);
    }
  }
}

function listening(databaseUrl: string, wake: () => void): () => void {
  const listener = new PostgresListener(clientConfig(databaseUrl), wake, () => undefined, READING_CHANNEL);
  listener.start();
  return () => void listener.close().catch(() => undefined);
}
