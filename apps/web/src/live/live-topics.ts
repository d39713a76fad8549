import type { Person } from '#access/person';
import type { Right } from '#access/rights';
import type { PlainDate } from '#calendar/plain-date';
import type { Sql } from '#projecting/reading-database';
import type { AskedPage } from '../pages/page.ts';
import { screeningLive } from '../pages/front-door/screening-live.ts';
import { clocksLive } from '../pages/managers/clocks-live.ts';
import { queueLive } from '../pages/managers/queue-live.ts';

/** How a list stands: how many lines, and a mark that is another one as soon as one of them says something else. */
export interface Stand {
  readonly count: number;
  readonly mark: string;
}

/** A list as one person with one choice of filters sees it. Two with the same key are looked at once for both. */
export interface LiveList {
  readonly key: string;
  readonly look: (sql: Sql, today: PlainDate) => Promise<Stand>;
}

/** A list that pages may keep up to date. */
export interface LiveTopic {
  readonly right: Right;
  /** The list that the person sees with the filters of the query string. */
  readonly list: (person: Person, query: AskedPage['query']) => LiveList;
}

/** Every list that may be watched, by the name that `/live?of=` takes. */
export const liveTopics: Readonly<Record<string, LiveTopic>> = {
  queue: queueLive,
  clocks: clocksLive,
  screening: screeningLive,
};
