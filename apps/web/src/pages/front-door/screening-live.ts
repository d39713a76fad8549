import type { LiveTopic } from '../../live/live-topics.ts';
import { boardStand } from './screening.query.ts';
import { boardAsked } from './screening-filters.ts';

/** One list of the screening board with its filter. */
export const screeningLive: LiveTopic = {
  right: 'log-contacts',
  list: (_person, query) => {
    const { board, hub } = boardAsked(query);
    return {
      key: `screening ${board} ${hub ?? ''}`,
      look: (sql, today) => boardStand(sql, board, { today, ...(hub === undefined ? {} : { hub }) }),
    };
  },
};
