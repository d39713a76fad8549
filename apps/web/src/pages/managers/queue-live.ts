import type { LiveTopic } from '../../live/live-topics.ts';
import { partOf, queueFilters } from './queue-filters.ts';
import { queueMark } from './queue-list.query.ts';

/** The queue as somebody sees it with their filters. How it is sorted makes no other list. */
export const queueLive: LiveTopic = {
  right: 'see-queues',
  list: (person, query) => {
    const filters = queueFilters(query);
    const { team, isOverdue, accepted, days } = filters;
    const narrowed = {
      within: partOf(filters, person),
      isOverdue,
      ...(team === undefined ? {} : { team }),
      ...(accepted === undefined ? {} : { accepted }),
      ...(days === undefined ? {} : { days }),
    };
    return {
      key: `queue ${JSON.stringify(narrowed)}`,
      look: (sql, today) => queueMark(sql, { ...narrowed, today }),
    };
  },
};
