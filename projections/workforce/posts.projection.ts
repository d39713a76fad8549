import { projection } from '#measures/projection';
import { registerEvents } from '../case-events.ts';
import { ownPosts, postFacts } from '../worker-posts.ts';

/** One row for each stretch of days in which a worker held one post: in one team, role and employment, for one part of a post. */
export const posts = projection({
  name: 'posts',
  question: 'Who works in which post, for how much of one, and for whom does an agency worker stand in?',
  version: 1,
  columns: {
    workerId: 'text',
    role: 'text',
    employment: 'text',
    agencyCovers: 'text',
    isQualified: 'flag',
    isAsye: 'flag',
    fteHundredths: 'number',
    teamType: 'text',
    service: 'text',
    from: 'day',
    to: 'day',
    team: 'text',
    area: 'text',
  },
  reads: registerEvents,
  rows: (journey) =>
    ownPosts(journey).map((post) => ({
      rowId: `${post.workerId}#${post.from}`,
      because: postFacts(journey, post.workerId, post.team),
      cells: { ...post, to: post.to ?? null },
    })),
});
